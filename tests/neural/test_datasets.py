"""The data sets are what their docstrings say."""

from operator import and_, or_, xor

import numpy as np
import pytest

from figures.neural.datasets import circle, gate, gaussian_clouds, sine, spirals


def test_gates_are_their_truth_tables():
    for name, rule in {"AND": and_, "OR": or_, "XOR": xor, "NAND": lambda a, b: 1 - (a & b)}.items():
        x, y = gate(name)
        assert [rule(int(a), int(b)) for a, b in x] == y.tolist()
        assert x.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    x, y = gate("NOT")
    assert x.tolist() == [[0], [1]] and y.tolist() == [1, 0]


def test_an_unknown_gate_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="expected one of AND, OR, NAND, XOR, NOT, got MAYBE"):
        gate("MAYBE")


def test_the_sine_is_a_sine_from_minus_pi_to_pi():
    for x, y in (sine(50), sine(50, np.random.default_rng(0))):
        assert x.shape == y.shape == (50, 1)
        assert np.abs(x).max() <= np.pi
        np.testing.assert_array_equal(y, np.sin(x))
    assert sine(3)[0][:, 0].tolist() == [-np.pi, 0, np.pi]


@pytest.mark.parametrize("seed", range(20))
def test_clouds_keep_the_margin_on_the_right_side_of_the_line(seed):
    rng = np.random.default_rng(seed)
    w, b, margin = rng.normal(size=2), rng.normal(), 0.4
    x, y = gaussian_clouds(50, rng, w, b, margin, distance=1.0, spread=0.8)
    distance = (2 * y - 1) * (x @ w + b) / np.linalg.norm(w)
    assert distance.min() >= margin - 1e-12
    assert distance.mean() == pytest.approx(1.0, abs=0.25)


def test_unless_told_otherwise_the_line_between_the_clouds_leads_through_the_origin():
    x, y = gaussian_clouds(3000, np.random.default_rng(0))
    along = (2 * y - 1) * (x @ [1, 1]) / np.sqrt(2)
    assert along.min() == pytest.approx(0.25)
    for label in (0, 1):
        assert along[y == label].mean() == pytest.approx(1.5, abs=0.06)


def test_two_spirals_turn_once_on_their_way_from_a_tenth_to_1():
    x, y = spirals(500, np.random.default_rng(0), noise=0.0)
    assert np.bincount(y).tolist() == [500, 500]
    for label in (0, 1):
        radius = np.linalg.norm(x[y == label], axis=1)
        np.testing.assert_allclose([radius[0], radius[-1]], [0.1, 1])
        angle = np.unwrap(np.arctan2(x[y == label, 1], x[y == label, 0]))
        assert angle[-1] - angle[0] == pytest.approx(2 * np.pi * 0.9)
    assert np.std(spirals(500, np.random.default_rng(0))[0] - x) == pytest.approx(0.02, rel=0.05)


def test_spirals_go_out_to_radius_1_with_one_arm_for_each_class():
    x, y = spirals(100, np.random.default_rng(0), classes=3, noise=0.0)
    assert np.bincount(y).tolist() == [100, 100, 100]
    radius = np.linalg.norm(x, axis=1)
    assert radius.max() == pytest.approx(1) and (np.diff(radius[:100]) > 0).all()
    turn = 2 * np.pi / 3
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    np.testing.assert_allclose(x[:100] @ rotation, x[100:200], atol=1e-12)


def test_the_disc_of_the_circle_lies_inside_its_ring():
    x, y = circle(200, np.random.default_rng(0))
    radius = np.linalg.norm(x, axis=1)
    assert radius[y == 1].max() <= 0.5 and radius[y == 0].min() >= 0.7 and radius.max() <= 1
    assert np.mean(radius[y == 1] < 0.5 / np.sqrt(2)) == pytest.approx(0.5, abs=0.1)  # half the area, half the points


def test_disc_and_ring_hold_as_many_points_in_every_part_of_equal_area():
    x, y = circle(20_000, np.random.default_rng(0))
    squares = (x**2).sum(axis=1)  # areas grow with r²
    for label, (inner, outer) in {0: (0.7, 1.0), 1: (0.0, 0.5)}.items():
        parts, _ = np.histogram(squares[y == label], bins=8, range=(inner**2, outer**2))
        assert parts.sum() == 20_000 and np.abs(parts / 2_500 - 1).max() < 0.08  # four standard deviations
        turns, _ = np.histogram(np.arctan2(*x[y == label].T), bins=8, range=(-np.pi, np.pi))
        assert np.abs(turns / 2_500 - 1).max() < 0.08


@pytest.mark.parametrize("make", [gaussian_clouds, spirals, circle, sine])
def test_the_same_seed_gives_the_same_points(make):
    first, again, other = (make(10, rng=np.random.default_rng(seed))[0] for seed in (1, 1, 2))
    assert (first == again).all() and (first != other).any()
