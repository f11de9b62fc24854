"""PDFs with the letters that are needed, in an order that no folder decides. In a drawing process only."""

import logging
import os
from types import SimpleNamespace
from typing import Any

from fontTools import subset
from matplotlib.backends import _backend_pdf_ps
from matplotlib.backends.backend_pdf import PdfFile

LAYOUT = ("GDEF", "GPOS", "GSUB")  # tables of a font


class Font(tuple[Any, ...]):
    """((file, part of it), name in the PDF): sorted by the file's name, wherever it lies."""

    def __lt__(self, other: Any) -> bool:
        return self._order() < Font(other)._order()

    def _order(self) -> tuple[str, int, str]:
        (file, part), name = self
        return os.path.basename(file), part, str(name)


class Fonts(dict[Any, Any]):
    """The fonts of a PDF. Matplotlib writes them sorted by their paths, and so by where project and libraries lie."""

    def items(self) -> Any:
        """As pairs that know their order."""
        return [Font(item) for item in super().items()]


def set_pdfs() -> None:
    """From now on, whatever draws a PDF in this process keeps to that."""
    if PdfFile.__init__.__module__ == __name__:
        return
    # Glyphs in a PDF are placed one by one: that text could be kerned or joined there is of no use, and dear to cut.
    shelf: Any = _backend_pdf_ps
    shelf.subset = SimpleNamespace(Options=subset.Options, Subsetter=subset.Subsetter, load_font=_load_font)
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # of the dates in Computer Modern's files
    begin: Any = PdfFile.__init__

    def begin_with_fonts(file: Any, *arguments: Any, **options: Any) -> None:
        begin(file, *arguments, **options)
        file._fontNames = Fonts()

    PdfFile.__init__ = begin_with_fonts  # type: ignore[assignment,method-assign]


def _load_font(*arguments: Any) -> Any:
    """Without its layout, which would be read to the last rule before it is dropped."""
    font = subset.load_font(*arguments)
    for table in LAYOUT:
        if table in font:
            del font[table]
    return font
