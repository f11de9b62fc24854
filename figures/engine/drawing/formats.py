"""A drawing in every format: SVG for files and, with the signs of origins and slots, for the page; PDF and PNG."""

import io
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from figures.engine.drawing.axes import let_stand
from figures.engine.drawing.job import Job
from figures.engine.drawing.labels import USED
from figures.engine.drawing.painting import Painting
from figures.engine.drawing.script import Drawn
from figures.engine.drawing.slots import placed, sign_slots
from figures.engine.project.faults import Fault, FigureError
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.typefaces.webfonts import with_faces

LARGEST = 1000  # kB of a drawing in its page, ten times what twenty curves take; a phone must paint it


def render(drawn: Drawn, job: Job, painting: Painting) -> tuple[dict[str, bytes], str]:
    """Each format by its suffix, and the raw SVG with its signs, which comes first: the others keep its layout."""
    unsign = sign_slots(drawn.figure) if drawn.controls else None
    raw = painting.of(drawn.figure)
    if unsign:
        unsign()
    files = {"svg": with_faces(painting.in_file(placed(raw, [])).encode(), Typefaces(Path(job.root)), USED)}
    if "pdf" in job.formats:
        unnamed = dict.fromkeys(("CreationDate", "Creator", "Producer"))
        files["pdf"] = _rendered(drawn.figure, "pdf", metadata=unnamed)
    if "png" in job.formats:
        files["png"] = _rendered(drawn.figure, "png", metadata={"Software": None})
    return files, raw


def _rendered(figure: Figure, suffix: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    let_stand(figure)  # with a layout, even one that rests, Matplotlib would draw everything twice
    figure.savefig(buffer, format=suffix, **options)
    return buffer.getvalue()


def weigh(drawing: str) -> None:
    """Raises FigureError for a drawing that would make its page slow."""
    if (size := len(drawing) / 1000) > LARGEST:
        raise FigureError(
            Fault(
                f"its drawing is {size:.0f} kB; at most {LARGEST} are put into a page, so draw fewer "
                "marks, or give those that are many rasterized=True"
            )
        )
