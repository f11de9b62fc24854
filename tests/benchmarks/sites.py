"""Projects to measure on: a copy of this one, and one made by a script."""

import re
import shutil
from pathlib import Path

from tests.benchmarks.measure import ROOT, run

OF_THE_BOOK = re.compile(r"^(?:nav|hooks):\n(?:  .*\n)+", re.MULTILINE)  # its pages, and what is made of them

SCRIPT = '''"""A damped swing, number {number}."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.style import colours
from figures.swing import damped

RATE = {number} / 100


def experiment() -> dict[str, Any]:
    """The swing over ten seconds."""
    t = np.linspace(0, 10, 150)
    return {{"t": t, "x": damped(t, RATE), "last": float(damped(t, RATE)[-1])}}


def draw(t: np.ndarray, x: np.ndarray) -> Figure:
    """One curve."""
    figure = Figure()
    axes = figure.subplots()
    axes.plot(t, x, color=colours.INPUT)
    axes.set(xlabel="time", ylabel="place")
    return figure
'''
HELPER = '''"""The swing that all figures share."""

import numpy as np


def damped(t: np.ndarray, rate: float) -> np.ndarray:
    """x = exp(−rate · t) cos t."""
    return np.exp(-rate * t) * np.cos(t)
'''
SECTION = """## How fast does swing {number} die away?

The amplitude falls by the same share in every second, so its logarithm is a straight line. We write $x(t)$ for the
place at time $t$, $\\lambda$ for the rate and **start** at *one*. A `rate` of zero would swing for ever, see
@fig:swing_{number:04}; after ten seconds the place is {{{{ swing_{number:04}.last | .3f }}}}.

- The rate is the share lost in a second, as long as it is small.
- The time to fall to one half is $\\ln 2 / \\lambda$, whatever the amplitude was.

$$ x(t) = e^{{-\\lambda t}} \\cos t $$

/// figure | swing_{number:04}
    alt: "A cosine whose amplitude falls as time goes on."
The swing at rate {number} in a hundred; the last place is {{{{ swing_{number:04}.last | .3f }}}}.
///

```python
rate = {number} / 100
print(rate)
```

"""


def copy_of(source: Path, folder: Path, whole: bool = False) -> Path:
    """A copy of a project's pages and scripts without its drawings; what was typeset, executed or fetched stays so, and
    what several experiments have computed together.

    The engine is copied only with the `whole`, which is then run by it; else the copy of it would be hidden, as in any
    project but its own.
    """
    for name in ("docs", "figures"):
        shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    if not whole:
        for path in (folder / "figures" / "engine").rglob("*.*"):
            if path.is_file() and path.name != "package-lock.json":  # of which a page says the versions
                path.unlink()
        for name in ("__init__.py", "__main__.py"):
            (folder / "figures" / name).unlink(missing_ok=True)
    for file in source.iterdir():  # a page says what stands in some of them
        if file.is_file() and not file.name.startswith("."):
            shutil.copy(file, folder)
    if (source / "tests").is_dir():  # and counts these
        (folder / "tests").symlink_to(source / "tests")
    _share_caches(source, folder, "formulas", "notebooks", "typefaces", "node")
    if (kept := source / ".cache" / "kept").exists():  # it is written to
        shutil.copytree(kept, folder / ".cache" / "kept")
    return folder


def _share_caches(source: Path, folder: Path, *names: str) -> None:
    (folder / ".cache").mkdir()
    for name in names:
        kept = source / ".cache" / name
        kept.mkdir(parents=True, exist_ok=True)
        (folder / ".cache" / name).symlink_to(kept)


def made(folder: Path, figures: int, on_a_page: int = 5) -> Path:
    """A project of this house's theme with so many figures, all of one helper, five a page."""
    for name in ("docs/assets", "docs/theme", "figures/style"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    _share_caches(ROOT, folder, "formulas", "typefaces")
    config = OF_THE_BOOK.sub("", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (folder / "figures" / "swing").mkdir()
    (folder / "figures" / "swing" / "__init__.py").write_text(HELPER, encoding="utf-8")
    for number in range(figures):
        script = folder / "figures" / f"swing_{number:04}.py"
        script.write_text(SCRIPT.format(number=number), encoding="utf-8")
    for page in range(figures // on_a_page):
        numbers = range(page * on_a_page, (page + 1) * on_a_page)
        text = f"# Swings, part {page}\n\n" + "".join(SECTION.format(number=number) for number in numbers)
        (folder / "docs" / f"page_{page:03}.md").write_text(text, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Swings\n\nMany of them.\n", encoding="utf-8")
    return folder


def shrink(folder: Path, figures: int, on_a_page: int = 5) -> None:
    """Take figures and pages away from a made project until so many figures are left."""
    for script in sorted((folder / "figures").glob("swing_*.py"))[figures:]:
        script.unlink()
    for page in sorted((folder / "docs").glob("page_*.md"))[figures // on_a_page :]:
        page.unlink()


def plain(source: Path, folder: Path) -> Path:
    """The twin of a project that is up to date, see twin.py."""
    run("-m", "tests.benchmarks.twin", folder, folder=source)
    return folder
