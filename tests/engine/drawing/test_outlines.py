"""Outlines lose points that nobody would miss, and no others."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from figures.engine.drawing.outline import TOLERANCE, thinned

ROUNDING = 0.05 * 2**0.5  # points are written with one digit
PLACES = some.integers(-500, 500).map(lambda hundredths: hundredths / 10)


def path(points: np.ndarray, end: str = "") -> str:
    """The points as Matplotlib writes them."""
    return "M" + "L".join(f"{x:.6f} {y:.6f}" for x, y in points) + end


def points_of(outline: str) -> np.ndarray:
    """Where the points of a thinned outline lie."""
    start, steps = re.fullmatch(r"M([^l]*)l([^z]*)z?", outline).groups()  # type: ignore[union-attr]
    numbers = np.array([float(number) for number in f"{start} {steps}".split()]).reshape(-1, 2)
    return np.cumsum(numbers, axis=0)


def distance(points: np.ndarray, line: np.ndarray) -> float:
    """How far the farthest of the points lies from the line."""
    start, along = line[:-1], np.diff(line, axis=0)
    squares = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((points[:, None] - start) * along).sum(axis=2) / squares, 0, 1)
    gaps = np.linalg.norm(points[:, None] - start - share[..., None] * along, axis=2)
    return float(gaps.min(axis=1).max())


WAVE = np.column_stack([np.linspace(0, 300, 400), 60 + 50 * np.sin(np.linspace(0, 18, 400))])


def test_a_smooth_curve_keeps_its_course_to_a_tenth_of_a_pixel_with_fewer_points() -> None:
    kept = points_of(thinned(path(WAVE)))
    assert len(kept) < len(WAVE) / 2
    assert distance(WAVE, kept) <= TOLERANCE + ROUNDING and distance(kept, WAVE) <= TOLERANCE + ROUNDING
    assert TOLERANCE * 1.5 < 0.1  # pixels


@given(some.lists(some.tuples(PLACES, PLACES), min_size=4, max_size=30))
def test_no_point_of_any_outline_is_farther_from_what_is_left_than_the_eye_can_see(points) -> None:
    given_points = np.array(points)
    assert distance(given_points, points_of(thinned(path(given_points)))) <= TOLERANCE + ROUNDING + 1e-6


def test_an_excursion_that_ends_where_it_began_is_kept() -> None:
    there_and_back = np.array([[5, 5], [5, 35], [5, 5], [20, 5]])
    assert thinned(path(there_and_back)) == "M5 5l0 30 0 -30 15 0"
    square = np.array([[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]])
    assert thinned(path(square)) == "M0 0l9 0 0 9 -9 0 0 -9"


@pytest.mark.parametrize("angle", [0, 0.3, 1.5])
def test_a_line_that_turns_back_on_itself_keeps_its_turn(angle: float) -> None:
    along = np.array([np.cos(angle), np.sin(angle)])
    kept = points_of(thinned(path(np.array([0, 30, 10, 20, 20])[:, None] * along)))
    assert (kept @ along).max() == pytest.approx(30, abs=0.1), kept
    assert kept[-1] @ along == pytest.approx(20, abs=0.1)


def test_many_steps_do_not_drift() -> None:
    zigzag = np.column_stack([0.33 * np.arange(900), np.arange(900) % 2])
    np.testing.assert_allclose(points_of(thinned(path(zigzag))), zigzag, atol=0.0501)


def test_a_closed_outline_stays_closed_and_each_of_several_lines_keeps_its_own() -> None:
    square = np.array([[0, 0], [5, 0], [10, 0], [10, 10], [0, 10]])
    assert thinned(path(square, "z")) == "M0 0l10 0 0 10 -10 0z"
    assert thinned(path(square, "z") + path(square + 20)) == "M0 0l10 0 0 10 -10 0zM20 20l10 0 0 10 -10 0"


@pytest.mark.parametrize("outline", ["M0 0Q1 1 2 0L3 3L4 4L5 5", "M0 0C1 1 2 2 3 3", "M0 0L1 1L2 2"])
def test_curves_and_what_is_short_already_are_left_as_they_are(outline: str) -> None:
    assert thinned(outline) == outline


@pytest.mark.parametrize("far", [2e4, 1.23456789e7, 3e12])
def test_what_comes_back_from_far_away_lies_where_it_lay(far: float) -> None:
    corners = np.array([[0, 0], [10, 30], [far, far / 3], [20, 40], [30, 10], [-far / 7, far], [40, 20]])
    outline = thinned(path(corners, "z"))
    seen = np.float32(re.findall(r"-?\d[\d.]*", outline)).reshape(-1, 2)  # as a browser reads it
    near = np.abs(corners).max(axis=1) < 100
    assert "l" not in outline and np.allclose(seen[near], corners[near], atol=0.01)
