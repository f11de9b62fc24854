"""The notation page explains every letter, Greek or Latin, that a formula of the book uses."""

import re

import pytest

from tests.pages.sources import sources

LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi "
    "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
).split()
FORMULA = re.compile(r"\$\$.*?\$\$|(?<!\\)\$[^$]+\$", re.DOTALL)
ROW = re.compile(r"^\| *(\$.+?) *\|", re.MULTILINE)  # its first cell
NAMED = re.compile(r"\\(?:text|mathrm|mathsf|operatorname|label|begin|end)\b\*?(?:\{[^}]*\})?|\{\{.*?\}\}", re.DOTALL)
COMMAND = re.compile(r"\\[A-Za-z]+")
FENCE = re.compile(r"^ *(`{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)


def letters(source: str) -> set[str]:
    """The Greek letters in the formulas of a page; ε and φ have two forms, which count as one."""
    formulas = " ".join(FORMULA.findall(FENCE.sub("", source)))
    return {letter for letter in LETTERS if re.search(rf"\\(?:var)?{letter}(?![a-zA-Z])", formulas)}


def latin(source: str) -> set[str]:
    """The Latin letters that stand for something in the formulas of a page, commands, words and facts left out."""
    formulas = " ".join(FORMULA.findall(FENCE.sub("", source)))
    return set(re.findall("[A-Za-z]", COMMAND.sub(" ", NAMED.sub(" ", formulas))))


@pytest.mark.parametrize("page", [page for page in sources() if page != "reference/notation.md"])
def test_every_latin_letter_of_a_page_is_explained(page: str) -> None:
    explained = latin("\n".join(ROW.findall(sources()["reference/notation.md"])))
    unknown = latin(sources()[page]) - explained
    assert not unknown, f"{page}: add {sorted(unknown)} to docs/reference/notation.md"


@pytest.mark.parametrize("page", sources())
def test_every_greek_letter_of_a_page_is_explained(page: str) -> None:
    unknown = letters(sources()[page]) - letters(sources()["reference/notation.md"])
    assert not unknown, f"{page}: add {sorted(unknown)} to docs/reference/notation.md"


def test_a_letter_is_seen_in_formulas_only() -> None:
    assert letters("$\\varepsilon$ and\n$$\n\\Lambda_1 + \\beta\n$$\n`\\pi`, \\tau") == {"epsilon", "Lambda", "beta"}
    assert letters("$\\phi$, $\\etax$") == {"phi"}
