"""Optimisers equal Keras's update for update: 100 steps in float64, relative difference at most 1e-12."""

import numpy as np
import pytest

from figures.neural.optimisers import SGD, Adam, Momentum, Nesterov, RMSProp

# Keras casts these through float32: numbers that float32 holds exactly make the comparison exact too.
MU = {"momentum": 0.875}
BETAS = {"beta_1": 0.875, "beta_2": 1 - 2**-10}
CASES = {
    "SGD": (SGD, {}, "SGD", {}),
    "Momentum": (Momentum, MU, "SGD", MU),
    "Nesterov": (Nesterov, MU, "SGD", {**MU, "nesterov": True}),
    "RMSProp": (RMSProp, {}, "RMSprop", {}),
    "Adam": (Adam, BETAS, "Adam", BETAS),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hundred_steps_equal_those_of_keras(name, keras, float64):
    ours, ours_given, theirs, options = CASES[name]
    optimiser, oracle = ours(**ours_given), getattr(keras.optimizers, theirs)(**options)
    rng = np.random.default_rng(3)
    parameters = [rng.normal(size=(3, 2)), rng.normal(size=2)]
    variables = [keras.Variable(parameter, dtype="float64") for parameter in parameters]
    for _ in range(100):
        gradients = [rng.normal(size=parameter.shape) for parameter in parameters]
        optimiser.update(list(zip(parameters, gradients, strict=True)))
        oracle.apply(gradients, variables)
        for parameter, variable in zip(parameters, variables, strict=True):
            np.testing.assert_allclose(parameter, variable.value.numpy(), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", CASES)
def test_defaults_are_those_of_keras(name, keras, float64):
    ours, _, theirs, _ = CASES[name]
    config = getattr(keras.optimizers, theirs)().get_config()
    for hyperparameter in ("learning_rate", "rho", "beta_1", "beta_2", "epsilon"):
        if hasattr(ours(), hyperparameter):
            assert getattr(ours(), hyperparameter) == pytest.approx(config[hyperparameter], rel=1e-12)


def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient():
    for gradient in (1e-3, 1.0, 1e4):
        theta = np.array([0.0])
        Adam(learning_rate=0.1).update([(theta, np.array([gradient]))])
        assert theta[0] == pytest.approx(-0.1, rel=1e-2)


def test_momentum_0_is_plain_gradient_descent():
    theta, other = np.array([1.0, -2.0]), np.array([1.0, -2.0])
    plain, heavy = SGD(0.1), Momentum(0.1, momentum=0.0)
    for _ in range(10):
        plain.update([(theta, 2 * theta)])
        heavy.update([(other, 2 * other)])
    np.testing.assert_allclose(theta, other, rtol=1e-14)


def test_nesterov_follows_the_point_ahead_of_a_ball_whose_gradient_is_taken_there():
    eta, mu = 0.05, 0.9
    ahead, optimiser = np.array([1.0, -2.0]), Nesterov(eta, mu)
    theta, v = ahead.copy(), np.zeros(2)
    for _ in range(20):
        optimiser.update([(ahead, 2 * ahead)])
        v = mu * v - eta * 2 * (theta + mu * v)
        theta = theta + v
        np.testing.assert_allclose(ahead, theta + mu * v, rtol=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_every_optimiser_goes_down_a_bowl(name):
    theta, optimiser = np.array([1.0, -1.0]), CASES[name][0](learning_rate=0.01)
    start = np.sum(theta**2)
    for _ in range(300):
        optimiser.update([(theta, 2 * theta)])
    assert np.sum(theta**2) < 1e-3 * start


@pytest.mark.parametrize("name", ["Momentum", "Nesterov", "RMSProp", "Adam"])
def test_another_number_of_parameters_is_refused(name):
    optimiser, theta = CASES[name][0](), np.array([1.0])
    optimiser.update([(theta, theta)])
    with pytest.raises(ValueError):
        optimiser.update([(theta, theta), (theta, theta)])
