"""The book of a site in any theme, whatever its addresses: nothing is asked of a project but its pages."""

from base64 import b64encode
from pathlib import Path

import pytest

from figures.engine.press.book import read_book
from figures.engine.press.chapters import read_parts
from figures.engine.press.links import file_at
from figures.engine.press.markup import text_of
from figures.engine.project.faults import FigureError
from tests.engine.conftest import Mini

PIXEL = b"\x89PNG\r\n\x1a\n"
ORDER = ["index", "two", "part-one"]


@pytest.mark.parametrize("folders", ["true", "false"])
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_chapters_are_the_pages_in_the_order_of_the_navigation(ready: Mini, theme: str, folders: str) -> None:
    ready.edit(
        "mkdocs.yml", "theme: {name: mkdocs, highlightjs: false, include_homepage_in_sidebar: false}", f"theme: {theme}"
    )
    ready.edit("mkdocs.yml", "use_directory_urls: false", f"use_directory_urls: {folders}")
    text = (ready.root / "mkdocs.yml").read_text()
    left_out = "nav: [index.md, two.md, part/last.md, part/one.md]\nextra: {press: {leave_out: [part/last.md]}}\n"
    ready.write("mkdocs.yml", text + left_out)
    ready.write(
        "docs/part/one.md",
        "# One\n\nBack to [two](../two.md#two), to [the first](../index.md), to @fig:dot.\n\n"
        "![A dot](<a picture.png>)\n",
    )
    ready.write("docs/part/last.md", "# Last\n")
    (ready.root / "docs/part/a picture.png").write_bytes(PIXEL)
    result = ready.build("--strict")
    assert result.returncode == 0, result.stderr
    chapters = read_book(ready.root, ready.root / "site").chapters
    assert [chapter.name for chapter in chapters] == ORDER
    assert [chapter.title for chapter in chapters] == ["Hello", "Two", "One"]
    assert text_of(chapters[2].body) == "One Back to two, to the first, to Figure 1.1."
    assert [link.get("href") for link in chapters[2].body.iter("a")] == ["#two--two", "#index", "#two--fig-dot"]
    [picture] = chapters[2].body.iter("img")
    assert picture.get("src", "").partition(",")[::2] == ("data:image/png;base64", b64encode(PIXEL).decode())
    assert "The slope is 3.0." in text_of(chapters[0].body)


def test_a_page_whose_text_cannot_be_told_from_its_frame_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><body><h1>All</h1></body></html>")
    with pytest.raises(FigureError, match=r"^index\.html: expected an <article>, a <main> or an element with role="):
        read_parts(tmp_path)
    inner = '<div><div>1</div></div><p role="main">2</p>'
    for begin, end in (
        ("<main>", "</main>"),
        ('<div role="main">', "</div>"),
        ("<main><article>", "</article>3</main>"),
    ):
        (tmp_path / "index.html").write_text(f"<html><body><div>0</div>{begin}{inner}{end}</body></html>")
        [part] = read_parts(tmp_path)
        expected = "2" if begin == "<main>" else "12"
        assert text_of(part.chapters[0].body) == expected


@pytest.mark.parametrize(
    ("url", "href", "file"),
    [
        ("a/b/index.html", "../", "a/index.html"),
        ("a/b/index.html", "../c/", "a/c/index.html"),
        ("a/index.html", "..", "index.html"),
        ("a/index.html", ".", "a/index.html"),
        ("a/b.html", "../c.html", "c.html"),
        ("a/b.html", "d..", "a/d.."),
    ],
)
def test_the_file_of_a_folder_is_its_index(url: str, href: str, file: str) -> None:
    assert file_at(url, href) == file
