"""The notation page explains every Greek letter that a formula of the book uses."""

import re

import pytest

from tests.pages.sources import sources

LETTERS = ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi "
           "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega").split()
FORMULA = re.compile(r"\$\$.*?\$\$|(?<!\\)\$[^$]+\$", re.DOTALL)
FENCE = re.compile(r"^ *(`{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)


def letters(source: str) -> set[str]:
    """The Greek letters in the formulas of a page; ε and φ have two forms, which count as one."""
    formulas = " ".join(FORMULA.findall(FENCE.sub("", source)))
    return {letter for letter in LETTERS if re.search(rf"\\(?:var)?{letter}(?![a-zA-Z])", formulas)}


@pytest.mark.parametrize("page", sources())
def test_every_greek_letter_of_a_page_is_explained(page: str) -> None:
    unknown = letters(sources()[page]) - letters(sources()["reference/notation.md"])
    assert not unknown, f"{page}: add {sorted(unknown)} to docs/reference/notation.md"


def test_a_letter_is_seen_in_formulas_only() -> None:
    assert letters("$\\varepsilon$ and\n$$\n\\Lambda_1 + \\beta\n$$\n`\\pi`, \\tau") == {"epsilon", "Lambda", "beta"}
    assert letters("$\\phi$, $\\etax$") == {"phi"}
