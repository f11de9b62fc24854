"""What a page shows of a figure: drawing, number, words, sources, facts and references."""

import math
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from figures.engine.pages.book import read_book
from figures.engine.pages.embedding import Embedding, written
from figures.engine.pages.include import definitions
from figures.engine.pages.placing import Placing
from figures.engine.pages.plain import PlainExtension, makeExtension
from figures.engine.project.faults import FigureError
from tests.engine.conftest import Mini

COLOURS = """
from figures.engine.drawing.colour import Colour

INK = Colour("#102030", dark="#e0e0e0")
CURVE_1 = Colour("#2169b1", dark="#76b4f2")
"""
PAGE = r"""    ---
    title: Facts
    ---
    # Facts

    Plain {{ line.slope }}, formatted {{line.slope|.2f}}, nested {{ line.deep.er | .2f }}, text {{ line.word }},
    percent {{ line.share | .1%}}, *{{ line.slope | .0f }}*, `{{ line.slope | .1f }}` in code.

    $\alpha = {{ line.deep.er | .1f }}$ and {{ line.share | .1% }}: $p = {{ line.share | .1% }}$

    | a | b |
    |---|---|
    | {{ line.slope | .1f }} | @fig:line |

    $$ x = {{ line.slope | .0f }} \label{solution} $$

    ```text
    {{ line.slope | .1f }} @fig:line
    /// figure | line
    ```

    /// figure | line
        alt: 'Text with "quotes", <angles> & more.'
    The slope is {{ line.slope | .1f }} and $s = {{ line.slope | .1f }}$, as in @eq:solution.

    A second paragraph.
    ///

    See @fig:line, @fig:dot and (@eq:solution); write to me@fig.org or a@fig:line.

    --8<-- figures/shared.py:SLOPE,double
    """


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> Mini:
    project = make_project("embedding")
    project.write("figures/style/colours.py", COLOURS)
    project.write(
        "figures/style/1-ink.mplstyle", "axes.facecolor: none\naxes.prop_cycle: cycler('color', ['2169b1'])\n"
    )
    project.write("figures/shared.py", "SLOPE: float = 3.0\n\n\ndef double(x):\n    return 2 * x\n\n\nX = 1\n")
    project.write("docs/deep/facts.md", PAGE)
    project.write("docs/index.md", "# Home\n\nNothing but @fig:line and @eq:solution.\n")
    # The page's formulas are left to the tests of formulas: without Node this build would fail.
    project.edit("mkdocs.yml", "  - pymdownx.arithmatex: {generic: true}\n", "")
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    return project


