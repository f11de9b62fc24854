"""A MkDocs hook: the page on how the book is made counts, names and dates by looking, when the site is built.

A line `[made: counts]` there becomes what `counts` below finds. The date is that of the commit, so that the same commit
gives the same page on every day; outside of a repository the page says that it knows of none.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from figures.engine.site.build import Build
from figures.engine.site.for_hooks import build_of, made_of
from figures.engine.store.made import Made

UNKEPT = Made(Path(), "")
PAGE = "reference/how-it-is-made.md"
ASKED = re.compile(r"^\[made: (\w+)\]$", re.MULTILINE)
MATHJAX = "figures/engine/formulas/mathjax/package-lock.json"
LIMIT = 20  # seconds that Git may take
NOT_WORDS = re.compile(
    r"\A---\n.*?^---$|^ *(`{3,}|~{3,}).*?^ *\1 *$|</?[A-Za-z][^<>\n]*>|\]\([^)\n]*\)|"
    r"^/{3,}[^\n]*$|^    (?:type|alt|within): [^\n]*$",
    re.MULTILINE | re.DOTALL,
)
FORMULA = re.compile(r"\$\$.*?\$\$|(?<!\\)\$[^$\n]+\$", re.DOTALL)
FACT = re.compile(r"\{\{.*?\}\}")
NUMBERS = "numbers in the text that a figure computed"
KINDS = {
    "exercises, each with its solution": re.compile(r"^    type: exercise$", re.MULTILINE),
    "theorems": re.compile(r"^    type: theorem$", re.MULTILINE),
    "blocks of Python on pages, all of them run by the tests": re.compile(r"^```python", re.MULTILINE),
}
TEST = re.compile(r"^ *def test_\w+", re.MULTILINE)
USED = re.compile(r"^ *(?:import|from) ([\w.]+)|importorskip\(\"([\w.]+)\"", re.MULTILINE)
CHOSEN = re.compile(r"^([\w-]+)==\S+ *# (.*)$", re.MULTILINE)
ORACLES = {  # what a test asks besides our own programs: the modules that it uses for this, and what they answer
    "TensorFlow and Keras": ({"tensorflow", "keras"}, "answers of layers, losses and activations, and their gradients"),
    "PyTorch": ({"torch"}, "the same once more, by other people"),
    "JAX": ({"jax"}, "derivatives of functions as they are written in Python"),
    "Central differences": ({"figures.neural.gradient_check"}, "slopes from the values of a function alone"),
    "SciPy": ({"scipy"}, "least values and linear programs: that no line exists, or which is the best one"),
    "scikit-learn": ({"sklearn"}, "a network that others wrote, taught the same"),
    "Fractions": ({"fractions"}, "sums without any rounding"),
    "Hypothesis": ({"hypothesis"}, "inputs that look for a counterexample"),
    "Node": ({"tests.site.in_node", "tests.figures.playground.browser"}, "what the scripts of pages compute"),
    "Chromium": ({"playwright"}, "what a reader sees, hears and can press"),
}


Tests = list[tuple[int, list[str]]]  # of each file: how many functions, who is asked


def asked_of_git(root: Path, *question: str) -> str | None:
    """What Git answers about this folder; None where there is no Git or it does not know the folder."""
    try:
        done = subprocess.run(
            ["git", "-C", root, *question], capture_output=True, text=True, timeout=LIMIT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def origin(root: Path, repository: str = "") -> str:
    """From which commit, and of which day; a folder inside of another repository has none."""
    top, told = asked_of_git(root, "rev-parse", "--show-toplevel"), asked_of_git(root, "log", "-1", "--format=%H %cI")
    if not (top and told) or Path(top).resolve() != root.resolve():
        return "This copy was made outside of a Git repository, so it can name no commit and no date."
    commit, moment = told.split()
    day = datetime.fromisoformat(moment)
    name = f"[`{commit[:12]}`]({repository}/commit/{commit})" if repository else f"`{commit[:12]}`"
    changed = asked_of_git(root, "status", "--porcelain", "--untracked-files=no")
    more = ", with changes that are in no commit" if changed else ""
    return f"This copy was made from the commit {name} of {day.day} {day:%B %Y}{more}."


def counted(text: str) -> dict[str, int]:
    """How many of everything that is written there are on a page, by what it is called."""
    prose = NOT_WORDS.sub(" ", text)
    return {
        "words": len(re.findall(r"[^\W\d_][\w’'-]*", FORMULA.sub(" ", FACT.sub(" ", prose)))),
        "formulas": len(FORMULA.findall(prose)),
        **{name: len(kind.findall(text)) for name, kind in KINDS.items()},
        NUMBERS: len(FACT.findall(text)),
    }


def counts(build: Build, tests: Tests, made: Made) -> dict[str, int]:
    """How many of everything there are, by what it is called."""
    pages = [made.of("counts", page.text, partial(counted, page.text)) for page in build.book.pages.values()]
    written = {name: sum(page[name] for page in pages) for name in pages[0]}
    numbers = written.pop(NUMBERS)
    entries = build.embedding.entries.values()
    return {
        "pages": len(pages),
        **written,
        "figures, each a program": len(build.book.figures),
        "figures that a reader can move": sum(bool(entry.controls) for entry in entries),
        "controls of these": sum(len(entry.controls) for entry in entries),
        NUMBERS: numbers,
        "pages that are programs": len(build.notebooks),
        "test functions": sum(count for count, _ in tests),
    }


def tests_in(root: Path, made: Made = UNKEPT) -> Tests:
    """For each file of tests, how many functions it has and whom it asks."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "tests").rglob("test_*.py"))]
    return [made.of("tests", text, partial(_looked_through, text)) for text in texts]


