"""What was not understood ends a build, with the line and what to write; what is meant to be read passes."""

import re
import subprocess
from collections.abc import Callable

import pytest

from tests.engine.conftest import Mini, faults

EXTENSIONS = """  - tables
  - attr_list
  - footnotes
  - pymdownx.blocks.admonition: {types: [note, exercise]}
  - pymdownx.blocks.details: {types: [solution]}
"""
# What an author writes -> how the sentence about it begins.
BAD = {
    "Beside text $$ a = b $$ it is not read.": "“$$ a = b $$",
    "- one\n- two\n\n  $$ a = b\n  $$": "“$$ a = b”",
    "Close to text $$a=b$$ it is not.": "“$” would be read as it stands; a display formula needs a blank line",
    "> Quoted $$x$$": "“$” would",
    "- in a list $$x_1$$.": "“$” would",
    "Spaces $ x_1 $ within.": "“$ x_1 $ within.” would be read as it stands; a formula touches its dollar signs",
    "Spaces $x $ behind.": "“$x $",
    "```python\nx = 1\n``": "“`python” would be read as it stands; code stands between two equal rows of `",
    "[A link] (two.md) with a space.": "“] (two.md)",
    "See @Fig:line.": "“@Fig:line.” would be read as it stands; a reference is",
    "It is ~~struck~~ out.": "“~~struck~~ out.” would be read as it stands; the Markdown of this site has no such sign",
    "It is ==marked== here.": "“==marked==",
    "Water is H~2~O.": "“H~2~O.”",
    "A smile :smile: here.": "“:smile:",
    "Press ++ctrl+a++ now.": "“++ctrl+a++",
    "See [[another page]].": "“[[another page]]",
    "- [ ] to do": "“[ ] to do”",
    "*[HTML]: Hyper Text": "“*[HTML]: Hyper Text”",
    "<<<<<<< HEAD\none": "“<<<<<<< HEAD” would be read as it stands; Git left",
    "Five&nbsp cells.": "“&nbsp cells.” would be read as it stands; write the character itself",
    'Within <b title="{{ line.slope }}">bold</b> text.': "“{{ line.slope }}” would",
    "Escaped \\{{ line.slope }} by half.": "“}} by half.” would be read as it stands; a fact is written",
    "A line\\\nand the next.": "“\\” would be read as it stands; a line ends with two spaces",
    "### A heading {#name": "“{#name",
    "For a<b and c>d it holds.": "“<b and c>d it holds.” would be read as it stands; a browser would take",
    "A vector<int> there.": "“<int>",
    "A sign \x1b[31m here.": "“\\x1b[31m here.” would be read as it stands; this character",
    "/// danger | Care\nText.\n///": "“/// danger | Care” would be read as it stands; unknown block 'danger'; did",
    "/// exercize | Care\nText.\n///": "“/// exercize | Care” would be read as it stands; unknown block 'exercize'",
    "/// admonition | Care\n    typo: note\nText.\n///": "“/// admonition | Care” would be read as it stands;",
    "/// admonition | Care\n    type: [\nText.\n///": "“/// admonition | Care” would be read as it stands;",
    "/// figure dot\n    alt: A.\nText.\n///": "“/// figure dot” would be read as it stands; this block",
    "!!! note\n    Text.": "“!!! note” would be read as it stands; a block is written between",
    "> [!NOTE]\n> Text.": "“[!NOTE]” would be read as it stands; a block is written between",
    ":::{note}\nText.\n:::": "“:::{note}” would",
    ".. note::\n\n   Text.": "“.. note::” would",
    "It is $x^2 and no more.": "“$x^2 and no more.” would be read as it stands; a formula ends with a dollar sign",
    "A weight $w_i of it, a\nloss.": "“$w_i of it, a” would be read as it stands; a formula ends with a dollar sign",
    "<p>/// figure | dot</p>": "“/// figure | dot” would be read as it stands; a block begins on a line of its own",
    '??? note "More"\n    Text.': "“??? note",
    "::: note\nText.\n:::": "“::: note” would",
    '=== "Tab"\n\n    Text.': "“===",
    "A fact {{ line.slope here.": "“{{ line.slope here.” would be read as it stands; a fact is written in one piece",
    "A fact {{ line.slope }\n} here.": "“{{ line.slope }” would",
    '<div title="{{ line.slope }}">Text.</div>': "“{{ line.slope }}” would",
    "<p>Raw {{ line.slope }}</p>": "“{{ line.slope }}” would",
    "<img src='' alt='{{ line.slope }}'>": "“{{ line.slope }}” would",
    "A comment <!-- that has no end": "“<!-- that has no end” would be read as it stands; a comment ends with -->",
    "<![CDATA[data]]>": "“![CDATA[data]]>” would be read as it stands;",
    "A <b>word in bold": "“<b>” would spoil the page; it is never closed; write </b>",
    "A word </span> of nothing": "“</span>” would spoil the page; no <span> is open here; delete it",
    "See @tab:one there.": "“@tab:one there.” would be read as it stands; a reference is",
    "A table\n|a|b|\n|-|\n|1|2|": "“|-|” would be read as it stands; a table",
    "/// figure |\n    alt: A.\nText.\n///": "“/// figure |” would be read as it stands; this block",
    "See @fig:1first and more.": "“@fig:1first and more.” would be read as it stands; a reference is",
    "See @eq:2 and more.": "“@eq:2 and more.” would",
    "<p>See @fig:line</p>": "“@fig:line” would",
    "Text --8<-- figures/shared.py:SLOPE": "“--8<-- figures/shared.py:SLOPE” would",
    "--8<-- figures/shared.py": "“--8<-- figures/shared.py” would",
    "<p>Raw $x^2$ here</p>": "“$x^2$ here” would",
    "<p>Raw \\(x\\) here</p>": "“\\(x\\) here” would",
    "Text \\begin{aligned} a \\end{aligned}": "“\\begin{aligned}",
    "The rate \\alpha is small.": "“\\alpha is small.” would be read as it stands; TeX is read between",
    "A footnote[^nothing] here.": "“[^nothing] here.” would be read as it stands; a footnote",
    "A link, and [text](two.md one.": "“](two.md one.” would be read as it stands; a link",
    "A [text][nowhere] link.": "“][nowhere] link.” would",
    "Bold **text begins.": "“**text begins.” would be read as it stands; bold",
    "Code `begins here.": "“`begins here.” would be read as it stands; code",
    "~~~ python": "“~~~ python” would",
    "Words {: .wide} and {#name} more.": "“{: .wide}",
    "A table\n| a | b |\n|---|---|\n| 1 | 2 |": "“|---|---|” would be read as it stands; a table",
    "A list\n- one\n- two": "“- one” would be read as it stands; a list",
    "A list\n1. one\n2. two": "“1. one” would be read as it stands; a list",
    "![A picture of the loss $L$](x.svg)": "“$L$” would be read as it stands; no formula can stand here",
}
GOOD = r"""# Good

<div markdown hidden class="a b" data-x='y' style="color: red">Bold</div>
<details open><summary>a</summary></details>

The list [[1, 2], [3, 4]], at 10:30:45 or a:b:c, x ~ N(0, 1), ~5, A~B; if a < b and c > d, a == b or a<=b, AT&T,
Q&A; i++ and j++ + 1; "R&D"; 3 <4> 5; the operator `<<<<<<< x`; costs $ 5 and $ 6; a [note]
(see there).

It costs $5 and x_1, or $HOME_DIR; a sign.. note:: and so on [!] [!a b].

A comment <!-- with {{ nothing }}, @fig:nothing, $\bad$ and `code` --> in a line, and `<!-- {{ x }} -->`.

It costs $5 and $6, or US$7 = A$10; 3 * 4 * 5 and 2 ** 3; a_b_c, __init__ is `__init__`, `**kwargs`, `{{ x }}`.
Escaped: \{\{ line.slope \}\}.
Escaped: \$x^2\$, \*\*bold\*\*, \`code\`, \{\{ and \[^1\]. A footnote[^1], {braces}, [brackets], (a) [b] [c].
Formulas $\frac{1}{2}$, $a_b$ and $\{x\}$; a link to <https://example.org/a///b>, [two](two.md);
file:///tmp, me@fig:line.

[^1]: The text of the footnote, with $x$.

$$ a = b $$

- one

    $$ c = d $$

- two: $$ e = f $$ is no good, said `$$ e = f $$`

| $|y - t|$ | cost | code |
|---|---|---|
| $|a| + \lVert b \rVert$ and {{ line.slope | .1f }} | $5 | `$a|b$` |

<!--
/// figure | dot
///
{{ nothing }} @fig:nothing
-->

```text
/// danger | {{ x }} @fig:x $$ [^x] ** ](
```

/// admonition | Note
    type: note
A *block* with **bold** text -- and a {#name} said in words.
///
""".replace("- two: $$ e = f $$ is no good, said `$$ e = f $$`", "- two").replace(" and a {#name} said in words", "")


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]]:
    """A page with all of it at once, and a good one; the line on which each begins."""
    project = make_project("leftovers")
    project.edit("mkdocs.yml", "  - tables\n", EXTENSIONS)
    lines, where = ["# Zoo", ""], {}
    for text in BAD:
        where[text] = len(lines) + 1
        lines += [*text.split("\n"), "", "Words.", ""]
    project.write("docs/zoo.md", "\n".join(lines))
    (project.root / "docs/good.md").write_text(GOOD)
    return project, where, project.build("--strict")


