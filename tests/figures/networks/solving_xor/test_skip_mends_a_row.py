"""One hidden unit and a skip connection: what it computes, how often it is learned, gradients by differences."""

import numpy as np
import pytest

from figures.networks.solving_xor.skip_mends_a_row import DIRECT, HIGH, LOW, draw, experiment, facts, fires_at
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import loss_gradients, losses
from figures.neural.datasets import gate
from figures.neural.gradient_check import central_differences
from figures.neural.losses import LOSSES
from figures.neural.skip_connections import seeded_skip_networks
from figures.plane.separability import is_separable

X, Y = gate("XOR")
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def test_any_three_corners_can_be_parted_as_one_likes():
    for left_out in range(4):
        kept = [row for row in range(4) if row != left_out]
        for labels in np.ndindex(2, 2, 2):
            assert is_separable(X[kept], np.array(labels))


@pytest.mark.parametrize("row", DIRECT)
def test_the_unit_fires_at_its_row_alone_and_the_direct_part_errs_there_alone(row):
    w, b = fires_at(row)
    names = [f"{a:.0f}{c:.0f}" for a, c in X]
    assert [name for name, z in zip(names, X @ w + b, strict=True) if z >= 0] == [row]
    (u1, u2, c), _ = DIRECT[row]
    wrong = (X @ [u1, u2] + c >= 0) != Y
    assert [name for name, error in zip(names, wrong, strict=True) if error] == [row]
    assert [facts(X, Y, row, v)["right"] for v in (0.0, 1.0, 2.0, 3.0)] == [3, 3, 4, 4]
    assert f"{facts(X, Y, row, 0.0)['v']:.1f}" == "0.0", "no minus before a zero"


@pytest.mark.parametrize("row", DIRECT)
def test_the_shade_lies_where_the_network_says_1(row):
    (axes,) = draw(X, Y, row=row, v=2.0).axes
    points = np.random.default_rng(0).uniform(LOW, HIGH, (400, 2))
    (u1, u2, c), sign = DIRECT[row]
    w, b = fires_at(row)
    fires = points @ w + b
    z = points @ [u1, u2] + c + sign * 2.0 * (fires >= 0)
    shaded = np.any([patch.get_path().contains_points(points) for patch in axes.patches], axis=0)
    clear = (np.abs(z) > 0.02) & (np.abs(fires) > 0.02)
    assert (shaded == (z >= 0))[clear].all()


def test_tanh_and_sigmoid_learn_it_from_every_seed_and_relu_from_about_half(numbers_of):
    learned = numbers_of(experiment)["learned"]
    assert learned["tanh"] >= 0.98 and learned["sigmoid"] >= 0.98 and 0.3 < learned["relu"] < 0.75


def test_its_gradients_agree_with_central_differences():
    networks = seeded_skip_networks((2, 1, 1), ACTIVATIONS["tanh"], [3, 4])
    y = Y[:, None].astype(float)
    found = networks.backward(loss_gradients(networks.forward(X), y, LOSS))
    for parameter, gradient in zip(networks.parameters, found, strict=True):
        measured = central_differences(lambda: float(losses(networks.forward(X), y, LOSS).sum()), parameter)
        np.testing.assert_allclose(gradient, measured, atol=1e-8)


@pytest.mark.parametrize("row", DIRECT)
@pytest.mark.parametrize("v", [0.0, 2.0])
def test_what_the_unit_adds_stands_where_it_fires_and_nowhere_else(row, v):
    (axes,) = draw(X, Y, row=row, v=v).axes
    ((name, place),) = [(text.get_text(), text.get_position()) for text in axes.texts]
    w, b = fires_at(row)
    assert np.array(place) @ w + b > 0.1 and min(np.hypot(*(X - place).T)) > 0.15, (
        "clear of the line and of the corners"
    )
    _, sign = DIRECT[row]
    assert float(name.removeprefix("adds ").replace("−", "-")) == sign * v and not name.endswith("−0")
