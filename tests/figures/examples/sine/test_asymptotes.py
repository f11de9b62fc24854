"""Far outside every network is the line that its weights predict."""

import numpy as np
import pytest

from figures.examples.sine.asymptotes import ENDS, asymptotes, corners
from figures.examples.sine.fits import NAMES
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, seeded_networks

FAR = 1e7


def random_networks(name: str) -> Networks:
    networks = seeded_networks((1, 7, 1), ACTIVATIONS[NAMES[name]], range(10))
    for parameter in networks.parameters:
        parameter += np.random.default_rng(0).normal(size=parameter.shape)
    return networks


@pytest.mark.parametrize("name", NAMES)
def test_far_out_the_network_answers_its_asymptote(name: str) -> None:
    networks = random_networks(name)
    for side, x in ((0, -FAR), (1, FAR)):
        slope, level = asymptotes(networks)[:, side].T
        np.testing.assert_allclose(networks.forward(np.array([[x]]))[:, 0, 0], slope * x + level, rtol=1e-9, atol=1e-7)


@pytest.mark.parametrize("name", ["logistic", "tanh"])
def test_logistic_and_tanh_end_level(name: str) -> None:
    assert (asymptotes(random_networks(name))[:, :, 0] == 0).all()


def test_an_identity_network_is_the_same_line_on_both_sides() -> None:
    left, right = np.moveaxis(asymptotes(random_networks("identity")), 1, 0)
    np.testing.assert_allclose(left, right)


@pytest.mark.parametrize("name", ENDS)
def test_the_ends_are_those_of_the_activation(name: str) -> None:
    for side, (p, q) in zip((-1, 1), ENDS[name], strict=True):
        z = np.array([side * 50.0])
        np.testing.assert_allclose(ACTIVATIONS[name](z), p * z + q, atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_of_weight_zero_counts_as_it_is(name: str) -> None:
    networks = random_networks(name)
    networks.W[0][:, :, 3] = 0
    slope, level = asymptotes(networks)[:, 1].T
    np.testing.assert_allclose(networks.forward(np.array([[FAR]]))[:, 0, 0], slope * FAR + level, rtol=1e-9, atol=1e-7)


def test_relu_units_bend_at_their_corners_and_nowhere_else() -> None:
    networks = random_networks("ReLU")
    for x in (corners(networks) - 1e-6, corners(networks) + 1e-6):
        networks.forward(np.swapaxes(x[:, None], 1, 2))
        own = np.einsum("sjj->sj", networks.z[0])  # unit j at its own corner
        assert (np.sign(own) == np.sign(networks.W[0][:, 0] * (x - corners(networks)))).all()


def test_two_hidden_layers_are_refused() -> None:
    with pytest.raises(ValueError, match="expected layers 1–n–1"):
        asymptotes(seeded_networks((1, 3, 3, 1), ACTIVATIONS["tanh"], [0]))
