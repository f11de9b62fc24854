"""The notation page explains every letter, Greek or Latin, that a formula of the book uses."""

import re
import unicodedata

import pytest

from tests.pages.sources import ROOT, sources

LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi "
    "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
).split()
FORMULA = re.compile(r"\$\$.*?\$\$|(?<!\\)\$[^$]+\$", re.DOTALL)
ROW = re.compile(r"^\| *(\$.+?) *\|", re.MULTILINE)  # its first cell
NAMED = re.compile(r"\\(?:text|mathrm|mathsf|operatorname|label|begin|end)\b\*?(?:\{[^}]*\})?|\{\{.*?\}\}", re.DOTALL)
COMMAND = re.compile(r"\\[A-Za-z]+")
# What shapes a formula and says nothing, what a page names in words, and what schools teach.
SHAPE = set(
    "Bigl Bigr bigl bigr begin end label text mathrm mathsf operatorname phantom quad qquad underbrace "
    "cfrac dfrac tfrac tbinom dots dotsb ldots cdots cdot lVert rVert lvert rvert Vert norm pd d ell downarrow "
    "frac sqrt sin cos tanh exp max min le ge times div relu sigmoid softmax step".split()
)
FENCE = re.compile(r"^ *(`{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)


def letters(source: str) -> set[str]:
    """The Greek letters in the formulas of a page; ε and φ have two forms, which count as one."""
    formulas = " ".join(FORMULA.findall(FENCE.sub("", source)))
    return {letter for letter in LETTERS if re.search(rf"\\(?:var)?{letter}(?![a-zA-Z])", formulas)}


def signs(source: str) -> set[str]:
    """The commands in the formulas of a page, without their backslashes."""
    return {command[1:] for command in COMMAND.findall(" ".join(FORMULA.findall(FENCE.sub("", source))))}


def latin(source: str) -> set[str]:
    """The Latin letters that stand for something in the formulas of a page, commands, words and facts left out."""
    formulas = " ".join(FORMULA.findall(FENCE.sub("", source)))
    return set(re.findall("[A-Za-z]", COMMAND.sub(" ", NAMED.sub(" ", formulas))))


@pytest.mark.parametrize("page", [page for page in sources() if page != "reference/notation.md"])
def test_every_latin_letter_of_a_page_is_explained(page: str) -> None:
    explained = latin("\n".join(ROW.findall(sources()["reference/notation.md"])))
    unknown = latin(sources()[page]) - explained
    assert not unknown, f"{page}: add {sorted(unknown)} to docs/reference/notation.md"


def explained() -> str:
    """The first cells of the tables for our own symbols; the last table tells how other books write them."""
    return "\n".join(ROW.findall(sources()["reference/notation.md"].split("## How other books")[0]))


@pytest.mark.parametrize("page", [page for page in sources() if page != "reference/notation.md"])
def test_every_greek_letter_of_a_page_is_explained(page: str) -> None:
    unknown = letters(sources()[page]) - letters(explained())
    assert not unknown, f"{page}: add {sorted(unknown)} to docs/reference/notation.md"


def test_every_sign_of_a_page_is_explained() -> None:
    """Sums, limits, hats and the like; ∇ is quoted, and the page says from whom."""
    known = signs(explained()) | SHAPE | set(LETTERS) | {"nabla", "varepsilon", "varphi"}
    unknown = {page: found for page, text in sources().items() if (found := signs(text) - known)}
    del unknown["reference/notation.md"]  # how others write it
    assert not unknown, f"add to docs/reference/notation.md: {unknown}"


def test_every_greek_letter_of_the_programs_taught_is_explained() -> None:
    known = letters(explained())
    for path in sorted((ROOT / "figures/neural").glob("*.py")):
        names = {unicodedata.name(letter) for letter in re.findall("[α-ωΓ-Ω]", path.read_text(encoding="utf-8"))}
        greek = {(word.title() if "CAPITAL" in name else word.lower()).replace("lamda", "lambda")
                 for name in names for word in [name.split()[-1]]}  # fmt: skip
        assert greek - {"Sigma"} <= known, f"{path.name}: {sorted(greek - known)}"  # Σ is a sum there


def test_a_letter_is_seen_in_formulas_only() -> None:
    assert letters("$\\varepsilon$ and\n$$\n\\Lambda_1 + \\beta\n$$\n`\\pi`, \\tau") == {"epsilon", "Lambda", "beta"}
    assert letters("$\\phi$, $\\etax$") == {"phi"}
