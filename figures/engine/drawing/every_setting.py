"""Draws a figure at every setting of its controls, on figures of their own or as the marks that change."""

import gzip
import json
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from figures.engine.drawing.axes import Layout
from figures.engine.drawing.frames import Source, frames_of
from figures.engine.drawing.inline import fragment, inline
from figures.engine.drawing.painting import Painting
from figures.engine.drawing.script import Drawn
from figures.engine.drawing.settings import at_setting, spoken
from figures.engine.project.faults import Fault, FigureError

HEAVIEST = 100  # kB of frames that a reader may have to load for one figure


def add_frames(
    drawn: Drawn, layout: Layout, files: dict[str, bytes], painting: Painting, name: str, signed: str
) -> str:
    """Draw all settings of the controls. Returns the SVG to be set into the page."""
    assert drawn.recording is not None

    def fresh(setting: dict[str, Any]) -> str:
        figure = at_setting(setting, partial(drawn.draw, **setting))
        if not isinstance(figure, Figure):
            raise FigureError(
                Fault(f"at {spoken(setting)} draw returned {type(figure).__name__}; expected a Matplotlib Figure")
            )
        if figure is drawn.figure:
            raise FigureError(Fault("draw returns the figure that it returned before; let it make a new one each time"))
        if tuple(figure.get_size_inches()) != tuple(drawn.figure.get_size_inches()):
            raise FigureError(
                Fault(
                    f"at {spoken(setting)} draw makes a figure of another size than at the default; "
                    "keep figsize the same, so that the page does not move"
                )
            )
        layout.give(figure)
        return painting.on_page(painting.again(figure, spoken(setting)))

    source = Source(
        drawn.controls,
        drawn.defaults,
        drawn.draw,
        drawn.facts,
        fresh,
        painting.check,
        lambda raw: fragment(painting.on_page(raw), f"{name}."),
        lambda raw: inline(raw, name)[0],
    )
    frames = frames_of(source, drawn.recording, painting.on_page(signed))
    files["frames"] = frames.encoded()
    files["series"] = json.dumps(frames.facts).encode()
    if (size := len(gzip.compress(files["frames"], mtime=0)) / 1000) > HEAVIEST:
        raise FigureError(
            Fault(
                f"its frames are {size:.0f} kB compressed; at most {HEAVIEST} are served, so draw "
                "fewer settings, or curves with fewer points"
            )
        )
    return frames.standing
