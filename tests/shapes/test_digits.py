"""Numbers in captions: few digits, a true minus, raised powers."""

import pytest

from figures.shapes.digits import figures_of, scientific


@pytest.mark.parametrize(
    ("number", "text"),
    [(3.2e-17, "3 · 10⁻¹⁷"), (-4.4e-5, "−4 · 10⁻⁵"), (0.0, "0"), (0.153, "0.15"), (2.5e6, "2 · 10⁶"), (0.01, "0.01")],
)
def test_small_and_large_numbers_are_written_with_powers_of_ten(number, text):
    assert scientific(number).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_minus_is_a_true_minus():
    assert figures_of(-0.21150837) == "−0.212"
