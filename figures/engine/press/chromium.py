"""Chromium as a printer: documents of HTML become PDF, as many at a time as there are cores.

All of them have one frame: a page with the style sheets, the typefaces and what is drawn again and again. It is opened
once in each browser, and one document after another is set into it, so that nothing is read or laid out twice.
"""

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from figures.engine.project.faults import Fault, FigureError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"  # draws no window: two thirds of the time
MOST = 4  # browsers at a time
EACH = 2  # documents at least, since a browser takes as long to begin as it does for one
LOW = 8  # pixels of the window, of which nothing is looked at
PATIENCE = 300_000  # milliseconds for one document
MISSING = (
    "printing needs Chromium, and none starts here; on Debian: apt-get install chromium, elsewhere: "
    "python -m playwright install chromium"
)
TYPEFACES = "() => Promise.all([...document.fonts].map(face => face.load())).then(() => true)"
SET = """body => { while (document.body.children.length > 1) document.body.lastElementChild.remove();
  document.body.insertAdjacentHTML("beforeend", body); }"""
# What is wider than the column becomes smaller until it fits: paper does not scroll.
FIT = """selector => { for (const box of document.querySelectorAll(selector)) {
  const wide = Math.max(box.scrollWidth, box.firstElementChild?.scrollWidth ?? 0);
  if (wide > box.clientWidth + 1) box.style.zoom = Math.max(.4, box.clientWidth / wide - .005);
} }"""


def print_all(frame: str, documents: Sequence[str], column: int) -> list[bytes]:
    """Each document as a PDF, in order. `column` is how wide its text is, in CSS pixels. Raises FigureError."""
    waiting = sorted(range(len(documents)), key=lambda number: len(documents[number]))  # the longest is taken first
    printed: dict[int, bytes] = {}

    def work() -> None:
        from playwright.sync_api import Error, sync_playwright

        with sync_playwright() as playwright, TemporaryDirectory(prefix="press-") as folder:
            try:
                program = _program() or playwright.chromium.executable_path
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            except Error as error:
                raise FigureError(Fault(MISSING, detail=str(error))) from error
            try:
                page = open_frame(browser, frame, column, Path(folder))
                while waiting:
                    number = waiting.pop()
                    printed[number] = print_one(page, documents[number])
            except Error as error:
                raise FigureError(Fault(f"Chromium could not print: {error.message.splitlines()[0]}")) from error
            finally:
                browser.close()

    hands = max(1, min(os.cpu_count() or 1, len(documents) // EACH, MOST))
    with ThreadPoolExecutor(hands) as pool:
        for done in [pool.submit(work) for _ in range(hands)]:
            done.result()
    return [printed[number] for number in range(len(documents))]


def open_frame(browser: "Browser", frame: str, column: int, folder: Path) -> "Page":
    """The page for all documents, its typefaces loaded; the one element in it stays."""
    place = folder / "frame.html"
    place.write_text(frame, encoding="utf-8")
    page = browser.new_page(viewport={"width": column, "height": LOW})
    page.set_default_timeout(PATIENCE)
    page.emulate_media(media="print", color_scheme="light")
    page.goto(place.as_uri())
    page.evaluate(TYPEFACES)
    return page


def print_one(page: "Page", document: str) -> bytes:
    """One document, set into its frame."""
    page.evaluate(SET, document)
    page.evaluate(FIT, ".table, .tex-display, .notebook-output")
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=False)


def _program() -> str | None:
    """Chromium on the path; None for Playwright's own."""
    return next((program for name in (SHELL, *NAMES) if (program := shutil.which(name))), None)
