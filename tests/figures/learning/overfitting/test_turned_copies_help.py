"""Turned copies keep their distance from the origin and their class, and every network gains by them."""

import numpy as np
import pytest

from figures.learning.overfitting.turned_copies_help import COPIES, SEEDS, experiment, turned


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_copies_are_rotations_the_first_of_them_by_nothing():
    x = np.random.default_rng(0).normal(size=(5, 2))
    copies = turned(x, 3).reshape(4, 5, 2)
    np.testing.assert_allclose(copies[0], x)
    np.testing.assert_allclose(copies[2], -x, atol=1e-12)  # half a turn
    np.testing.assert_allclose(np.linalg.norm(copies, axis=2), np.tile(np.linalg.norm(x, axis=1), (4, 1)))
    angles = np.angle(copies[..., 0] + 1j * copies[..., 1])
    np.testing.assert_allclose(np.exp(1j * np.diff(angles, axis=0)), np.full((3, 5), 1j), atol=1e-12)


def test_every_network_is_right_more_often_with_copies(numbers):
    assert numbers["shares"].shape == (len(COPIES), SEEDS)
    assert numbers["better"] == SEEDS
    assert numbers["none"] < 0.85 < 0.98 < numbers["most"]


def test_where_turning_changes_the_class_copies_do_harm():
    """A half-plane: turned by half a turn, each example contradicts its copy."""
    x = np.random.default_rng(0).normal(size=(50, 2))
    y = x[:, 0] > 0
    labels = np.tile(y, 2)
    assert ((turned(x, 1)[:, 0] > 0) == labels).mean() == 0.5
