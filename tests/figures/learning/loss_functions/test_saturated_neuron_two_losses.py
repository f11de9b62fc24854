"""The neuron of Nielsen's chapter 3 ends where he says; Keras walks the same way; the waits follow the closed form."""

import numpy as np
import pytest

from figures.learning.loss_functions.saturated_neuron_two_losses import (
    EPOCHS,
    RATE,
    RATES,
    STARTS,
    delta,
    draw,
    experiment,
    train,
)
from figures.neural.activations import sigmoid, sigmoid_prime

NUMBERS = experiment()
FAR, NEAR = STARTS.values()


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


def test_the_outputs_after_300_epochs_are_those_that_nielsen_reports():
    assert EPOCHS == 300 and RATE == 0.15 and (FAR, NEAR) == ((2.0, 2.0), (0.6, 0.9))
    assert round(NUMBERS["near"]["start"], 2) == 0.82 and round(NUMBERS["near"]["end"]["squared"], 2) == 0.09
    assert round(NUMBERS["far"]["start"], 2) == 0.98 and round(NUMBERS["far"]["end"]["squared"], 2) == 0.20


@pytest.mark.parametrize("start", STARTS.values())
@pytest.mark.parametrize(("loss", "rate"), [("squared error", RATE), *(("cross-entropy", r) for r in RATES.values())])
def test_automatic_differentiation_walks_the_same_way(tf, start, loss, rate):
    w, b = (tf.Variable(value, dtype=tf.float64) for value in start)
    ours = train(start, loss, rate)
    for epoch in range(21):
        with tf.GradientTape() as tape:
            z = w * 1.0 + b
            a = tf.sigmoid(z)
            value = a**2 / 2 if loss == "squared error" else -tf.math.log(1 - a)
        assert float(z) == pytest.approx(ours[epoch], rel=1e-12)
        for variable, slope in zip((w, b), tape.gradient(value, (w, b)), strict=True):
            variable.assign_sub(rate * slope)


def test_at_every_answer_the_two_pushes_differ_by_exactly_the_slope_of_the_sigmoid():
    z = np.linspace(-8, 8, 33)[:, None]
    for each in z:
        ratio = delta(each[None], "squared error") / delta(each[None], "cross-entropy")
        assert ratio.item() == pytest.approx(sigmoid_prime(each).item(), rel=1e-9)
    assert NUMBERS["far"]["ratio"] == pytest.approx(NUMBERS["far"]["slope"])
    assert NUMBERS["culprit"] == "the slope of the sigmoid"


def test_under_the_squared_error_the_worse_start_learns_more_slowly_and_under_cross_entropy_faster():
    push = NUMBERS["push"][:, :, 0]  # (start, run) at the first epoch
    assert push[0, 0] < push[1, 0] and push[0, 1] > push[1, 1]
    assert NUMBERS["far"]["half"]["squared"] > 10 * NUMBERS["far"]["half"]["entropy"]


def test_cross_entropy_pushes_hardest_at_the_first_epoch_at_any_rate_and_the_squared_error_does_not():
    for run in (1, 2):
        assert (np.diff(NUMBERS["push"][:, run], axis=1) < 0).all()
    assert NUMBERS["push"][0, 0].argmax() > 100


def wait_squared(z):
    """The time until z is 0 for δ = σ(z) σ′(z): the integral of 1/δ from 0 to z, in closed form."""
    return np.exp(z) + 3 * z - 3 * np.exp(-z) - np.exp(-2 * z) / 2 + 2.5


def wait_entropy(z):
    """The same for δ = σ(z)."""
    return z - np.exp(-z) + 1


@pytest.mark.parametrize(("wait", "loss"), [(wait_squared, "squared error"), (wait_entropy, "cross-entropy")])
def test_the_closed_forms_are_integrals_of_one_over_delta(wait, loss):
    for z in (0.3, 1.5, 4.0, 7.0):
        h = 1e-5
        slope = (wait(z + h) - wait(z - h)) / (2 * h)
        assert wait(0) == pytest.approx(0)
        assert slope * delta(np.array([[z]]), loss).item() == pytest.approx(1, rel=1e-7)


@pytest.mark.parametrize(("name", "z"), [("far", 4.0), ("near", 1.5)])
def test_the_waits_are_those_of_the_closed_forms(name, z):
    half = NUMBERS[name]["half"]
    for key, wait, rate in (("squared", wait_squared, RATE), ("entropy", wait_entropy, RATE),
                            ("slow_entropy", wait_entropy, RATES["0.02"])):  # fmt: skip
        assert half[key] == pytest.approx(wait(z) / (2 * rate), abs=2)


def test_the_curves_are_the_outputs_and_the_first_gap_is_the_slope():
    figure = draw(NUMBERS["epochs"], NUMBERS["output"], NUMBERS["push"], start="w = 0.6, b = 0.9")
    answer, move = figure.axes
    np.testing.assert_allclose(answer.lines[0].get_ydata(), sigmoid(train(NEAR, "squared error", RATE))[::2])
    assert answer.get_ylim() == (-0.2, 1.05) and len(move.lines) == 3


def test_against_the_whole_squared_error_the_push_is_half_as_much_harder():
    z = 4.0
    slope = np.exp(-z) / (1 + np.exp(-z)) ** 2
    assert NUMBERS["far"]["times_whole"] == pytest.approx(1 / (2 * slope), rel=1e-12)
    assert NUMBERS["far"]["times"] == pytest.approx(1 / slope, rel=1e-12)
