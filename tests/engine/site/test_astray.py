"""Addresses in the HTML of pages: those that lead nowhere are told, with what to write, and all others pass."""

import re
import subprocess
from collections.abc import Callable

import pytest

from figures.engine.pages.addresses import addresses
from tests.engine.conftest import Mini

# What an author writes -> the address that is told of, and what to do.
BAD = {
    '<a href="nothing.md">a</a>': ("nothing.md", "mend it, or delete it"),
    'In a line <a href="two.md">a</a>.': ("two.md", "write “../two/” in HTML, or [text](two.md) in Markdown"),
    '<p><a href="two.md?x=1#there">a</a></p>': (
        *("two.md?x=1#there", "write “../two/?x=1#there” in HTML, or [text](two.md?x=1#there) in Markdown"),
    ),
    '<img src="../missing.png" alt="A.">': ("../missing.png", "mend it, or delete it"),
    "<img alt=A. src = 'seen.svg'>": ("seen.svg", "write “../seen.svg” in HTML"),
    '<img alt="A." src="../seen.svg" srcset="../seen.svg 1x, two-times.svg 2x">': ("two-times.svg", "mend it"),
    '<video poster="still.png" controls></video>': ("still.png", "mend it"),
    '<object data="drawing.svg"></object>': ("drawing.svg", "mend it"),
    '<script src="none.js"></script>': ("none.js", "mend it"),
    '<div markdown="1">\n\nSee <a href="inner.md">a</a>.\n\n</div>': ("inner.md", "mend it"),
    '<section markdown="1">\n<iframe src="frame.html"></iframe>\n</section>': ("frame.html", "mend it"),
    '- a list\n\n    <a href="listed.html">a</a>': ("listed.html", "mend it"),
    '<svg width="1" height="1"><image href="pixels.png"/></svg>': ("pixels.png", "mend it"),
    "<a href='a%20b&amp;c.html'>a</a>": ("a%20b&c.html", "mend it"),
    '<a href="folder">a</a>': ("folder", "mend it"),
}
GOOD = """# Good

<a href="../two/">a</a> <a href="../two/index.html#there">a</a> <a href="../two">a</a> <a href="../">a</a>
<a href="#there">a</a> <a href="?x=1">a</a> <a href="mailto:a@b.c">a</a> <a href="/absolute">a</a>
<a href="https://example.org/a.md">a</a> <a href="//example.org/a.md">a</a> <a href="tel:123">a</a>
<img src="../seen.svg" alt="A." srcset="../seen.svg 1x, ../seen.svg?v=2 2x">
<img src="data:image/gif;base64,R0lGOD" alt="">
<a href="../assets/engine.css">a</a> <a href="../assets/figures/dot.py">a</a> <a href="../of-a-hook.txt">a</a>
<a href="../a%20b.txt">a</a> [two](two.md) ![A.](seen.svg) `<a href="code.md">`

```html
<a href="nothing.md">a</a>
```

<!-- <a href="nothing.md">a</a> -->

<template><a href="nothing.md">a</a></template>

<script>const text = '<a href="nothing.md">';</script>
"""
HOOK = (
    "from pathlib import Path\n\n\n"
    "def on_post_build(config):\n    Path(config.site_dir, 'of-a-hook.txt').write_text('here')\n"
)


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> tuple[Mini, dict[str, int], list[subprocess.CompletedProcess[str]]]:
    """A page with all of it, and a good one; the line on which each begins; two builds, the second from memory."""
    project = make_project("astray")
    project.edit("mkdocs.yml", "use_directory_urls: false", "use_directory_urls: true\nhooks: [hook.py]")
    project.edit("mkdocs.yml", "  - tables\n", "  - tables\n  - md_in_html\n")
    project.write("hook.py", HOOK)
    project.write("docs/seen.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    project.write("docs/a b.txt", "text")
    project.write("docs/good.md", GOOD)
    lines, where = ["# Zoo", ""], {}
    for text, (address, _) in BAD.items():
        lines += [*text.split("\n"), "", "Words.", ""]
        where[address] = next(number for number, line in enumerate(lines, 1) if address.replace("&", "&amp;") in line)
    project.write("docs/zoo.md", "\n".join(lines))
    return project, where, [project.build("--strict") for _ in range(2)]


@pytest.mark.parametrize("text", BAD)
def test_an_address_that_leads_nowhere_is_told_in_every_build(
    built: tuple[Mini, dict[str, int], list[subprocess.CompletedProcess[str]]], text: str
) -> None:
    _, where, results = built
    address, remedy = BAD[text]
    for result in results:
        [said] = re.findall(
            rf"(?:WARNING|INFO   ) -  docs/zoo.md:(\d+): the address “{re.escape(address)}” (.*)", result.stderr
        )
        assert int(said[0]) == where[address] and "leads to nothing on the site; " + remedy in said[1]


def test_nothing_else_is_told_and_a_strict_build_ends(
    built: tuple[Mini, dict[str, int], list[subprocess.CompletedProcess[str]]],
) -> None:
    project, where, results = built
    for result in results:
        assert result.returncode == 1 and "Traceback" not in result.stderr
        assert result.stderr.count("leads to nothing") == len(where), result.stderr
        assert not re.search(r"(?:WARNING|ERROR).*good\.md", result.stderr)
    assert not (project.root / "site").exists()


def test_it_is_as_strict_as_of_links_and_once_mended_all_is_well(
    built: tuple[Mini, dict[str, int], list[subprocess.CompletedProcess[str]]],
) -> None:
    project, *_ = built
    project.edit(
        "mkdocs.yml",
        "use_directory_urls: true",
        "use_directory_urls: true\nvalidation: {links: {not_found: info, unrecognized_links: ignore}}",
    )
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    assert "INFO    -  docs/zoo.md:3: the address “nothing.md”" in result.stderr and "“folder”" not in result.stderr
    (project.root / "docs/zoo.md").unlink()
    assert "leads to nothing" not in project.build("--strict").stderr
    (project.root / "docs/seen.svg").rename(project.root / "docs/unseen.svg")
    assert "docs/good.md:6: the address “../seen.svg” stands" in project.build().stderr


def test_what_a_cell_shows_is_looked_at(ready: Mini) -> None:
    ready.write(
        "docs/cells.py",
        "# %% [markdown]\n# # Cells\n\n# %%\nclass Link:\n    def _repr_html_(self):\n"
        '        return \'<a href="numbers.csv">a</a> <a href="two.html">b</a>\'\n\n\nLink()\n',
    )
    for _ in range(2):
        result = ready.build("--strict")
        assert result.returncode == 1 and result.stderr.count("leads to nothing") == 1, result.stderr
        assert "docs/cells.py:7: the address “numbers.csv” stands on the page as it is" in result.stderr


def test_addresses_are_found_however_html_is_written() -> None:
    html = "<IMG SRC=a.png ALT='<b href=\"x\">'><a\nhref='b.md' class=c>x</a>"
    html += "<textarea><a href=c></textarea><p>href='d'</p>"
    assert list(addresses(html)) == ["a.png", "b.md"]
    assert list(addresses('<source srcset="a.png, b.png 2x,c.png 100w"><a data="no" href="s3:x"><a href=" e f ">')) == [
        *("a.png", "b.png", "c.png", "e f")
    ]