Built = tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(("text", "sentence"), BAD.items(), ids=list(BAD))
def test_what_was_not_understood_is_told_at_its_line(built: Built, text: str, sentence: str) -> None:
    _, where, result = built
    lines = range(where[text], where[text] + text.count("\n") + 1)
    said = [one for one in faults(result.stderr) if int(re.search(r"zoo.md:?(\d*)", one)[1] or 0) in lines]
    assert len(said) == 1 and said[0].partition(": ")[2].startswith(sentence), said or result.stderr


def test_a_page_that_is_not_utf_8_or_has_bad_front_matter_is_told_with_its_line(ready: Mini) -> None:
    (ready.root / "docs/latin.md").write_bytes("# Latin\n\nA caf\u00e9.\n".encode("latin-1"))
    ready.write("docs/yaml.md", "---\ntitle: Fine\ndescription: a: b\n---\n\n# Yaml\n")
    ready.write("docs/zodiac.md", "---\nfrom: 2026-13-01\n---\n\n# Zodiac\n")
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert faults(result.stderr) == [
        "docs/latin.md:3: byte 0xe9 in column 6 is not UTF-8; save the file in UTF-8",
        "docs/yaml.md:3: its front matter is no YAML: mapping values are not allowed in this context; write a text "
        "that holds a colon or quotation mark between quotation marks",
        "docs/zodiac.md:1: its front matter is no YAML: month must be in 1..12; write a text "
        "that holds a colon or quotation mark between quotation marks",
    ]


