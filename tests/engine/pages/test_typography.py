"""Marks of type: quotation marks by their place, references in brackets, formulas in titles, facts in alt texts."""

import re
from collections.abc import Callable

import markdown
import pytest

from figures.engine.pages.extension import beside
from figures.engine.pages.quotes import Quotes, typographic, typographic_markdown
from tests.engine.conftest import HEAD, Mini
from tests.engine.notebooks.notes import EXTENSIONS, with_mathjax

TURNED = (
    HEAD
    + """
from typing import Annotated
from figures.engine import Slider


def experiment():
    return {"x": np.arange(3.0)}


def facts(k):
    return {"slope": 2 * k}


def draw(x, *, k: Annotated[float, Slider(0, 2, step=1)] = 1.0):
    figure = Figure()
    axes = figure.subplots()
    axes.plot(x, k * x)
    axes.set(xlim=(0, 2), ylim=(0, 4))
    return figure
"""
)
PAGE = r"""---
description: A page's "words".
---

# The "loss" $L(w) < 1$ isn't it

It's "said *once*", see (@eq:one, @eq:one), (@eq:one) and (by @eq:one). Also "$x$ rises", `"x"`, <b title="x">"b"</b>.

$$ a = b \label{one} $$

## Slope $\frac{a}{b}$

/// figure | turned
    alt: "Its 'slope' is {{ turned.slope | .1f }} of {{ line.slope | .0f }} in @fig:turned."
The "caption".
///

- one

/// details | The author's "solution"
Text
///
"""


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('"Yes," she said, "it\'s \'fine\'."', "“Yes,” she said, “it’s ‘fine’.”"),
        ("the '90s, rock 'n' roll, dogs' tails", "the ’90s, rock ’n’ roll, dogs’ tails"),
        ('("a") "b"-"c" x—"d"', "(“a”) “b”-“c” x—“d”"),
        ("\"'a' b\" 'tis", "“‘a’ b” ’tis"),
    ],
)
def test_quotation_marks_and_apostrophes_are_typographic(straight: str, curly: str) -> None:
    assert typographic(straight) == curly


def test_code_formulas_and_attributes_keep_their_marks() -> None:
    source = 'say "$f\'(x)$ is" `"a"`\n```\n"x"\n```\n<a title="x">"b"</a> ["q"](u "t")'
    assert typographic_markdown(source) == ('say “$f\'(x)$ is” `"a"`\n```\n"x"\n```\n<a title="x">“b”</a> [“q”](u "t")')
    md = markdown.Markdown(extensions=["pymdownx.superfences", "attr_list", "tables"])
    md.treeprocessors.register(Quotes(md), "quotes", 12)
    html = md.convert(
        'He said "*no* `x"y`", "[l](u)" and <b title="x">"b"</b>, &quot;straight&quot;\n\n| "a" |\n|---|\n| \'b\' |'
    )
    assert 'He said “<em>no</em> <code>x"y</code>”, “<a href="u">l</a>” and <b title="x">“b”</b>' in html
    assert "&quot;straight&quot;" in html and "<th>“a”</th>" in html and "<td>‘b’</td>" in html


@pytest.mark.parametrize(
    ("before", "written"),
    [
        ("by ", "(9.11)"),
        ("(", "9.11"),
        ("(see ", "equation 9.11"),
        ("(a) ", "(9.11)"),
        ("(\x02k\x03, ", "9.11"),
        ("(@eq:a and ", "9.11"),
        ("x (by (a) and ", "equation 9.11"),
    ],
)
def test_a_number_in_brackets_brings_no_second_pair(before: str, written: str) -> None:
    assert beside("(9.11)", before) == written
    assert beside("Figure 3.1", before) == "Figure 3.1"


@pytest.fixture(scope="module")
def html(make_project: Callable[[str], Mini]) -> str:
    project = make_project("typography")
    project.edit("mkdocs.yml", "  - tables\n", EXTENSIONS)
    project.write("figures/turned.py", TURNED)
    (project.root / "docs/three.md").write_text(PAGE)
    result = with_mathjax(project).build("--strict")
    assert result.returncode == 0, result.stderr
    return project.page("three")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<svg.*?</svg>|<math.*?</math>|<[^>]+>|\u2060", "", html, flags=re.DOTALL))


def test_the_text_of_a_page_has_no_straight_marks(html: str) -> None:
    article = html[html.index("<h1") : html.index("<footer")]
    assert "It’s “said once”, see (1.1, 1.1), (1.1) and (by equation 1.1)." in words(article)
    assert 'Also “ rises”, "x", “b”.' in words(article) and "The “caption”." in words(article)
    assert "<summary>The author’s “solution”</summary>" in article


def test_a_formula_in_a_title_is_text_in_the_window_and_typeset_in_the_contents(html: str) -> None:
    [title] = re.findall(r"<title>(.*?)</title>", html)
    assert title.startswith("The “loss” L(w) &lt; 1 isn’t it")
    assert r"\(" not in html and r"\frac" in html
    outside = html[: html.index("<h1")] + html[html.index("<footer") :]
    assert 'data-tex="\\frac{a}{b}"' in outside and 'data-tex="L(w) &lt; 1"' in outside


def test_facts_in_alt_texts_are_numbers_and_those_that_follow_the_controls_are_marked(html: str) -> None:
    assert 'aria-label="Its ‘slope’ is 2.0 of 3 in Figure 1.1."' in html
    assert 'data-alt="Its ‘slope’ is {{slope|.1f}} of 3 in Figure 1.1."' in html
