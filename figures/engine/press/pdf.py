"""The book as a PDF: printed by Chromium in several documents at a time, and bound."""

from collections.abc import Callable, Sequence

from figures.engine.press.binding import Binding, Heading, places_in
from figures.engine.press.book import Book
from figures.engine.press.chromium import print_all
from figures.engine.press.documents import PAPERS, Documents, headings

MARGINS = 50  # both, as in book.css
PIXELS = 96 / 25.4  # of CSS, in a millimetre

Printer = Callable[[str, Sequence[str], int], list[bytes]]


def make_pdf(book: Book, paper: str = "A4", printer: Printer = print_all) -> bytes:
    """The book on this paper. Equal sources and an equal Chromium give equal bytes. Raises FigureError."""
    column = round((PAPERS[paper][0] - MARGINS) * PIXELS)
    documents = Documents(book, paper)
    frame = documents.frame()
    printed = printer(frame, documents.chapters(), column)
    pages, count = places_in(printed)
    first, beside = printer(frame, [documents.first_pages(pages), documents.beside(pages, count)], column)
    binding = Binding()
    binding.add(first)
    roman = len(binding.pdf.pages)
    for document in printed:
        binding.add(document)
    binding.lay_over(beside, roman)
    about = {"Title": book.title, "Author": book.author, "Subject": book.description, "Creator": "figures.engine"}
    return binding.finish(_outline(book), roman, about, book.language, book.date)


def _outline(book: Book) -> list[Heading]:
    outline = []
    for part in book.parts:
        chapters = [
            Heading(chapter.title, chapter.name, [Heading(title, place) for place, title in headings(chapter.body)])
            for chapter in part.chapters
        ]
        if part.solutions is not None:
            chapters.append(Heading("Solutions", part.solutions.get("id", "")))
        outline += [Heading(part.title, part.name, chapters)] if part.title else chapters
    return outline
