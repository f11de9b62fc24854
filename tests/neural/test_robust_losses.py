"""Absolute error and Huber's loss equal Keras's; their gradients equal autodiff and differences, and are bounded."""

import numpy as np
import pytest

from figures.neural.gradient_check import central_differences
from figures.neural.losses import mean_squared_error_gradient
from figures.neural.robust_losses import ROBUST_LOSSES

rng = np.random.default_rng(0)
Y_HAT, Y = rng.normal(0.0, 2.0, (40, 3)), rng.normal(0.0, 2.0, (40, 3))
NAMES = pytest.mark.parametrize("name", ROBUST_LOSSES)


@NAMES
def test_loss_equals_keras(name, keras):
    theirs = np.mean(np.array(getattr(keras.losses, name)(Y, Y_HAT)))
    assert ROBUST_LOSSES[name].function(Y_HAT, Y) == pytest.approx(theirs, rel=1e-12)


@NAMES
def test_gradient_equals_automatic_differentiation(name, keras, autodiff, tf):
    (theirs,) = autodiff(lambda y_hat: tf.reduce_mean(getattr(keras.losses, name)(Y, y_hat)), Y_HAT)
    np.testing.assert_allclose(ROBUST_LOSSES[name].gradient(Y_HAT, Y), theirs, rtol=1e-12, atol=1e-16)


@NAMES
def test_gradient_equals_central_differences(name):
    point = Y_HAT.copy()
    differences = central_differences(lambda: ROBUST_LOSSES[name].function(point, Y), point, h=1e-6)
    np.testing.assert_allclose(ROBUST_LOSSES[name].gradient(Y_HAT, Y), differences, rtol=1e-6, atol=1e-9)


@NAMES
def test_one_wild_error_pushes_no_harder_than_1_and_a_squared_one_does(name):
    wild, zero = np.array([[1000.0]]), np.zeros((1, 1))
    assert ROBUST_LOSSES[name].gradient(wild, zero).item() == 1
    assert mean_squared_error_gradient(wild, zero).item() == 2000


@NAMES
def test_it_is_0_exactly_where_all_is_right_and_has_no_slope_there(name):
    loss = ROBUST_LOSSES[name]
    assert loss.function(Y, Y) == 0 < loss.function(Y_HAT, Y)
    assert (loss.gradient(Y, Y) == 0).all()


@NAMES
def test_shapes_that_numpy_would_stretch_are_refused(name):
    with pytest.raises(ValueError, match=r"got \(4, 1\) and \(4,\)"):
        ROBUST_LOSSES[name].function(np.zeros((4, 1)), np.zeros(4))
