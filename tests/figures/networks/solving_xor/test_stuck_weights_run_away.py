"""Stuck networks run off: bands for their weights, a floor that no finite weights reach, the cost of a right row."""

import numpy as np
import pytest

from figures.networks.solving_xor.stuck_weights_run_away import EACH, LEVEL, RATE, SOLVED, STEPS, experiment, start
from figures.neural.batched import descend, losses
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam

LOSS = LOSSES["binary_cross_entropy_from_logits"]


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def test_the_largest_weights_grow_without_a_rest(found):
    late = found["largest"][STEPS >= 200]
    assert (np.diff(np.median(late[:, EACH:], axis=1)) > 0.2).all()
    assert (np.diff(np.median(late[:, :EACH], axis=1)) > 0.2).all()
    assert 4.5 < found["after_500"] < 7 and 7 < found["after_5000"] < 10 and 8.5 < found["after_10000"] < 13


def test_the_loss_of_the_stuck_falls_towards_half_log_2_and_stays_above(found):
    middle = np.median(found["excess"], axis=1)
    assert (np.diff(middle) < 0).all() and 0 < middle[-1] < 1e-5
    assert SOLVED < LEVEL == pytest.approx(np.log(2) / 2)


def test_it_is_the_length_of_the_steps_that_throws_a_network_back(found):
    """Looked at more often, lines turn up at the rate of the figure and do so no more at a fiftieth of it."""
    x, labels = gate("XOR")
    y = labels[:, None].astype(float)
    networks, optimiser = start(list(range(20))), Adam(RATE)
    descend(networks, x, y, LOSS, optimiser, 5000)
    stuck = np.abs(losses(networks.forward(x), y, LOSS) - LEVEL) < 1e-3

    def turns(looks):
        path = []
        for _ in range(looks):
            descend(networks, x, y, LOSS, optimiser, 20)
            path.append(losses(networks.forward(x), y, LOSS)[stuck] - LEVEL)
        assert np.min(path) > 0
        return int((np.diff(path, axis=0) > 1e-9).sum())

    assert stuck.sum() > 3 and turns(100) > 0
    optimiser.learning_rate = RATE / 50
    turns(10)  # until the old steps are forgotten
    assert turns(100) == 0


def test_two_alike_rows_of_both_classes_cost_more_than_half_log_2_for_every_finite_z():
    rng = np.random.default_rng(0)
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    for _ in range(200):
        same, z0, z1 = rng.normal(size=3) * [1, 20, 20]
        z = np.array([[same], [same], [abs(z1)], [-abs(z0)]])
        assert LOSS.function(z, y) > LEVEL - 1e-12
        wider = z * np.array([[0], [0], [2], [2]])
        assert LOSS.function(wider, y) <= LOSS.function(z * [[0], [0], [1], [1]], y)


def test_where_all_rows_are_right_doubling_the_output_lowers_the_cost_of_each_and_raises_that_of_a_wrong_one():
    z, y = np.random.default_rng(1).normal(size=(200, 1)) * 5, np.ones((1, 1))
    cost = np.array([[LOSS.function(k * row[None], y) for k in (1, 2)] for row in z])
    right = z[:, 0] > 0
    assert (cost[right, 1] < cost[right, 0]).all() and (cost[~right, 1] > cost[~right, 0]).all()


def test_a_right_row_costs_log_of_one_plus_e_to_the_minus_size_of_z():
    for z, y in ((3.0, 1.0), (-3.0, 0.0), (13.8155, 1.0)):
        cost = LOSS.function(np.array([[z]]), np.array([[y]]))
        assert cost == pytest.approx(np.log1p(np.exp(-abs(z))))
    assert LOSS.function(np.array([[6 * np.log(10)]]), np.array([[1.0]])) < 1e-6