def test_a_figure_in_a_comment_is_no_figure(ready: Mini) -> None:
    ready.edit("docs/two.md", "# Two", "# Two\n\n<!--\n/// figure | line\n    wrong: option\n\n///\n-->")
    assert ready.build("--strict").returncode == 0
    assert "Figure 1.1" in ready.page("two") and "Figure 0.1" in ready.page("two")


def test_a_line_that_ends_no_block_is_told(ready: Mini) -> None:
    ready.edit("docs/two.md", "# Two", "# Two\n\nWords.\n\n///\n")
    result = ready.build("--strict")
    assert result.returncode == 1
    assert faults(result.stderr) == [
        "docs/two.md:6: “///” would be read as it stands; it ends no block: each has one "
        "such line, with as many slashes as its first"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "/// figure | line\n    alt: A.\nText.\n\nMore.",
            "2: this block of the kind figure is never closed; write /// be",
        ),
        (
            "/// admonition | One\nText.\n\n//// admonition | Two\nMore.\n///",
            "5: this block of the kind admonition is never closed; write //// behind it",
        ),
        (
            "> /// figure | line\n>     alt: A.\n> Text.\n> ///",
            "2: figure line has no number here; write its block on l",
        ),
        ("$$ x \\label{a b} $$", "2: a formula cannot be labelled 'a b'; take letters, digits, _ and -, so that @eq:n"),
        ("$$ x \\eqref{square} $$", r"2: formula “x \eqref{square}”: \eqref finds no label here; write @eq:name in t"),
        ("It is $\\undefined{x}$ here.", r"2: formula “\undefined{x}”: Undefined control sequence \undefined"),
        (
            "A [link to <https://example.org> there](two.md).",
            '2: “<a href="https://example.org">” would spoil the page; ',
        ),
        ('<div class="clear"/>\n\nText.', '2: “<div class="clear"/>” would spoil the page; it is never closed'),
        ("$$ x \\label{twice} $$\n\n$$ y \\label{twice} $$", "4: label twice stands already on docs/zoo.md"),
        (
            "/// figure | line\n    alt: A.\nText.\n///\n\n> /// figure | line\n>     alt: A.\n> Text.\n> ///",
            "2: figure line has no number here; write its block on l",
        ),
        (
            "/// answer | line.slope\n    within: 1\nHow?\n///\n\n"
            "/// answer | line.word\n    choices: {up-hill: yes, down: no}\nWhich?\n///",
            "7: an answer box cannot be read; its options are",
        ),
        ("<p id='same'>A</p>\n\n<p id=same>B</p>", "2: “same” would spoil the page; this id stands twice on the page"),
        ("Words.\n\nA [link]() there.", '4: “<a href="">” would spoil the page; it has no address; write one'),
        ("![A picture.]()", '2: “<img alt="A picture." src="" />” would spoil the page; it has no address; write one'),
        ("# One {#same}\n\n# Two {#same}", "2: “same” would spoil the page; this id stands twice on the page, and lin"),
    ],
)
def test_each_mistake_is_told_once(ready: Mini, text: str, said: str) -> None:
    ready.edit("mkdocs.yml", "  - tables\n", EXTENSIONS)
    for name in ("index", "two"):
        ready.write(f"docs/{name}.md", "# Hello\n")
    (ready.root / "docs/zoo.md").write_text(f"\n{text}\n")
    result = ready.build("--strict")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    [fault] = faults(result.stderr)
    assert fault.startswith(f"docs/zoo.md:{said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: Mine\n\n# Zoo\n", "1: its front matter has no end; write --- on a line of its own behind it"),
        (
            "\n---\ntitle: Zoo\n---\n\n# Zoo\n",
            "2: this would be read as text; front matter begins on the first line with",
        ),
        (
            "+++\ntitle = 'Zoo'\n+++\n\n# Zoo\n",
            "1: this would be read as text; front matter begins on the first line wi",
        ),
        ("---\na: 1\ntitle: [Zoo]\n---\n\n# Zoo\n", "3: its title is ['Zoo']; expected text, between quotation marks"),
        ("---\ndescription: Yes\n---\n\n# Zoo\n", "2: its description is True; expected text, between quotation marks"),
        ("---\ntitle: &a [*a]\n---\n\n# Zoo\n", "2: its title is [[...]]; expected text, between quotation marks"),
        ("# Zoo\n\nA b\0c.\n", "3: byte 0x00 is no character of a text; delete it, or save the file in UTF-8"),
        ("---\n- one\n---\n\n# Zoo\n", "2: its front matter is no list of settings; write each as name: value"),
    ],
)
def test_front_matter_that_is_none_is_told(ready: Mini, text: str, said: str) -> None:
    (ready.root / "docs/zoo.md").write_text(text)
    result = ready.build("--strict")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert any(each.startswith(f"docs/zoo.md:{said}") for each in faults(result.stderr))


