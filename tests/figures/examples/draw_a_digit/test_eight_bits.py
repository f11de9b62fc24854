"""Weights as whole numbers: how far off they are, and how many bits are enough."""

import inspect
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.digits.data import digits
from figures.digits.quantised import quantised
from figures.examples.convolutional_networks import few_digits_two_networks, shifted_digit
from figures.examples.draw_a_digit.eight_bits import BITS, draw, experiment
from figures.style import colours

ASSETS = Path(__file__).resolve().parents[4] / "docs/assets"


@pytest.fixture(scope="module")
def numbers(numbers_of: Any) -> Any:
    if not digits().is_mnist:
        pytest.skip("what is said here holds for MNIST, which is not there")
    return numbers_of(experiment)


@given(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=20), st.integers(2, 8))
def test_no_weight_is_off_by_more_than_half_the_scale_and_the_largest_is_kept(weights: list[int], bits: int) -> None:
    w = np.array(weights) / 1000
    q, s = quantised(w, bits)
    assert np.abs(q.astype(int)).max() <= 2 ** (bits - 1) - 1
    assert np.all(np.abs(s * q - w) <= s / 2 * (1 + 1e-12))
    largest = np.abs(w).argmax()
    assert s * q[largest] == pytest.approx(w[largest])


def test_numbers_of_bits_that_a_byte_cannot_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="expected 2 to 8 bits, got 9"):
        quantised(np.ones(2), 9)


def test_eight_bits_lose_next_to_nothing_and_four_little_and_two_nearly_all(numbers: Any) -> None:
    right = dict(zip([*BITS.tolist(), "exact"], numbers["right"].T, strict=True))
    assert np.all(np.abs(right[8] - right["exact"]) <= 0.004)
    assert np.all(np.abs(right[4] - right["exact"]) <= 0.03)
    assert np.all(right[2] < 0.6)
    assert abs(numbers["accuracy"]["lost"]) <= 0.002 and numbers["accuracy"]["in_bytes"] > 0.965


def test_the_curves_are_the_shares_that_are_wrong_and_end_on_the_lines_of_exact_weights(numbers: Any) -> None:
    lines = draw(numbers["dense"], numbers["right"]).axes[1].lines
    curves = {line.get_color(): line for line in lines if line.get_linestyle() == "-"}
    exact = {line.get_color(): line.get_ydata()[0] for line in lines if line.get_linestyle() == ":"}
    for ink, shares in zip((colours.SECOND, colours.FIRST), numbers["right"], strict=True):
        np.testing.assert_allclose(curves[ink].get_ydata() + shares[:-1], 1)
        assert exact[ink] == pytest.approx(1 - shares[-1])
        assert abs(curves[ink].get_ydata()[-1] - exact[ink]) <= 0.004


def test_most_weights_become_zero_at_two_bits(numbers: Any) -> None:
    hidden = numbers["dense"]["hidden"].astype(float)
    assert np.mean(quantised(hidden, 2)[0] == 0) > 0.9


def test_the_dense_network_takes_a_byte_a_weight(numbers: Any) -> None:
    assert numbers["networks"]["dense"]["weights"] == 784 * 512 + 512 + 512 * 10 + 10
    assert 406 < numbers["networks"]["dense"]["kilobytes"] < 409
    assert numbers["dense"]["hidden"].dtype == np.int8 and numbers["first_layer"] == 784 * 512


def test_each_network_has_one_colour_on_both_pages_in_figures_and_in_what_readers_do(
    numbers: Any, numbers_of: Any
) -> None:
    inks = {"dense": colours.FIRST, "convolutional": colours.SECOND}
    others = {
        draw: numbers,
        few_digits_two_networks.draw: numbers_of(few_digits_two_networks.experiment),
        shifted_digit.draw: numbers_of(shifted_digit.experiment),
    }
    for drawn, found in others.items():
        taken = inspect.signature(drawn).parameters.keys() & found.keys()
        texts = [text for axes in drawn(**{name: found[name] for name in taken}).axes for text in axes.texts]
        said = {text.get_text(): text.get_color() for text in texts if text.get_text() in inks}
        assert said == inks, drawn.__module__
    board, lab = (
        (ASSETS / name).read_text("utf-8") for name in ("draw-a-digit/draw.css", "convolution/convolution.css")
    )
    assert "--dense: var(--fig-first)" in board and "--convolutional: var(--fig-second)" in board
    marks = dict(re.findall(r'data-of="(\w+)"\] \{\s*--mark: var\(--fig-(\w+)\)', lab))
    assert marks == {"dense": "first", "cnn": "second"}
