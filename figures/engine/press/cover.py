"""The cover of the EPUB as a picture: the title over the first figure of the book, in the project's typefaces."""

from io import BytesIO
from textwrap import wrap

import matplotlib.font_manager
import matplotlib.image
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from figures.engine.press.book import Book
from figures.engine.press.markup import classes
from figures.engine.project.faults import FigureError
from figures.engine.typefaces.chosen import Typefaces

INCHES = 8.0, 12.0  # at 200 dots an inch the 1600 × 2400 that shops ask for
DOTS = 200
INK, MUTED = "#1f2328", "#5b6470"


def first_figure(book: Book) -> str:
    """The name of the first figure, or ""."""
    for chapter in book.chapters:
        for element in chapter.body.iter("figure"):
            if "figure" in classes(element) and "--fig-" in element.get("id", ""):
                return element.get("id", "").partition("--fig-")[2]
    return ""


def cover_picture(book: Book) -> bytes:
    """A PNG; b"" if the site has no picture of the first figure."""
    place = book.site / "assets" / "figures" / f"{first_figure(book)}.png"
    if not place.is_file():
        return b""
    picture = matplotlib.image.imread(place)
    figure = Figure(INCHES, dpi=DOTS, facecolor="white")
    FigureCanvasAgg(figure)
    title = "\n".join(wrap(book.title, 16))
    figure.text(0.09, 0.9, title, size=54, va="top", color=INK, linespacing=1.1, font=_face(book, "text", 600))
    height, width = picture.shape[:2]
    share = 0.82 * INCHES[0] * height / width / INCHES[1]
    axes = figure.add_axes((0.09, 0.42 - share / 2, 0.82, share))
    axes.imshow(picture, interpolation="lanczos")
    axes.set_axis_off()
    figure.text(0.09, 0.07, book.author, size=13, color=MUTED, wrap=True, font=_face(book, "label", 400))
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def _face(book: Book, role: str, weight: int) -> FontProperties:
    try:
        faces = Typefaces(book.root).faces()
    except FigureError:
        faces = []
    file = next((face.file for face in faces if (face.role, face.weight, face.italic) == (role, weight, False)), None)
    return FontProperties(fname=file) if file else FontProperties()