def test_the_description_of_a_page_is_read_too(ready: Mini) -> None:
    ready.edit("mkdocs.yml", "name: mkdocs,", "name: mkdocs, custom_dir: over,")
    meta = '<meta name="description" content="{{ page.meta.description }}">'
    ready.write("over/main.html", '{% extends "base.html" %}{% block htmltitle %}' + meta + "{% endblock %}")
    ready.write("docs/zoo.md", "---\ndescription: It is {{ line.slope }} steep.\n---\n\n# Zoo\n")
    result = ready.build("--strict")
    assert result.returncode == 1
    [fault] = faults(result.stderr)
    assert fault.startswith("docs/zoo.md:2: “{{ line.slope }} steep” would be read as it stands; a fact is written")


def test_a_figure_in_a_quotation_has_no_number_though_it_stands_elsewhere_too(ready: Mini) -> None:
    ready.write("docs/zoo.md", "# Zoo\n\n> /// figure | line\n>     alt: A.\n> Text.\n> ///\n")
    result = ready.build("--strict")
    assert result.returncode == 1
    assert [fault[:40] for fault in faults(result.stderr)] == ["docs/zoo.md:3: figure line has no number"]


def test_what_looks_like_a_mistake_and_is_none_is_not_told(ready: Mini) -> None:
    text = "---\nBetween two lines.\n---\n\n<a href=https://example.org/>There</a>\n\nWrite `\\label{eq:loss}`.\n"
    (ready.root / "docs/zoo.md").write_text(text)
    result = ready.build("--strict")
    assert result.returncode == 0, result.stderr


def test_the_words_of_a_fault_are_not_taken_for_the_page(ready: Mini) -> None:
    ready.edit("figures/dot.py", "return figure", 'raise ValueError("$x_1$ {{ y }} <b> [^1]")')
    result = ready.build("--strict")
    assert len(faults(result.stderr)) == 1


def test_two_display_formulas_without_a_blank_line_between_are_told(ready: Mini) -> None:
    ready.edit("docs/two.md", "# Two", "# Two\n\n$$\na\n$$\n$$\nb\n$$")
    assert "a dollar sign stands within it; between two display formulas" in ready.build("--strict").stderr


def test_a_figure_counts_however_its_block_is_written(ready: Mini) -> None:
    ready.edit("docs/two.md", "/// figure | dot", "/// Figure | line")
    assert faults(ready.build("--strict").stderr)[0].startswith("docs/two.md:4: figure line stands already on docs/ind")


def test_what_is_meant_to_be_read_passes(built: Built) -> None:
    assert "good.md" not in built[2].stderr
    assert built[2].returncode == 1 and "Traceback" not in built[2].stderr