def _looked_through(text: str) -> tuple[int, list[str]]:
    used = [f"{name}." for pair in USED.findall(text) for name in pair if name]
    asked = [
        who for who, (modules, _) in ORACLES.items() if any(use.startswith(f"{it}.") for use in used for it in modules)
    ]
    return len(TEST.findall(text)), asked


def oracles(tests: Tests) -> Iterator[tuple[str, str, int, int]]:
    """Who is asked, for what, in how many files of tests, and how many test functions these have."""
    for name, (_, answer) in ORACLES.items():
        found = [count for count, asked in tests if name in asked]
        if found:
            yield name, answer, len(found), sum(found)


def versions(root: Path) -> Iterator[tuple[str, str, str]]:
    """Python, MathJax, and every library that was chosen: the version that runs here, and what it is there for."""
    yield "Python", f"{sys.version_info.major}.{sys.version_info.minor}", "runs all of it"
    lock = json.loads((root / MATHJAX).read_text(encoding="utf-8"))
    yield "MathJax", lock["packages"]["node_modules/@mathjax/src"]["version"], "sets the formulas"
    for file in ("requirements.in", "requirements-frameworks.txt"):
        for name, reason in CHOSEN.findall((root / file).read_text(encoding="utf-8")):
            try:
                here = version(name)
            except PackageNotFoundError:
                here = "not installed"
            yield name, here, reason.partition(";")[0].replace("|", "")


def table(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    """A table of Markdown; numbers stand on the right."""
    lines = [heads, tuple("---:" if head in ("How many", "Files", "Tests") else "---" for head in heads), *rows]
    return "\n".join(f"| {' | '.join(f'{c:,}' if isinstance(c, int) else c for c in line)} |" for line in lines)


def filled(markdown: str, made: dict[str, Callable[[], str]]) -> str:
    """The page with an answer for each of its questions. Raises PluginError for one that nobody answers."""
    if unknown := sorted(set(ASKED.findall(markdown)) - set(made)):
        raise PluginError(f"docs/{PAGE}: expected [made: …] with one of {', '.join(made)}; got {', '.join(unknown)}")
    return ASKED.sub(lambda match: made[match[1]](), markdown)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str | None:
    """Fill in what the page asks for."""
    if page.file.src_uri != PAGE:
        return None
    build, memory = build_of(config), made_of(config)
    root, tests = build.project.root, tests_in(build.project.root, memory)
    made = {
        "origin": lambda: origin(root, config.extra.get("repository") or ""),
        "counts": lambda: table(("What", "How many"), counts(build, tests, memory).items()),
        "oracles": lambda: table(("Asked", "For", "Files", "Tests"), oracles(tests)),
        "versions": lambda: table(("Library", "Version", "What for"), versions(root)),
    }
    return filled(markdown, made)