class Page(HTMLParser):
    """The start tags of a page, and the text within each element of a class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, **having: str) -> list[dict[str, str]]:
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and all(attributes.get(key.rstrip("_")) == value for key, value in having.items())
        ]


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))


@pytest.fixture(scope="module")
def html(built: Mini) -> str:
    return built.page("deep/facts")


def test_the_figure_has_its_number_its_words_and_its_name(html: str) -> None:
    page = Page(html)
    assert page.all("figure", id="fig-line", class_="figure")
    [drawing] = page.all("svg", class_="figure-svg")
    assert drawing["role"] == "img"
    assert drawing["aria-label"] == "Text with “quotes”, <angles> & more."
    caption = re.search("<figcaption>(.*?)</figcaption>", html, re.DOTALL)
    assert caption and text_of(caption[1]).strip().startswith("Figure 2.1 The slope is 3.0 and")
    assert "A second paragraph." in caption[1]


def test_the_drawing_takes_its_room_before_it_is_shown(html: str) -> None:
    [drawing] = Page(html).all("svg", class_="figure-svg")
    assert int(drawing["width"]) > 100 and int(drawing["height"]) > 100
    _, _, width, height = map(float, drawing["viewbox"].split())
    assert int(drawing["width"]) / int(drawing["height"]) == pytest.approx(width / height, rel=0.01)


def test_colours_are_variables_and_the_paper_is_not_painted(html: str) -> None:
    drawing = html[html.index('<svg class="figure-svg"') :]
    drawing = drawing[: drawing.index("</svg>")]
    assert "var(--fig-curve-1)" in drawing and "var(--fig-ink)" in drawing
    assert not re.findall("#[0-9a-f]{6}", drawing)
    assert "var(--fig-paper)" not in drawing  # it would be a white ground in the dark scheme's colour


def test_the_style_sheet_gives_each_colour_two_values(built: Mini) -> None:
    sheet = (built.root / "site/assets/engine.css").read_text()
    assert ":root{" in sheet and "--fig-curve-1:#2169b1" in sheet and "--fig-ink:#102030" in sheet
    assert '@media screen{[data-md-color-scheme="slate"]{' in sheet and "--fig-curve-1:#76b4f2" in sheet
    assert "assets/engine.css" in built.page()


def test_each_download_exists_and_is_what_was_drawn(built: Mini, html: str) -> None:
    files = built.files("line")
    for suffix in ("svg", "pdf", "png", "csv"):
        assert Page(html).all("a", href=f"../assets/figures/line.{suffix}", download="")
        assert (built.root / f"site/assets/figures/line.{suffix}").read_bytes() == files[suffix]
    assert files["svg"].startswith(b"<?xml") and files["pdf"].startswith(b"%PDF") and files["png"][1:4] == b"PNG"


def test_the_source_is_one_click_away_and_the_command_is_told(built: Mini, html: str) -> None:
    assert Page(html).all("a", href="../assets/figures/line.py")
    assert (built.root / "site/assets/figures/line.py").read_bytes() == (built.root / "figures/line.py").read_bytes()
    assert "<code>python -m figures line</code>" in html
    assert ">figures/line.py</a>" in html


def test_the_numbers_come_back_in_full(built: Mini) -> None:
    head, *rows = (built.root / "site/assets/figures/line.csv").read_text().splitlines()
    assert head == "x,y"
    assert [tuple(map(float, row.split(","))) for row in rows] == [(x / 4, 3 * x / 4) for x in range(5)]


def test_facts_are_written_with_their_format_and_a_true_minus(html: str) -> None:
    text = text_of(html)
    assert "Plain 3.0, formatted 3.00, nested −0.25, text up-hill, percent 12.5%, 3, " in text
    assert "{{ line.slope | .1f }} in code." in text
    assert "<em>3</em>" in html


def test_facts_and_references_work_in_tables_and_not_in_code(html: str) -> None:
    assert "<td>3.0</td>" in html and '<td><a href="#fig-line">Figure 2.1</a></td>' in html
    assert "{{ line.slope | .1f }} @fig:line\n/// figure | line" in html


def test_references_find_figures_and_equations_across_pages(built: Mini, html: str) -> None:
    assert '<a href="#fig-line">Figure 2.1</a>, <a href="../two.html#fig-dot">Figure 1.1</a>' in html
    assert "me@fig.org or a@fig:line" in html
    home = built.page()
    assert '<a href="deep/facts.html#fig-line">Figure 2.1</a>' in home
    assert '<a href="deep/facts.html#eq-solution">(2.1)</a>' in home


def test_no_id_occurs_twice(built: Mini) -> None:
    for page in built.root.glob("site/**/*.html"):
        identities = [attributes["id"] for _, attributes in Page(page.read_text()).tags if "id" in attributes]
        assert len(identities) == len(set(identities)), page


def test_source_code_is_included_by_name(html: str) -> None:
    text = re.sub("<[^>]+>", "", html)
    assert "SLOPE: float = 3.0\n\n\ndef double(x):\n    return 2 * x\n" in text
    assert "X = 1" not in text and "--8<--" not in text
    assert "figures/shared.py" in text


def test_definitions_come_with_their_decorators_in_the_order_asked_for(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "A = 1\n\n@cache\ndef f():\n    # why\n    return 1\n\nclass C:\n    x = 1\n\nB: int = 2\nD = E = 3\n"
    )
    assert definitions(module, ["f"]) == ["@cache", "def f():", "    # why", "    return 1"]
    assert definitions(module, ["C", "A"]) == ["class C:", "    x = 1", "", "", "A = 1"]
    assert definitions(module, ["B"]) == ["B: int = 2"] and definitions(module, ["E"]) == ["D = E = 3"]
    with pytest.raises(KeyError, match="x"):
        definitions(module, ["x"])


def test_pages_count_as_chapters_and_the_home_page_as_none(project: Mini) -> None:
    book = read_book(project.root / "docs", ["index.md", "two.md"])
    assert book.figures == {"line": ("index.md", "0.1"), "dot": ("two.md", "1.1")}
    book = read_book(project.root / "docs", ["two.md", "index.md"])
    assert book.figures == {"dot": ("two.md", "1.1"), "line": ("index.md", "2.1")}


def test_pages_outside_the_navigation_follow_as_mkdocs_orders_them(tmp_path: Path) -> None:
    for path in ("b/x.md", "a/z.md", "a/index.md", "z.md", "index.md", "c.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("")
    assert list(read_book(tmp_path, ["z.md"]).pages) == ["z.md", "index.md", "c.md", "a/index.md", "a/z.md", "b/x.md"]


def render(project: Mini, text: str) -> str:
    """A text through plain Python-Markdown."""
    extensions = [makeExtension(str(project.root)), "pymdownx.arithmatex", "pymdownx.superfences"]
    settings = {"pymdownx.arithmatex": {"generic": True}}
    return markdown.markdown(text, extensions=extensions, extension_configs=settings)


def test_facts_stand_in_formulas_as_tex(built: Mini) -> None:
    html = render(built, r"$\alpha = {{ line.deep.er | .1f }}$ and $p = {{ line.share | .1% }}$")
    assert r"\alpha = -0.2" in html and r"p = 12.5\%" in html


def test_a_labelled_formula_is_an_anchor(built: Mini) -> None:
    assert 'id="eq-solution"' in render(built, r"$$ x = 1 \label{solution} $$")


def test_plain_markdown_embeds_a_figure_without_a_site_generator(built: Mini) -> None:
    page = "/// figure | dot\n    alt: A dot.\nNothing *moves*.\n///\n"
    html = render(built, page)
    assert Page(html).all("svg", class_="figure-svg", aria_label="A dot.") or 'aria-label="A dot."' in html
    assert "Nothing <em>moves</em>." in html and "assets/figures/dot.svg" in html


def test_python_markdown_converts_a_page_from_the_command_line(built: Mini) -> None:
    done = built.run("markdown", "-x", "figures.engine.pages.plain", "docs/two.md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("<svg") == 1 and "Nothing moves." in done.stdout


def test_plain_markdown_knows_which_page_it_writes(built: Mini) -> None:
    text = (built.root / "docs/deep/facts.md").read_text().split("---\n", 2)[2]
    html = render(built, text)
    assert 'href="../two.md#fig-dot"' in html and 'href="#fig-line"' in html
    assert 'href="../assets/figures/line.csv"' in html


def test_plain_markdown_raises_what_is_wrong_with_the_page(built: Mini) -> None:
    with pytest.raises(FigureError) as caught:
        render(built, "{{ line.slop }} @fig:dott\n")
    assert [fault.message for fault in caught.value.faults] == [
        "unknown fact of line: 'slop'; did you mean slope?",
        "unknown embedded figure 'dott'; did you mean dot?",
    ]


def test_plain_markdown_says_what_was_never_drawn(project: Mini) -> None:
    html = render(project, "/// figure | dot\n    alt: A dot.\nNothing moves.\n///\n")
    assert "it has not been drawn yet; run python -m figures dot" in html


def test_the_extension_may_be_used_with_a_state_of_ones_own(ready: Mini) -> None:
    state = ready.refresh()
    embedding = Embedding(ready.project, state, read_book(ready.root / "docs"))
    html = markdown.markdown("/// figure | dot\n    alt: A.\nB.\n///", extensions=[PlainExtension(embedding)])
    assert "<svg" in html
    offered = {f"assets/figures/dot.{suffix}" for suffix in ("svg", "pdf", "png", "py")}
    assert set(Placing(embedding).downloads()) == offered


READS_A_WORD = """
    from pathlib import Path


    def draw():
        figure = Figure()
        figure.text(0.5, 0.5, Path(__file__).with_name("word.txt").read_text())
        return figure
