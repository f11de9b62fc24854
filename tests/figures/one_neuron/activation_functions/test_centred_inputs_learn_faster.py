"""Why centred answers matter: the condition number, the steps, and the common sign, each found another way."""

import numpy as np
import pytest

from figures.neural.activations import sigmoid, tanh
from figures.one_neuron.activation_functions.centred_inputs_learn_faster import (
    START,
    WITHIN,
    curvature,
    draw,
    experiment,
    facts,
    path,
)


@pytest.mark.parametrize("mean", [0.0, 0.5, 1.25, 2.5])
def test_the_hessian_is_the_mean_over_random_inputs_and_its_condition_number_the_formula(mean):
    a = np.random.default_rng(0).normal(mean, 1.0, (400_000, 2))
    np.testing.assert_allclose(a.T @ a / len(a), curvature(mean), atol=0.02 * (1 + mean**2))
    assert facts(mean)["condition"] == pytest.approx(1 + 2 * mean**2)
    assert np.linalg.cond(curvature(mean, 7)) == pytest.approx(1 + 7 * mean**2)
    assert np.linalg.cond(curvature(mean, 1)) == 1  # one weight has one curvature: the formula is for more


@pytest.mark.parametrize("mean", [0.25, 1.0, 2.0, 2.5])
def test_the_path_takes_as_many_steps_as_its_rate_of_shrinking_says(mean):
    """At the best rate both directions shrink by (κ − 1)/(κ + 1) a step."""
    kappa = 1 + 2 * mean**2
    needed = int(np.ceil(np.log(WITHIN) / np.log((kappa - 1) / (kappa + 1))))
    assert facts(mean)["steps"] == needed
    assert np.linalg.norm(path(mean)[-1]) <= WITHIN * np.linalg.norm(START)


def test_centred_inputs_take_one_step_and_a_larger_mean_more_and_more():
    steps = [facts(mean)["steps"] for mean in np.arange(0, 2.75, 0.25)]
    assert facts(0.0)["takes"] == "1 step" and np.all(np.diff(steps) > 0)


def test_means_and_spreads_of_the_answers_are_those_of_a_million_random_ones(numbers_of):
    found, z = numbers_of(experiment), np.random.default_rng(1).normal(size=1_000_000)
    for name, phi in (("sigmoid", sigmoid), ("tanh", tanh)):
        a = phi(z)
        assert found[name]["mean"] == pytest.approx(a.mean(), abs=2e-3)
        assert found[name]["ratio"] == pytest.approx(abs(a.mean()) / a.std(), abs=5e-3)
    assert found["sigmoid"]["wide"] == pytest.approx(1 + 100 * sigmoid(z).mean() ** 2 / sigmoid(z).var(), rel=0.01)


def test_behind_sigmoids_all_weights_move_one_way_for_one_example_and_behind_tanh_not():
    rng = np.random.default_rng(2)
    z, w, y = rng.normal(size=(200, 6)), rng.normal(size=6), rng.normal(size=200)
    for phi, alike in ((sigmoid, 1.0), (tanh, 0.2)):
        a = phi(z)
        gradients = (a @ w - y)[:, None] * a
        one_way = np.mean(np.abs(np.sign(gradients).sum(axis=1)) == 6)
        assert one_way == 1.0 if phi is sigmoid else one_way < alike


def test_the_ellipses_are_lines_of_equal_error():
    (axes,) = draw(mean=1.5).axes
    for line in axes.lines[:4]:
        w = line.get_xydata()
        error = np.einsum("ij,jk,ik->i", w, curvature(1.5), w)
        np.testing.assert_allclose(error, error[0])
