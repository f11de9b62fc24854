"""What brings images back into MNIST's form mends place and size, and nothing else."""

from typing import Any

import numpy as np
import pytest

from figures.digits.data import digits
from figures.digits.drawings import DIGITS
from figures.digits.form import back_in_form, centre_of_mass, zoomed
from figures.digits.images import shifted
from figures.digits.strokes import BOX, SIDE, normalised
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
    np.testing.assert_allclose(back_in_form(moved), back_in_form(image), atol=0.05)  # ink at the border fades out
    for other in (image, moved, zoomed(image, 0.7, centre_of_mass(image))):
        made = back_in_form(other)
        np.testing.assert_allclose(centre_of_mass(made), (SIDE - 1) / 2, atol=0.1)
        inked = [np.flatnonzero((made > 0.3).any(axis=axis)) for axis in (0, 1)]
        assert abs(max(np.ptp(side) + 1 for side in inked) - BOX) <= 2  # an edge may lie between two pixels


def test_paper_stays_paper() -> None:
    assert not back_in_form(np.zeros((SIDE, SIDE))).any()


@pytest.mark.parametrize("network", ["cnn", "dense"])
def test_a_shift_makes_the_network_guess_and_the_form_undoes_it(numbers: Any, network: str) -> None:
    told = numbers[network]
    assert told["off"]["before"] < 0.2 and told["clean"]["before"] > 0.95
    assert abs(told["off"]["after"] - told["clean"]["after"]) < 0.01
    assert told["large"]["after"] > told["large"]["before"] + 0.1


def test_thick_strokes_and_swapped_ink_are_not_mended(numbers: Any) -> None:
    assert numbers["cnn"]["bold"]["after"] < 0.9 and numbers["cnn"]["inverted"]["after"] < 0.5


def test_the_centre_of_mass_in_mnist_is_half_a_pixel_right_of_and_below_the_middle_and_all_sides_are_20() -> None:
    if not digits().is_mnist:
        pytest.skip("what is said here holds for MNIST, which is not there")
    images = digits().x_test[:1000] / 255
    off = np.mean([centre_of_mass(image) for image in images], axis=0) - (SIDE - 1) / 2
    np.testing.assert_allclose(off, 0.5, atol=0.05)
    sides = [max(np.ptp(np.flatnonzero(image.any(axis=axis))) + 1 for axis in (0, 1)) for image in images]
    assert set(sides) == {BOX}


def test_to_bring_clean_digits_into_form_costs_a_little(numbers: Any) -> None:
    assert 0 < numbers["lost_points"] < 2.5
    assert numbers["right"].shape == (len(NAMES), 2)
