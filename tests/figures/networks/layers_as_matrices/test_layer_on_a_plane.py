"""The plane moves as the layer computes: by hand, by areas of polygons, and by what lines stay."""

from itertools import pairwise

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.networks.layers_as_matrices.layer_on_a_plane import (
    MATRICES,
    PHI,
    STAGE,
    B,
    draw,
    experiment,
    facts,
    moved,
    with_bends,
)

NAMES = list(MATRICES)


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def numbers(found):
    return {name: found[name] for name in ("grid", "letter", "arrows", "matrices")}


def area(polygon):
    """By the shoelace formula, with its sign."""
    x, y = polygon.T
    return 0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))


@pytest.mark.parametrize("name", NAMES)
def test_the_arrows_end_at_the_rows_of_W(name, found):
    W = np.array(MATRICES[name])
    ends = moved(found["arrows"], W, "none", STAGE)[:, -1]
    np.testing.assert_allclose(ends, W)


@pytest.mark.parametrize("name", NAMES)
def test_areas_are_multiplied_by_the_determinant_and_a_negative_one_turns_the_letter_over(name, found):
    W = np.array(MATRICES[name])
    before, after = area(found["letter"][:-1]), area(moved(found["letter"], W, "none", STAGE)[:-1])
    assert abs(after) == pytest.approx(found["area_of"][name] * abs(before), abs=1e-12)
    assert facts(0, name, "ReLU")["area"] == pytest.approx(found["area_of"][name])
    assert after / before == pytest.approx(W[0, 0] * W[1, 1] - W[0, 1] * W[1, 0], abs=1e-12)
    assert (after / before < 0) == (name == "mirror") and np.isclose(after, 0) == (name == "flatten")


@pytest.mark.parametrize("name", NAMES)
def test_at_each_stage_every_point_is_where_the_formula_puts_it(name, found):
    points, W = found["grid"].reshape(-1, 2), np.array(MATRICES[name])
    by_hand = np.array([[sum(x[k] * W[k, j] for k in range(2)) + B[j] for j in range(2)] for x in points])
    np.testing.assert_allclose(moved(points, W, "ReLU", 2 * STAGE), by_hand, atol=1e-12)
    np.testing.assert_allclose(moved(points, W, "ReLU", 3 * STAGE), np.where(by_hand > 0, by_hand, 0), atol=1e-12)
    np.testing.assert_allclose(moved(points, W, "tanh", 3 * STAGE), np.tanh(by_hand), atol=1e-12)


def is_straight(line):
    return np.linalg.matrix_rank(line[1:] - line[0], tol=1e-9) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_lines_stay_straight_until_the_activation_and_a_slanting_one_is_bent_by_it(name, found):
    W = np.array(MATRICES[name])
    assert all(is_straight(line) for line in moved(found["grid"], W, "tanh", 2 * STAGE))
    slanting = np.linspace(-2, 2, 41)[:, None] * [1.0, 0.7] + [0.0, 0.1]
    bent = {phi: not is_straight(moved(slanting, W, phi, 3 * STAGE)) for phi in PHI}
    assert bent == {"ReLU": True, "tanh": True, "none": False}


def test_every_setting_has_the_same_axes_and_number_of_marks(found):
    seen = set()
    for name in NAMES:
        for moment in (0, 6, 3 * STAGE):
            (axes,) = draw(**numbers(found), moment=moment, weights=name, activation="tanh").axes
            seen.add((len(axes.get_children()), axes.get_xlim(), axes.get_ylim()))
    assert len(seen) == 1
    assert controls_of(draw)["moment"].last == facts(0, "turn", "ReLU")["last"]


@pytest.mark.parametrize("name", NAMES)
def test_relu_bends_lines_at_their_points_only_so_that_no_corner_is_cut(name, found):
    W = np.array(MATRICES[name])
    for line in (*found["grid"], found["letter"], *found["arrows"]):
        bent = with_bends(line, W)
        middles = moved((bent[1:] + bent[:-1]) / 2, W, "ReLU", 3 * STAGE)
        ends = moved(bent, W, "ReLU", 3 * STAGE)
        np.testing.assert_allclose(middles, (ends[1:] + ends[:-1]) / 2, atol=1e-12)
        assert {tuple(point) for point in line} <= {tuple(point) for point in bent}
    letter = draw(**numbers(found), weights=name).axes[0].lines[1].get_xydata()
    np.testing.assert_allclose(letter, moved(with_bends(found["letter"], W), W, "ReLU", 3 * STAGE), atol=6e-4)


@pytest.mark.parametrize("phi", PHI)
@pytest.mark.parametrize("name", NAMES)
def test_no_name_touches_the_other_the_letter_or_an_arrow(name, phi, found):
    for moment in range(0, 3 * STAGE + 1, 2):
        figure = draw(**numbers(found), moment=moment, weights=name, activation=phi)
        figure.draw_without_rendering()
        (axes,) = figure.axes
        one, other = (text.get_window_extent() for text in axes.texts)
        assert not one.overlaps(other), moment
        tips = axes.transData.transform([mark.get_xydata()[-1] for mark in (axes.lines[3], axes.lines[5])])
        far = [
            [np.hypot(*np.maximum(np.maximum(box.min - tip, tip - box.max), 0)) for tip in tips] for box in (one, other)
        ]
        assert far[0][0] < far[0][1] and far[1][1] < far[1][0], moment
        for mark in axes.lines[1:]:  # all but the grid
            way = axes.transData.transform(mark.get_xydata())
            points = np.concatenate([np.linspace(*ends, 20) for ends in pairwise(way)] if len(way) > 1 else [way])
            assert not any(box.contains(*point) for box in (one, other) for point in points), (moment, mark)
