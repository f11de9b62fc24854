"""The notebook that readers download: valid, executed, and readable in any program that shows notebooks."""

import base64
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import nbformat
import pytest

from figures.engine.formulas.macros import macros_of, written_out
from figures.engine.formulas.node import install
from figures.engine.formulas.typesetting import SCRIPT, Formulas
from figures.engine.notebooks.cells import markdown_of, notebooks
from figures.engine.notebooks.download import FORMULA
from figures.engine.pages.book import LABEL
from tests.engine.conftest import HOME, Mini
from tests.engine.notebooks.notes import NOTE, with_notebooks

CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
SYNTAX = re.compile(r"/{3,}|\{\{|@(?:fig|eq):|--8<--|\\label\{|^ {4}(?:type|alt|within|choices):", re.MULTILINE)
CHOICE = """
# %% [markdown]
# /// answer | line.word
#     choices:
#         "up-hill": "Yes: the slope is {{ line.slope | .1f }}."
#         "down-hill": "No: see @fig:line."
# Which way?
# ///
#
# //// details | Solution
#     type: solution
# /// admonition | Note
#     type: exercise
# Both, and $-{{ line.share | .1% }}$ of them; "quoted", $x\\T \\pd Lw$ and
# $\\abs{x
# y}$.
#
# <!-- a comment
# /// figure | line
# ///
# -->
# ///
# ////
"""


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> Mini:
    project = with_notebooks(make_project("notebook-file"))
    project.write("docs/part/note.py", NOTE + CHOICE)
    project.write("docs/assets/macros.tex", MACROS)
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    return project


MACROS = r"""
\newcommand{\T}{^{\mathsf{T}}}  % \newcommand{\none}{a comment}
\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
\newcommand{\abs}[1]{\lvert #1 \rvert}
\DeclareMathOperator*{\argmin}{arg\,min}
\newcommand{\loss}{\mathcal L}
\newcommand{\dloss}{\pd{\loss}}
"""


def notebook(project: Mini) -> Any:
    return nbformat.read(project.root / "site/part/note.ipynb", as_version=nbformat.NO_CONVERT)


@pytest.fixture(scope="module")
def book(built: Mini) -> Any:
    return notebook(built)


@pytest.fixture(scope="module")
def prose(book: Any) -> str:
    return "\n\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")


def test_it_is_a_valid_notebook_of_python(book: Any) -> None:
    nbformat.validate(book)
    assert book.metadata.kernelspec.name == "python3" and book.nbformat == 4
    assert len({cell.id for cell in book.cells}) == len(book.cells)


def test_it_has_every_cell_in_order_and_no_front_matter(book: Any, prose: str) -> None:
    kinds = "".join(cell.cell_type[0] for cell in book.cells)
    assert kinds == "mcmccmm"
    assert prose.startswith("# Note\n\nThe slope") and "description:" not in prose
    assert book.cells[1].source.startswith("import sys\n") and book.cells[1].source.endswith("stacklevel=1)")


def test_it_is_executed_and_its_output_kept_without_what_it_grumbles(book: Any) -> None:
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3]
    [printed] = code[0].outputs
    assert printed.name == "stdout" and printed.text == "<b> True $x$ 30\n"
    assert [output.output_type for output in code[2].outputs] == ["display_data", "stream", "execute_result"]
    assert "grumble" not in str([cell.outputs for cell in code])


def test_facts_are_numbers_and_references_are_words(prose: str) -> None:
    assert "The slope is 3.0; see Figure 0.1, Figure 3.1 and (3.1), or page two." in prose
    assert "$x = 0.5$" in prose
    assert r"$s = 12.5\%$" in prose and r"$-12.5\%$" in prose  # in a formula, a bare % would hide the rest
    assert r"$$ y = x^2 \tag{3.1} $$" in prose


