"""What the tests of notebooks share: a miniature project with some, and what a person would do with it."""

import os
import re
import subprocess
from collections.abc import Callable

import pytest

from figures.engine.formulas.node import install
from figures.engine.formulas.typesetting import SCRIPT
from figures.engine.freshness.progress import Progress
from figures.engine.notebooks import executing
from figures.engine.notebooks.refresh import Notebooks, refresh_notebooks
from figures.engine.project.outcome import failed
from tests.engine.conftest import DOT, HOME, Mini

SETTINGS = """
watch: [maths]
"""
EXTENSIONS = """  - tables
  - pymdownx.blocks.admonition: {types: [exercise]}
  - pymdownx.blocks.details: {types: [solution]}
  - pymdownx.highlight: {pygments_lang_class: true}
"""
OWN = DOT + '\n\ndef experiment():\n    return {"at": 0.5}\n'
NOTE = r"""# ---
# description: A page that is a program, and all that a page can show.
# ---

# %% [markdown]
# # Note
#
# The slope is {{ line.slope | .1f }}; see @fig:line, @fig:own and @eq:square, or [page two](../two.md#two).
#
# /// figure | own
#     alt: A dot of our own.
# It stands at $x = {{ own.at | .1f }}$, a share of $s = {{ line.share | .1% }}$.
# ///
#
# $$ y = x^2 \label{square} $$

# %% The beginning
import sys
import warnings

from maths.slopes import STEEP

print("<b>", 1 < 2, "$x$", STEEP)
print("grumble", file=sys.stderr)
warnings.warn("grumble", stacklevel=1)


# %% What comes of it [markdown]
# Code on the page is left alone: `@fig:line`.
#
# ```python
# total = len("a") + 1  # {{ line.slope }}
# ```

# %%

# %%
total = len("a") + 1  # {{ line.slope }}

# %%


class Table:
    def _repr_html_(self):
        return '<table><tr><td id="cell">7</td></tr></table>'


display(Table())
print("below")
total

# %% [markdown]
# //// admonition | Exercise 1 (recall)
#     type: exercise
# What is the slope?
#
# /// answer | line.slope
#     within: 0.1
# The slope is?
# ///
# ////
#
# /// details | Solution
#     type: solution
# It is {{ line.slope | .0f }}.
# ///
#
# --8<-- figures/shared.py:SLOPE
"""
CLOCK = "# %% [markdown]\n# # Clock\n\n# %%\nimport time\nprint('at', time.time_ns())\n"
LAMP = "# %% [markdown]\n# # Lamp\n\n# %%\nimport pendant\nprint(pendant.N, 'lamps')\n"


def with_notebooks(project: Mini) -> Mini:
    """A notebook that shows all, in a folder, and one that prints something else each time."""
    project.edit("mkdocs.yml", "  - tables\n", EXTENSIONS)
    project.write("mkdocs.yml", (project.root / "mkdocs.yml").read_text() + SETTINGS)
    project.edit("mkdocs.yml", "[figures]", "[figures: {jobs: 2}]")
    project.write("maths/__init__.py")
    project.write("maths/slopes.py", "STEEP = 30\n")
    project.write("maths/other.py", "FLAT = 0\n")
    project.write("figures/own.py", OWN)
    project.write("docs/part/note.py", NOTE)
    project.write("docs/clock.py", CLOCK)
    return with_mathjax(project)


def with_mathjax(project: Mini) -> Mini:
    """MathJax is fetched once for all projects."""
    formulas = project.root / ".cache/formulas"
    formulas.mkdir(parents=True)
    mathjax = install(SCRIPT.parent, HOME / ".cache/formulas", print)
    (formulas / mathjax.name).symlink_to(mathjax)
    return project


def refreshed(project: Mini, *, jobs: int = 2, time_limit: float = 60, say: Callable[[str], None] = str) -> Notebooks:
    """Execute what is stale."""
    return refresh_notebooks(project.project, jobs, time_limit, Progress(say))


def executed(project: Mini) -> list[str]:
    """Execute what is stale; which notebooks were? None may fail."""
    state = refreshed(project)
    assert not state.failed, state.failed
    return sorted(state.executed)


def stale(project: Mini) -> set[str]:
    """The notebooks that would be executed; they are not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executing, "execute", lambda *_: failed(""))
        return set(refreshed(project).failed)


def build(project: Mini, *arguments: str) -> subprocess.CompletedProcess[str]:
    """mkdocs build, where the libraries of the test are installed."""
    path = os.pathsep.join(filter(None, [str(HOME), os.environ.get("PYTHONPATH", "")]))
    return project.run("mkdocs", "build", *arguments, env={"PYTHONPATH": path})


def output(html: str) -> list[str]:
    """What the cells of a page have printed."""
    return re.findall(r'<span class="filename">Output</span><pre><span></span><code>(.*?)</code>', html, re.DOTALL)
