"""The PDF of a small book: tags, outline, page numbers, links, words on formulas, and the same bytes each time."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser

from figures.engine.press import chromium
from figures.engine.press.binding import Binding
from figures.engine.press.book import Book
from figures.engine.press.chromium import FIT, open_frame, print_all, print_one
from figures.engine.press.documents import Documents
from figures.engine.press.leaves import contents
from figures.engine.press.pdf import Printer, make_pdf
from figures.engine.project.faults import FigureError

Pdf = pikepdf.Pdf


@pytest.fixture(scope="module")
def printer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    """Prints in the browser that all tests share."""
    folder = tmp_path_factory.mktemp("printed")

    def printed(frame: str, documents: Sequence[str], column: int) -> list[bytes]:
        page = open_frame(browser, frame, column, folder)
        try:
            return [print_one(page, document) for document in documents]
        finally:
            page.close()

    return printed


@pytest.fixture(scope="module")
def data(book: Book, printer: Printer) -> bytes:
    return make_pdf(book, printer=printer)


@pytest.fixture(scope="module")
def pdf(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


def elements(pdf: Pdf) -> list[Any]:
    """All tags."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting.extend(element)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(element)
            waiting.append(element.get("/K", pikepdf.Array()))
    return found


def test_every_page_and_every_link_is_tagged_and_the_figure_says_what_is_seen(pdf: Pdf) -> None:
    tags = {str(element.S) for element in elements(pdf)}
    assert {"/Document", "/Part", "/H1", "/H2", "/P", "/Table", "/TH", "/Figure", "/Link", "/Caption"} <= tags
    assert "A line that rises." in {str(element.Alt) for element in elements(pdf) if "/Alt" in element}
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]
    asked = [page.StructParents for page in pdf.pages if "/StructParents" in page]
    asked += [link.StructParent for page in pdf.pages for link in page.get("/Annots", [])]
    assert len(asked) > 10 and set(asked) <= set(numbers) and len(numbers) == len(set(numbers))
    assert len(asked) == len(set(asked))
    assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en"
    named = {str(element.ID) for element in elements(pdf) if "/ID" in element}
    assert named == {str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]} != set()


def test_the_outline_holds_parts_chapters_and_sections(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        listed = [
            (entry.title, [(inner.title, [last.title for last in inner.children]) for inner in entry.children])
            for entry in outline.root
        ]
    assert listed == [
        ("Welcome", []),
        ("One", [("Lines", ["A wide table"]), ("Further", ["Far away"]), ("Solutions", [])]),
    ]


def test_every_link_within_the_book_leads_to_a_page_and_none_to_a_name(pdf: Pdf) -> None:
    pages = {page.objgen for page in pdf.pages}
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    inner = [link for link in links if "/A" not in link]
    assert len(inner) >= 10 and all(link.Dest[0].objgen in pages for link in inner)
    assert {str(link.A.URI) for link in links if "/A" in link} == {"https://example.org/"}


def test_the_contents_give_the_page_on_which_a_chapter_begins(book: Book, pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        part = outline.root[1]
        first = pdf.pages.index(pikepdf.Page(outline.root[0].destination[0]))
        begins = [pdf.pages.index(pikepdf.Page(entry.destination[0])) - first + 1 for entry in part.children]
    assert begins == sorted(set(begins)) and begins[0] == 3
    labels = list(pdf.Root.PageLabels.Nums)
    assert labels[::2] == [0, first] and str(labels[3].S) == "/D"
    listed = contents(book, {"index": 0, "part-one": 1, "part-lines": 2, "part-two": 3, "part-one--solutions": 4})
    assert 'Further</span><span class="dots"></span><span class="page">4</span>' in listed


def test_words_that_cannot_be_seen_lie_on_each_formula_and_its_drawing_stays(book: Book) -> None:
    documents = Documents(book, "A4")
    text = documents.frame() + "".join(documents.chapters())
    assert re.search(r'<span class="tex"><span class="tex-copy" style="font-size:[.\d]+em">w\^2</span><svg', text)
    assert '<path id="tI-1"' in text and "<math" not in text


def test_equal_books_are_equal_in_every_byte(book: Book, data: bytes, printer: Printer) -> None:
    assert make_pdf(book, printer=printer) == data


def test_the_date_is_that_of_the_edition_and_no_program_names_itself_with_a_version(book: Book, pdf: Pdf) -> None:
    assert str(pdf.docinfo["/CreationDate"]) == f"D:{book.date:%Y%m%d%H%M%S}Z"
    assert str(pdf.docinfo["/Title"]) == "A small book"


def test_chapters_in_which_nothing_stands_are_bound_too(printer: Printer) -> None:
    [data] = printer("<!doctype html><html><body><i></i></body></html>", [""], 500)
    assert "/StructTreeRoot" not in Pdf.open(BytesIO(data)).Root
    binding = Binding()
    binding.add(data)
    assert len(binding.pdf.pages) == 1


def test_what_is_wider_than_the_column_is_made_smaller(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 600, "height": 900})
    page.set_content(
        f"""<body style="margin:0"><div class="table"><table><td style="white-space:nowrap">{"wide " * 30}"""
    )
    width = "() => document.documentElement.scrollWidth"
    assert page.evaluate(width) > 900
    page.evaluate(FIT, ".table")
    assert page.evaluate(width) == 600
    page.close()


def test_without_chromium_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "_program", lambda: "/nowhere/chromium")
    with pytest.raises(FigureError, match="printing needs Chromium, and none starts here; on Debian: apt-get install"):
        print_all("", ["<p>"], 600)
