"""Sureness changes the loss and no decision; a threshold changes decisions and not the loss; Keras agrees on both."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from figures.engine.drawing.controls import controls_of
from figures.learning.loss_functions.same_accuracy_different_loss import (
    QUOTED,
    SURENESS,
    Y,
    Z,
    draw,
    experiment,
    facts,
    loss_at,
    right,
)

NUMBERS = experiment()
CONTROLS = controls_of(draw)


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def test_at_a_half_no_sureness_changes_a_single_decision():
    first = right(1.0, 0.5)
    assert all((right(k, 0.5) == first).all() for k in CONTROLS["sureness"].values())
    assert first.sum() == NUMBERS["right_at_half"] == 8 and NUMBERS["percent_at_half"] == 80


def test_loss_and_accuracy_are_those_of_keras_at_every_setting(keras):
    for k in CONTROLS["sureness"].values():
        theirs = keras.losses.binary_crossentropy(Y[:, None], k * Z[:, None], from_logits=True)
        assert loss_at(k) == pytest.approx(np.mean(np.array(theirs)), rel=1e-12)
        for t in CONTROLS["threshold"].values():
            p = 1 / (1 + np.exp(-k * Z))
            share = np.mean(np.array(keras.metrics.binary_accuracy(Y[:, None], p[:, None], threshold=t)))
            assert facts(k, t)["right_now"] == pytest.approx(10 * share)
            assert facts(k, t)["loss_now"] == loss_at(k)


def test_the_loss_at_the_start_reads_0_88_though_80_per_cent_are_right():
    assert round(loss_at(SURENESS), 2) == QUOTED == 0.88


def test_the_loss_has_one_lowest_point_and_grows_without_bound_beyond_it():
    found = minimize_scalar(loss_at, bounds=(0.01, 8), method="bounded")
    assert NUMBERS["best"] == pytest.approx(found.x, abs=0.05)
    assert NUMBERS["lowest"] == pytest.approx(found.fun, abs=1e-3)
    assert (np.diff(NUMBERS["loss"], 2) > 0).all()  # convex
    wrong = np.abs(Z[~right(1.0, 0.5)]).sum() / 10
    assert loss_at(1000.0) == pytest.approx(1000 * wrong)


def test_moving_the_threshold_changes_the_accuracy():
    counts = {facts(1.0, t)["right_now"] for t in CONTROLS["threshold"].values()}
    assert len(counts) > 2


def test_the_same_loss_belongs_to_0_and_to_90_per_cent():
    assert NUMBERS["loss_of"]["none"] == pytest.approx(QUOTED) and NUMBERS["share_of"]["none"] == 0
    assert NUMBERS["loss_of"]["nine"] == pytest.approx(QUOTED, abs=1e-4) and NUMBERS["share_of"]["nine"] == 0.9
    assert NUMBERS["verdict"] == "one cannot tell"


def test_the_wrong_share_is_at_most_the_loss_over_log_2_on_random_answers():
    rng = np.random.default_rng(0)
    for _ in range(500):
        p = rng.uniform(size=20) ** rng.uniform(0.05, 5)  # of the right class
        assert (p <= 0.5).mean() <= np.mean(-np.log(p)) / np.log(2)


def test_the_figure_marks_the_wrong_ones():
    rows, curve = draw(NUMBERS["k"], NUMBERS["loss"], sureness=2.0, threshold=0.5).axes
    assert [line.get_marker() for line in rows.lines].count("X") == 2
    assert rows.get_title() == f"8 of 10 right, loss {loss_at(2.0):.2f}"
    assert curve.lines[-1].get_ydata()[0] == loss_at(2.0)


def test_the_best_sureness_is_above_1_and_its_temperature_below():
    """Found by search over T = 1/k, with probabilities in place of logits."""

    def loss(T):
        p = 1 / (1 + np.exp(-Z / T))
        return -np.mean(np.log(np.where(Y == 1, p, 1 - p)))

    best = minimize_scalar(loss, bounds=(0.2, 4), method="bounded").x
    assert 1 / best == pytest.approx(NUMBERS["best"], abs=0.06) and best < 0.9
