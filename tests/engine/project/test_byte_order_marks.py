"""Some editors begin a file with a byte order mark: it is no part of the text, whatever reads that."""

from collections.abc import Callable
from pathlib import Path

import pytest

from figures.engine.formulas.macros import macros_in
from figures.engine.notebooks.kernel import environment
from figures.engine.pages.include import definitions
from figures.engine.pages.pagetext import read_text
from figures.engine.project.faults import line_of
from figures.engine.project.optional import optional
from figures.engine.typefaces.chosen import Typefaces

READERS: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "page": ("a.md", "# A\n", lambda root: read_text(root / "a.md", "a.md")),
    "line": ("a.md", "# A\n", lambda root: line_of(root / "a.md", "^# A")),
    "library": ("requirements-a.txt", "torch==2\n", optional),
    "definition": ("a.py", "def f():\n    return 1\n", lambda root: definitions(root / "a.py", ["f"])),
    "macro": ("assets/macros.tex", r"\newcommand{\T}{t}", macros_in),
    "style": (
        "style/a.mplstyle",
        "lines.linewidth: 3\n",
        lambda root: (environment(root / "style", root), (root / "matplotlibrc").read_text(encoding="utf-8")),
    ),
    "typefaces": (
        "figures/style/typefaces/typefaces.toml",
        '[text]\nfamily = "A"\n400 = "a.ttf"\n',
        lambda root: Typefaces(root).families(),
    ),
}


@pytest.mark.parametrize("what", READERS)
def test_a_mark_at_the_begin_changes_nothing(tmp_path: Path, what: str) -> None:
    path, text, read = READERS[what]
    place = tmp_path / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    without = read(tmp_path)
    assert without
    place.write_text(text, encoding="utf-8-sig")
    assert read(tmp_path) == without
