"""Formulas in the results of a search."""

import json
import re
from pathlib import Path

import pytest

from docs.theme.readable_search import as_text


@pytest.mark.parametrize(("tex", "text"), [
    (r"a = \varphi(z)", "a = φ(z)"),
    (r"\dfrac{e^{z} - e^{-z}}{e^{z} + e^{-z}}", "(e^z - e^-z)/(e^z + e^-z)"),
    (r"\varphi(z) = z / \sqrt{1 + z^2}", "φ(z) = z / √(1 + z^2)"),
    (r"x = 0, \tfrac14, \dots, 2", "x = 0, 1/4, …, 2"),
    (r"\Delta w = -\eta \; \text{mean of } 2\,(\hat y - y)\,x . \label{unit_step}", "Δ w = -η mean of 2(ŷ - y)x."),
    (r"\begin{aligned} z &= 1\\ &= \bigl(\lvert x \rvert\bigr) \end{aligned}", "z = 1 = (| x |)"),
    (r"W^\mathsf T \leftarrow \tilde x", "W^T ← x̃"),
])
def test_a_formula_is_one_line_of_text(tex: str, text: str) -> None:
    assert as_text(tex) == text


def test_no_tex_is_left_in_the_index(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    texts = [entry["title"] + entry["text"] for entry in index["docs"]]
    assert [found[0] for text in texts for found in re.finditer(r"\\[(\[][^\\]*|\\[a-zA-Z]{3,}", text)] == []
