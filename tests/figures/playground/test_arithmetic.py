"""Functions of + − × ÷ only are those that they stand for, and a network of them learns as the book's does."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import LOSSES
from figures.neural.network import Network
from figures.neural.optimisers import SGD, Adam, Momentum, RMSProp
from figures.neural.training import training_step
from figures.playground import arithmetic, training

X = np.linspace(-12, 12, 4001)


@pytest.mark.parametrize("real", [np.float32, np.float64])
def test_curved_functions_are_within_a_millionth(real: type) -> None:
    x = X.astype(real)
    exact = x.astype(float)
    for ours, true in (
        (arithmetic.tanh, np.tanh(exact)),
        (arithmetic.logistic, 1 / (1 + np.exp(-exact))),
        (arithmetic.sine, np.sin(exact)),
        (arithmetic.cosine, np.cos(exact)),
    ):
        got = ours(x)
        assert got.dtype == real
        assert np.abs(got - true).max() < 1.5e-6, ours.__name__


def test_exponential_and_logarithm_are_exact_to_twelve_digits() -> None:
    x = np.linspace(-40, 0, 2001)
    assert np.allclose(arithmetic.exponential(x), np.exp(x), rtol=1e-12, atol=0)
    u = np.linspace(0, 1, 2001)
    assert np.allclose(arithmetic.log_of_one_plus(u), np.log1p(u), rtol=1e-12, atol=0)


def test_chance_is_uniform_and_its_streams_are_unrelated() -> None:
    drawn = np.array([[arithmetic.Random(seed, stream).uniform() for seed in range(2000)] for stream in (1, 2, 3)])
    assert np.abs(drawn.mean(axis=1) - 0.5).max() < 0.03
    assert np.abs(np.corrcoef(drawn) - np.eye(3)).max() < 0.07
    one = arithmetic.Random(7, 1)
    normal = np.array([one.normal() for _ in range(4000)])
    assert abs(normal.mean()) < 0.06 and abs(normal.std() - 1) < 0.05


OPTIMISERS = {"sgd": SGD, "momentum": Momentum, "rmsprop": RMSProp, "adam": Adam}


@pytest.mark.parametrize("name", OPTIMISERS)
@pytest.mark.parametrize("loss", ["cross_entropy", "quadratic"])
def test_it_learns_as_the_network_of_the_book(loss: str, name: str) -> None:
    chosen = {"data": "moons", "bits": 64, "optimiser": name, "loss": loss, "output": "sigmoid", "hidden": [4, 3]}
    run = training.Run(chosen | {"batch": 100})
    layers: list[Dense | Elementwise] = []
    for W, b, shape in run.network.layers:
        layers += [Dense(run.network.theta[W].reshape(shape), run.network.theta[b]), Elementwise(ACTIVATIONS["tanh"])]
    layers.pop()
    kind = {"cross_entropy": "binary_cross_entropy_from_logits", "quadratic": "mean_squared_error"}[loss]
    if loss == "quadratic":
        layers.append(Elementwise(ACTIVATIONS["sigmoid"]))
    network, optimiser = Network(layers), OPTIMISERS[name](0.1)
    x, y = run.train
    for _ in range(20):
        run.update()
        training_step(network, x, y[:, None], LOSSES[kind], optimiser)  # the order of the rows is no matter
    theirs = np.concatenate([p.ravel() for p in network.parameters])
    assert np.abs(run.network.theta - theirs).max() < 2e-3 * np.abs(theirs).max()
    z = network.forward(x)
    told = LOSSES[kind].function(z, y[:, None])
    assert run.measure(run.train)[0] == pytest.approx(told, rel=1e-3)
