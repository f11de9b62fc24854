"""The pages of a site become chapters: nothing that acts, unique places, and solutions at the end of their part."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from figures.engine.press.book import Book, read_book
from figures.engine.press.chapters import read_parts
from figures.engine.press.documents import SHEET
from figures.engine.press.markup import parse, text_of, xhtml
from figures.engine.press.runs import in_runs
from figures.engine.project.faults import FigureError
from tests.engine.press.conftest import copy_small


def body(book: Book, name: str) -> str:
    return next(xhtml(chapter.body) for chapter in book.chapters if chapter.name == name)


def test_chapters_stand_in_the_order_of_the_pages_and_below_their_parts(book: Book) -> None:
    assert [(part.title, [chapter.title for chapter in part.chapters]) for part in book.parts] == [
        ("", ["Welcome"]),
        ("One", ["Lines", "Further"]),
    ]
    assert [chapter.number for chapter in book.chapters] == [0, 1, 2]


def test_nothing_that_acts_comes_to_paper_and_the_words_for_a_program_stand_in_its_place(book: Book) -> None:
    text = body(book, "part-lines")
    for gone in ("<form", "<nav", "<canvas", "headerlink", "Source", "data-fact", "<input", "no picture", "tex-glyphs"):
        assert gone not in text, gone
    assert '<p class="elsewhere">Here stands a program.</p>' in text
    assert "Slope 0.5." in text


def test_a_link_to_a_page_of_the_book_leads_to_its_place_and_one_to_nothing_becomes_words(book: Book) -> None:
    text = body(book, "part-lines")
    assert 'href="#part-two--far"' in text and 'href="https://example.org/"' in text
    assert "all figures" in text and "gallery" not in text
    assert '<a href="#part-lines">a place that is gone</a>' in text
    assert 'href="#part-lines--fig-line"' in body(book, "part-two")


def test_what_the_book_leaves_out_is_linked_to_where_the_site_is_published(root: Path) -> None:
    parts = read_parts(root / "site", "https://example.org/book/", ["gallery.html"])
    text = xhtml(parts[1].chapters[0].body)
    assert 'href="https://example.org/book/gallery.html"' in text
    assert 'It is at <a href="https://example.org/book/part/lines.html">' in text


def test_solutions_stand_at_the_end_of_their_part_and_are_linked_both_ways(book: Book) -> None:
    section = book.parts[1].solutions
    assert section is not None and book.parts[0].solutions is None
    text, chapter = xhtml(section), body(book, "part-lines")
    assert "one half" in text and "one half" not in chapter
    assert 'href="#part-lines--exercise-1--solution">Solution' in chapter
    assert 'id="part-lines--exercise-1--solution"' in text and 'href="#part-lines--exercise-1">Exercise 1</a>' in text
    assert 'href="#part-lines--half"' in body(book, "part-two") and 'id="part-lines--half"' in text


def test_no_place_has_the_name_of_another(book: Book) -> None:
    sections = [chapter.body for chapter in book.chapters] + [
        part.solutions for part in book.parts if part.solutions is not None
    ]
    places = [place for section in sections for place in re.findall(r'\sid="([^"]*)"', xhtml(section))]
    assert len(places) == len(set(places)) > 8


def test_a_formula_carries_its_reading(book: Book) -> None:
    assert '<span class="tex" title="w^2">' in body(book, "part-lines")


def test_markup_comes_back_as_it_was_and_drawings_untouched() -> None:
    html = '<p>a &lt; b<br/><svg viewBox="0 0 1 1"><svg/><g clipPath="x"/></svg>c</p>'
    assert xhtml(parse(html, "page")[0]) == html.replace("<svg v", '<svg xmlns="http://www.w3.org/2000/svg" v')
    assert text_of(parse(html, "page")) == "a < bc"


def test_code_keeps_every_letter_and_its_colour_in_fewer_runs() -> None:
    code = (
        '<div class="highlight"><pre><code><span class="nd">@cut</span>\n'
        '<span class="k">def</span><span class="w"> </span>'
        '<span class="nf">f</span><span class="p">(</span><span class="bp">self</span><span class="p">)</span> '
        '<span class="o">-&gt;</span> <span class="n">x</span>:\n    <span class="k">pass</span>\n</code></pre></div>'
    )
    alike = {"kc": "k", "nd": "nf", "o": "c", "p": "c", "n": "", "w": "", "bp": ""}

    def letters(section: Element) -> list[tuple[str, str]]:
        (inner,) = section.iter("code")
        pieces = [("", inner.text or "")]
        for child in inner:
            pieces += [(child.get("class", ""), child.text or ""), ("", child.tail or "")]
        return [(alike.get(name, name), letter) for name, text in pieces for letter in text if letter.strip()]

    section = parse(code, "page")[0]
    before, spans, words = letters(section), len(section.findall(".//span")), text_of(section)
    in_runs(section, SHEET.read_text(encoding="utf-8"))
    assert letters(section) == before
    assert "".join(section.itertext()) == "@cut\ndef f(self) -> x:\n    pass\n" and text_of(section) == words
    assert (spans, len(section.findall(".//span"))) == (10, 6)


def test_a_tag_that_is_not_closed_is_named_with_its_page() -> None:
    with pytest.raises(FigureError, match=r"part/a.html: expected </em>, got </p>"):
        parse("<p><em>a</p>", "part/a.html")


def test_without_a_site_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "small")
    with pytest.raises(FigureError, match=r"there is no index\.html in .*; build the site first: mkdocs build"):
        read_book(root, tmp_path / "elsewhere")
