"""The command: python -m figures.engine.press pdf|epub|zip makes the book from the finished site."""

import argparse
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from figures.engine.press.book import Book, read_book
from figures.engine.project.disk import refusal
from figures.engine.project.faults import Fault, FigureError
from figures.engine.store.writes import write_atomically

FOLDER = Path("book")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m figures.engine.press", description="Makes the book from the site.")
    parser.add_argument("kinds", nargs="+", choices=["pdf", "letter", "epub", "zip"], help="pdf is A4")
    parser.add_argument("--site", type=Path, help="the finished site (default: where mkdocs.yml has it)")
    parser.add_argument("--out", type=Path, default=FOLDER, help=f"into this folder (default: {FOLDER})")
    options = parser.parse_args(arguments)
    try:
        book = read_book(Path.cwd(), options.site)
        for kind in options.kinds:
            begun = time.monotonic()
            place = options.out / file_name(book, kind)
            data = make(book, kind)
            write_atomically(place, data)
            print(f"{place}: {len(data) / 1e6:.1f} MB in {time.monotonic() - begun:.0f} s", file=sys.stderr)
    except FigureError as error:
        for fault in error.faults:
            print(f"error: {fault}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: {refusal(error)}", file=sys.stderr)
        return 1
    return 0


def file_name(book: Book, kind: str) -> str:
    """Neural networks, figure by figure: neural-networks-figure-by-figure-a4.pdf."""
    words = "-".join("".join(sign if sign.isalnum() else " " for sign in book.title.lower()).split())
    return words + {"pdf": "-a4.pdf", "letter": "-letter.pdf", "epub": ".epub", "zip": ".zip"}[kind]


def make(book: Book, kind: str) -> bytes:
    """The book in this form. Raises FigureError if it cannot be made here."""
    if kind == "epub":
        from figures.engine.press.epub import make_epub

        return make_epub(book)
    if kind == "zip":
        from figures.engine.press.archive import make_archive

        return make_archive(book.site, Path(file_name(book, kind)).stem)
    missing = [name for name in ("playwright", "pikepdf") if find_spec(name) is None]
    if missing:
        raise FigureError(Fault(f"a PDF needs {' and '.join(missing)}; pip install {' '.join(missing)}"))
    from figures.engine.press.pdf import make_pdf

    return make_pdf(book, "letter" if kind == "letter" else "A4")


if __name__ == "__main__":
    raise SystemExit(main())
