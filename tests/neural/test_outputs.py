"""Output functions: they equal Keras's, their backward passes equal automatic differentiation."""

import numpy as np
import pytest

from figures.neural.gradient_check import central_differences
from figures.neural.outputs import OUTPUTS, one_hot, softmax, sparsemax

Z = np.random.default_rng(0).normal(0.0, 2.0, (6, 4))


def test_every_rowwise_activation_of_keras_is_here_and_no_other(keras_activations, elementwise):
    assert set(OUTPUTS) == set(keras_activations) - set(elementwise)


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "glu"])
def test_function_equals_keras(name, keras_activations):
    np.testing.assert_allclose(OUTPUTS[name][0](Z), np.array(keras_activations[name](Z)), rtol=1e-12, atol=1e-14)


def test_sparsemax_equals_keras_where_one_class_takes_all(keras_activations):
    z = Z[(sparsemax(Z) > 0).sum(axis=1) == 1]
    assert len(z) > 2
    np.testing.assert_allclose(sparsemax(z), np.array(keras_activations["sparsemax"](z)), atol=1e-14)


@pytest.mark.parametrize("seed", range(10))
def test_sparsemax_is_the_nearest_point_of_all_that_are_positive_and_sum_to_1(seed):
    rng = np.random.default_rng(seed)
    z, rivals = rng.normal(size=(1, 4)), rng.dirichlet(np.ones(4), 2000)
    nearest = sparsemax(z)
    assert ((z - nearest) @ (rivals - nearest).T).max() < 1e-12  # every rival lies on the far side


@pytest.mark.parametrize("name", OUTPUTS)
def test_backward_equals_central_differences(name):
    function, backward = OUTPUTS[name]
    z, grad_a = Z.copy(), np.random.default_rng(1).normal(size=function(Z).shape)
    differences = central_differences(lambda: float(np.sum(grad_a * function(z))), z)
    np.testing.assert_allclose(backward(Z, grad_a), differences, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "glu"])
def test_backward_equals_automatic_differentiation(name, keras_activations, autodiff):
    function, backward = OUTPUTS[name]
    grad_a = np.random.default_rng(1).normal(size=function(Z).shape)
    (theirs,) = autodiff(lambda z: grad_a * keras_activations[name](z), Z)
    np.testing.assert_allclose(backward(Z, grad_a), theirs, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("name", OUTPUTS)
def test_nothing_overflows_at_1000(name):
    function, backward = OUTPUTS[name]
    z = np.array([[1000.0, -1000.0, 0.0, 1000.0], [-1000.0, -1000.0, -1000.0, -1000.0]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = function(z)
        assert np.isfinite(a).all() and np.isfinite(backward(z, np.ones_like(a))).all()


def test_softmax_and_sparsemax_sum_to_1_and_do_not_see_a_shift():
    for name in ("softmax", "sparsemax"):
        function = OUTPUTS[name][0]
        np.testing.assert_allclose(function(Z).sum(axis=1), 1, rtol=1e-14)
        np.testing.assert_allclose(function(Z + 500), function(Z), rtol=1e-11, atol=1e-13)


def test_softmax_of_a_single_unit_is_always_1():
    assert (softmax(np.array([[-3.0], [0.0], [8.0]])) == 1).all()


def test_one_hot_is_1_exactly_in_the_column_of_the_label():
    assert one_hot(np.array([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]
