"""What brings images back into MNIST's form mends place and size, and nothing else."""

from typing import Any

import numpy as np
import pytest

from figures.digits.data import digits
from figures.digits.drawings import DIGITS
from figures.digits.form import back_in_form, centre_of_mass, zoomed
from figures.digits.images import shifted
from figures.digits.strokes import BOX, MIDDLE, SIDE, normalised
from figures.examples.draw_a_digit.form_matters import NAMES, experiment


@pytest.fixture(scope="module")
def numbers(numbers_of: Any) -> Any:
    if not digits().is_mnist:
        pytest.skip("what is said here holds for MNIST, which is not there")
    return numbers_of(experiment)


@pytest.mark.parametrize("digit", range(10))
def test_a_shifted_or_smaller_image_comes_back_into_form(digit: int) -> None:
    image = normalised(DIGITS[digit])
    ways = (shifted(image[None, ..., None], down, 1)[0, ..., 0] for down in (-1, 1))
    moved = next(each for each in ways if each.sum() == pytest.approx(image.sum()))  # no ink has left the image
    inner = slice(1, SIDE - 1)  # ink at the border fades out
    np.testing.assert_allclose(back_in_form(moved)[inner, inner], back_in_form(image)[inner, inner], atol=0.05)
    for other in (image, moved, zoomed(image, 0.7, centre_of_mass(image))):
        made = back_in_form(other)
        np.testing.assert_allclose(centre_of_mass(made), MIDDLE - 0.5, atol=0.1)
        inked = [np.flatnonzero((made > 0.3).any(axis=axis)) for axis in (0, 1)]
        assert abs(max(np.ptp(side) + 1 for side in inked) - BOX) <= 2  # an edge may lie between two pixels


def test_paper_stays_paper() -> None:
    assert not back_in_form(np.zeros((SIDE, SIDE))).any()


@pytest.mark.parametrize("network", ["cnn", "dense"])
def test_a_shift_makes_the_network_guess_and_the_form_undoes_it(numbers: Any, network: str) -> None:
    told = numbers[network]
    assert told["off"]["before"] < 0.2 and told["clean"]["before"] > 0.95
    assert abs(told["off"]["after"] - told["clean"]["after"]) < 0.02  # some ink has left the image
    assert told["large"]["after"] > told["large"]["before"] + 0.1


def test_thick_strokes_and_swapped_ink_are_not_mended(numbers: Any) -> None:
    assert numbers["cnn"]["bold"]["after"] < 0.9 and numbers["cnn"]["inverted"]["after"] < 0.5


def test_the_centre_of_mass_in_mnist_is_in_the_second_middle_pixel_and_all_sides_are_20() -> None:
    if not digits().is_mnist:
        pytest.skip("what is said here holds for MNIST, which is not there")
    images = digits().x_test[:1000] / 255
    off = np.array([centre_of_mass(image) for image in images]) - (MIDDLE - 0.5)
    assert np.abs(off).max() < 0.51  # moved by whole pixels
    np.testing.assert_allclose(off.mean(axis=0), 0, atol=0.03)
    sides = [max(np.ptp(np.flatnonzero(image.any(axis=axis))) + 1 for axis in (0, 1)) for image in images]
    assert set(sides) == {BOX}


def test_clean_digits_lose_nothing_in_the_form_and_something_half_a_pixel_beside_it(numbers: Any) -> None:
    for network in ("cnn", "dense"):
        assert numbers[network]["clean"]["after"] > numbers[network]["clean"]["before"] - 0.003
    assert 0.3 < numbers["half_a_pixel"] < 2.5
    assert numbers["right"].shape == (len(NAMES), 2)