def test_a_figure_is_an_attached_picture_with_its_number_and_caption(book: Any) -> None:
    [cell] = [cell for cell in book.cells if "attachments" in cell]
    assert "![A dot of our own.](attachment:own.png)\n\n**Figure 3.1.** It stands at" in cell.source
    assert list(cell.attachments) == ["own.png"]
    assert base64.b64decode(cell.attachments["own.png"]["image/png"]).startswith(b"\x89PNG\r\n")


def test_exercises_solutions_and_boxes_can_be_read(prose: str) -> None:
    assert "**Exercise 1 (recall)**\n\nWhat is the slope?" in prose
    assert "<details><summary>Solution</summary>\n\nIt is 3.\n\n</details>" in prose
    assert "The slope is?\n\n*The page on the site checks your answer.*" in prose
    assert re.search(r"Which way\?\s+- up-hill\n- down-hill\s+\*The page on the site checks", prose)


def test_no_syntax_of_pages_is_left_but_code_is_left_alone(prose: str) -> None:
    assert SYNTAX.findall(CODE.sub("", prose)) == []
    assert "`@fig:line`" in prose and "# {{ line.slope }}\n```" in prose
    assert "```python\nSLOPE = 3.0\n```" in prose


def test_formulas_need_no_macros_of_the_site(prose: str) -> None:
    assert r"$x^{\mathsf{T}} \frac{\partial L}{\partial w}$" in prose and "$\\lvert x\ny \\rvert$" in prose


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (r"\pd{L}{W^{(1)}}", r"\frac{\partial L}{\partial W^{(1)}}"),
        (r"\pd L w", r"\frac{\partial L}{\partial w}"),
        (r"\pd\loss w", r"\frac{\partial \mathcal L}{\partial w}"),
        (r"\dloss{w}x", r"\frac{\partial \mathcal L}{\partial w}x"),
        (r"\abs{\abs{x}}", r"\lvert \lvert x \rvert \rvert"),
        (r"\argmin_w \loss x, \lossy, \none", r"\operatorname*{arg\,min}_w \mathcal L x, \lossy, \none"),
        (r"x \\loss", r"x \\loss"),  # the end of a line, and a word
    ],
)
def test_macros_are_written_out(short: str, long: str) -> None:
    assert written_out(short, macros_of(MACROS)) == long


def test_the_formulas_of_the_books_notebooks_are_right_without_its_macros(tmp_path: Path) -> None:
    macros = macros_of((HOME / "docs/assets/macros.tex").read_text(encoding="utf-8"))
    text = "\n".join(markdown_of(text) for text in notebooks(HOME / "docs").values())
    found = dict.fromkeys(match[0] for match in FORMULA.finditer(CODE.sub("", re.sub(r"\{\{.*?\}\}", "1", text))))
    pages = [
        f'<div class="arithmatex">\\[{escape(written_out(LABEL.sub("", tex.strip("$")), macros))}\\]</div>'
        for tex in found
    ]
    mathjax = install(SCRIPT.parent, HOME / ".cache/formulas", print)
    (tmp_path / mathjax.name).symlink_to(mathjax)
    formulas = Formulas(None, tmp_path)
    try:
        assert len(found) > 100 and formulas.typeset("".join(pages))[1] == []
    finally:
        formulas.close()


def test_where_the_address_of_the_site_is_known_links_lead_there(built: Mini) -> None:
    before = notebook(built)
    built.edit("mkdocs.yml", "site_name: Mini", "site_name: Mini\nsite_url: https://example.org/book/")
    built.edit("mkdocs.yml", "jobs: 2", "jobs: 2, notebooks_on_github: some/one/blob/pages")
    result = built.build("--strict")
    assert result.returncode == 0 and "executing" not in result.stderr
    after = notebook(built)
    nbformat.validate(after)
    prose = "\n\n".join(cell.source for cell in after.cells if cell.cell_type == "markdown")
    assert "or [page two](https://example.org/book/two.html#two)." in prose
    assert [cell.get("outputs") for cell in after.cells] == [cell.get("outputs") for cell in before.cells]
    assert 'href="https://colab.research.google.com/github/some/one/blob/pages/part/note.ipynb"' in built.page(
        "part/note"
    )
