"""The recipe from strokes to 28 × 28 pixels, and that the browser follows it to the last bit."""

import numpy as np
import pytest

from figures.digits.drawings import DIGITS, OTHERS, Line
from figures.digits.strokes import BOX, FINE, MIDDLE, PEN, SIDE, as_drawn, normalised
from figures.neural import Array
from tests.site.in_node import in_node

DOT: list[Line] = [[(0.9, 0.1)]]
LONG: list[Line] = [[(0.01, 0.5), (0.99, 0.5)]]
STORED = [*DIGITS, *OTHERS.values(), DOT, LONG, []]


def middle(image: Array) -> Array:
    """Row and column of the centre of mass, with the pixel's own middle at one half."""
    at = np.arange(SIDE) + 0.5
    return np.array([image.sum(axis=1) @ at, image.sum(axis=0) @ at]) / image.sum()


@pytest.fixture(scope="module")
def by_javascript() -> list[list[Array]]:
    images = in_node(
        ["docs/assets/draw-a-digit/strokes.js"],
        "given.map(strokes => [digitStrokes.asDrawn(strokes), digitStrokes.normalised(strokes)].map(it => [...it]))",
        STORED,
    )
    return [[np.reshape(image, (SIDE, SIDE)) for image in pair] for pair in images]


def test_javascript_gives_the_same_pixels_on_stored_strokes(by_javascript: list[list[Array]]) -> None:
    for strokes, (drawn, made) in zip(STORED, by_javascript, strict=True):
        np.testing.assert_array_equal(drawn, as_drawn(strokes))
        np.testing.assert_array_equal(made, normalised(strokes))


def test_the_ink_of_a_line_is_its_area() -> None:
    ink = as_drawn([[(0.25, 0.5), (0.75, 0.5)]]).sum()
    assert ink == pytest.approx(PEN * SIDE / 2 + np.pi * PEN**2 / 4, rel=0.01)


@pytest.mark.parametrize("digit", range(10))
def test_the_longer_side_is_twenty_pixels_and_the_centre_of_mass_is_in_the_middle(digit: int) -> None:
    image = normalised(DIGITS[digit])
    inked = [np.flatnonzero(image.any(axis=axis)) for axis in (0, 1)]
    assert BOX <= max(np.ptp(rows) + 1 for rows in inked) <= BOX + 1  # it may begin within a pixel
    np.testing.assert_allclose(middle(image), MIDDLE, atol=1 / FINE)


def test_size_and_place_of_a_drawing_do_not_matter() -> None:
    small = [[(0.1 + 0.3 * x, 0.6 + 0.3 * y) for x, y in stroke] for stroke in DIGITS[8]]
    differing = np.abs(normalised(small) - normalised(DIGITS[8]))
    assert differing.max() <= 2 / FINE**2  # points of the grid on the very edge of the pen may fall to either side


def test_a_dot_stays_a_dot_and_an_empty_board_is_paper() -> None:
    assert normalised(DOT).sum() == pytest.approx(np.pi * PEN**2 / 4, abs=0.2)
    assert not normalised([]).any() and not as_drawn([]).any()


def test_no_ink_leaves_the_image_though_the_centre_of_mass_then_misses_the_middle() -> None:
    comb: list[Line] = [[(0.0, 0.5), (1.0, 0.5)], *([(x, 0.0), (x, 1.0)] for x in (0.84, 0.92, 1.0))]
    image = normalised(comb)
    assert middle(image)[1] > MIDDLE + 0.5 and image.max() == 1
    same = as_drawn([[(0.1 + x * 18 / 28, 0.1 + y * 18 / 28) for x, y in stroke] for stroke in comb])
    assert image.sum() == pytest.approx(same.sum(), rel=0.01)
