"""Against the slope the loss falls at every step, along it the loss rises at every step."""

import numpy as np
import pytest

from figures.learning.gradient_descent import minus_sign


@pytest.fixture(scope="module")
def walks(numbers_of):
    return numbers_of(minus_sign.experiment)


def test_against_the_slope_the_loss_falls_at_every_step_and_along_it_rises(walks):
    assert (np.diff(minus_sign.loss(walks["down"])) < 0).all()
    assert (np.diff(minus_sign.loss(walks["up"])) > 0).all()
    assert walks["loss"]["against"] < walks["loss_at_start"] < walks["loss"]["along"]


def test_a_positive_slope_means_a_step_to_the_left(walks):
    assert walks["first_step"]["slope"] > 0 > walks["first_step"]["change"]


@pytest.mark.parametrize("eta", [1e-2, 1e-3, 1e-4])
def test_the_loss_falls_by_eta_times_the_square_of_the_slope_up_to_order_eta_squared(eta):
    theta, slope = np.array(1.0), 1.0
    fall = minus_sign.loss(theta - eta * slope) - minus_sign.loss(theta)
    assert fall == pytest.approx(-eta * slope**2, abs=eta**2)
