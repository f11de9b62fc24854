"""Formulas as one line of text."""

from pathlib import Path

import pytest

from figures.engine.formulas.macros import macros_in
from figures.engine.formulas.readable import as_text

MACROS = macros_in(Path(__file__).parents[3] / "docs")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"a = \varphi(z)", "a = φ(z)"),
        (r"\dfrac{e^{z} - e^{-z}}{e^{z} + e^{-z}}", "(e^z - e^-z)/(e^z + e^-z)"),
        (r"\varphi(z) = z / \sqrt{1 + z^2}", "φ(z) = z / √(1 + z^2)"),
        (r"x = 0, \tfrac14, \dots, 2", "x = 0, 1/4, …, 2"),
        (r"\Delta w = -\eta \; \text{mean of } 2\,(\hat y - y)\,x . \label{unit_step}", "Δw = -η mean of 2(ŷ - y)x."),
        (r"\begin{aligned} z &= 1\\ &= \bigl(\lvert x \rvert\bigr) \end{aligned}", "z = 1 = (|x|)"),
        (r"W^\mathsf T \leftarrow \tilde x", "W^T ← x̃"),
        (r"\frac1N \sum_{i=1}^N \frac{\partial L}{\partial w_i}", "1/N ∑_(i=1)^N ∂L/∂w_i"),
        (r"\underbrace{n}_{\text{in}} + \overline{ab} + \mathbf x", "n_in + ab + x"),
        (r"\left.\frac{a + b}{c}\right|_{x=0}, \sqrt[3]{\varepsilon^{\frac12}}", "(a + b)/c|_(x=0), √(ε^(1/2))"),
        (r"\begin{cases} 1 & z > 0\\[2pt] 0 & z \le 0 \end{cases}", "1 z > 0 0 z ≤ 0"),
        (r"\begin{array}{c|c} \tanh\theta & x_{\max} \end{array}", "tanh θ x_max"),
        (r"2/\lambda + \Lambda", "2/λ + Λ"),
        (r"\frac", "/"),
        (r"}{", ""),
    ],
)
def test_a_formula_is_one_line_of_text(tex: str, text: str) -> None:
    assert as_text(tex) == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [(r"\pd{L}{w_i} = \norm{g}^2 \T", "∂L/∂w_i = ‖g‖^2 ^T"), (r"\softmax(z) \in \R^n", "softmax(z) ∈ ℝ^n")],
)
def test_the_macros_of_the_book_are_replaced(tex: str, text: str) -> None:
    assert as_text(tex, MACROS) == text


def test_a_macro_that_contains_itself_does_not_hold_up_the_build() -> None:
    assert "x" in as_text(r"\a", {"a": (0, r"x\a")})
