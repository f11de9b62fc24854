"""Digits become 28 × 28 numbers from 0 to 1, small ones enlarged; a push moves them, and some of them leave."""

import numpy as np
import pytest

from figures.digits.data import digits
from figures.digits.images import SIDE, images, shifted, unseen_digits


def test_bytes_become_numbers_from_0_to_1():
    raw = np.zeros((2, 28, 28), np.uint8)
    raw[1, 3, 4] = 255
    found = images(raw)
    assert found.shape == (2, SIDE, SIDE, 1) and found.max() == found[1, 3, 4, 0] == 1 and found.sum() == 1


def test_a_small_digit_is_enlarged_and_stands_in_the_middle():
    raw = np.full((1, 8, 8), 255, np.uint8)
    found = images(raw)[0, :, :, 0]
    ink = np.argwhere(found == 1)
    assert found.shape == (SIDE, SIDE) and found.sum() == 24 * 24
    np.testing.assert_array_equal([ink.min(axis=0), ink.max(axis=0)], [[2, 2], [25, 25]])


def test_a_push_moves_every_pixel_and_what_leaves_is_lost():
    x = np.random.default_rng(0).random((2, 6, 7, 3))
    for down in (-6, -2, 0, 1, 5):
        for right in (-7, -1, 0, 3, 6):
            found = shifted(x, down, right)
            for i, j in np.ndindex(6, 7):
                inside = 0 <= i - down < 6 and 0 <= j - right < 7
                np.testing.assert_array_equal(found[:, i, j], x[:, i - down, j - right] if inside else 0)


@pytest.mark.skipif(not digits().is_mnist, reason="said of MNIST")
def test_a_push_by_four_pixels_down_and_right_cuts_a_little_ink_off_most_digits():
    x = unseen_digits()[0][:1000]
    ink = x.sum(axis=(1, 2, 3))
    lost = (ink - shifted(x, 4, 4).sum(axis=(1, 2, 3))) / ink
    assert np.mean(lost > 0.001) > 0.5 and 0.01 < np.mean(lost) < 0.05
