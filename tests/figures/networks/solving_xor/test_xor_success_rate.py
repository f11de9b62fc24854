"""Linear never; one unit that only rises never; two sometimes; more more often: over 200 seeds."""

import numpy as np
import pytest

from figures.networks.solving_xor.xor_success_rate import LOSS, NAMES, SOLVED, WIDTHS, experiment
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.datasets import gate
from figures.neural.optimisers import Adam

X, LABELS = gate("XOR")
Y = LABELS[:, None].astype(float)


@pytest.fixture(scope="module")
def facts(numbers_of):
    return numbers_of(experiment)


def test_linear_units_never_solve_xor_and_one_rising_unit_neither(facts):
    assert not facts["share"][NAMES.index("linear")].any()
    for name in ("relu", "sigmoid", "tanh", "leaky_relu"):
        assert facts["rate"][name]["of_1"] == 0


def test_two_units_that_only_rise_solve_it_in_some_seeds_and_not_in_all(facts):
    assert 0.1 < facts["lowest_of_two"] < facts["highest_of_two"] < 0.7
    assert facts["lowest_of_two"] == facts["rate"]["relu"]["of_2"]


def test_the_share_grows_with_the_width(facts):
    for name in ("relu", "sigmoid", "tanh", "leaky_relu"):
        assert (np.diff(facts["share"][NAMES.index(name)]) > 0).all()
    assert WIDTHS == tuple(sorted(WIDTHS))


def test_one_silu_unit_solves_it_because_silu_dips(facts):
    assert facts["rate"]["silu"]["of_1"] > 0.95
    z = np.linspace(-5, 0, 200)
    assert (np.diff(ACTIVATIONS["silu"](z)) < 0).any() and (np.diff(ACTIVATIONS["tanh"](z)) > 0).all()


@pytest.mark.parametrize("name", ["relu", "tanh"])
def test_a_loss_below_a_quarter_of_log_2_means_that_all_rows_are_right(name):
    networks = seeded_networks((2, 2, 1), ACTIVATIONS[name], range(200))
    descend(networks, X, Y, LOSS, Adam(0.05), 300)
    z = networks.forward(X)
    right = ((z > 0) == (Y == 1)).all(axis=(1, 2))
    solved = losses(z, Y, LOSS) < SOLVED
    assert right[solved].all() and 0 < solved.sum() < 200