"""


def test_a_page_shows_the_drawing_of_what_a_file_of_data_holds_now(ready: Mini) -> None:
    ready.script("told", READS_A_WORD)
    ready.edit("docs/two.md", "figure | dot", "figure | told")
    for word in ("before", "after"):
        ready.write("figures/word.txt", word)
        embedding = Embedding(ready.project, ready.refresh("told"), read_book(ready.root / "docs"))
        html = markdown.markdown("/// figure | told\n    alt: A.\nB.\n///", extensions=[PlainExtension(embedding)])
        assert f">{word}</text>" in html


def test_infinity_has_its_sign() -> None:
    assert written(math.inf, ".1f") == "∞" and written(-math.inf, "") == "−∞"
    assert written(math.inf, "", tex=True) == r"\infty"


def test_a_whole_number_too_large_for_a_format_is_told(ready: Mini) -> None:
    embedding = Embedding(ready.project, ready.look(), read_book(ready.root / "docs"))
    embedding.entries["line"].facts["huge"] = 10**400
    assert "cannot be written with the format '.1f'" in embedding.fact("line.huge", ".1f")


@pytest.mark.parametrize(
    ("value", "spec", "tex"),
    [
        (1e-30, "", r"1 \cdot 10^{-30}"),
        (-2.5e16, ".1e", r"-2.5 \cdot 10^{16}"),
        (1.0, ".0e", r"1 \cdot 10^{0}"),
        (0.25, "", "0.25"),
    ],
)
def test_a_power_of_ten_in_a_formula_is_one(value: float, spec: str, tex: str) -> None:
    assert written(value, spec, tex=True) == tex
