"""The whole site as a book: every page comes along, is well formed, and every link in it has its place."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from figures.engine.press.book import Book, read_book
from figures.engine.press.epub import make_epub
from tests.site.observed import PAGES
from tests.site.served import ROOT

XHTML = "{http://www.w3.org/1999/xhtml}"
LEFT_OUT = {"404.html", "reference/gallery.html"}  # the first is no page of the book, the second its figures again


@pytest.fixture(scope="module")
def book(site: Path) -> Book:
    return read_book(ROOT, site)


def test_every_page_of_the_site_is_a_chapter_and_stands_in_a_part_with_solutions(book: Book) -> None:
    assert {chapter.url for chapter in book.chapters} == set(PAGES) - LEFT_OUT
    assert all(chapter.title for chapter in book.chapters)
    assert [part.title for part in book.parts if part.solutions is None] == ["", "Reference"]
    assert {part.name for part in book.parts[1:]} == {
        f"part-{part.title.lower().replace(' ', '-')}" for part in book.parts[1:]
    }


def test_every_file_of_the_epub_is_xml_nothing_in_it_acts_and_every_link_has_its_place(book: Book) -> None:
    with ZipFile(BytesIO(make_epub(book))) as archive:
        trees = {
            name.removeprefix("book/"): ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
    places = {name: {element.get("id") for element in tree.iter()} for name, tree in trees.items()}
    lost = []
    for name, tree in trees.items():
        tags = {element.tag.removeprefix(XHTML) for element in tree.iter()}
        assert not tags & {"form", "button", "canvas", "input", "select", "details", "script", "iframe"}, name
        for link in tree.iter(f"{XHTML}a"):
            file, _, place = link.get("href", "").partition("#")
            if "://" not in file and place and place not in places.get(file or name, set()):
                lost.append((name, file, place))
    assert lost == []
