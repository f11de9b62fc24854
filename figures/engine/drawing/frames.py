"""The frames of a figure: for every setting of its controls what differs from the static drawing.

Most figures change nothing but marks: those are drawn again on the axes there are, which is quick. Any other is drawn
anew for each setting. Either way, some settings are drawn afresh and compared with what a reader will see there.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import prod
from typing import Any

from matplotlib.figure import Figure

from figures.engine.drawing.calls import CannotReplay
from figures.engine.drawing.controls import Control
from figures.engine.drawing.likeness import difference, shown
from figures.engine.drawing.marks import Marks
from figures.engine.drawing.redraw import Woven
from figures.engine.drawing.replay import Recording
from figures.engine.drawing.seeds import refuse_unseeded
from figures.engine.drawing.settings import facts_at, refuse_too_many, samples, settings_of, shape_of, spoken
from figures.engine.drawing.slots import Slot, placed, slots_of
from figures.engine.drawing.tables import table
from figures.engine.project.faults import Fault, FigureError

SUSPECT = (
    "draw depends on something besides its parameters, such as a global that it changes, a default that is "
    "a list or a generator that goes on"
)

Cleaned = tuple[str, str]  # a piece of SVG as it stands on the page, and its definitions


@dataclass
class Frames:
    """For every slot its content at every setting, in C order (the last control changes fastest)."""

    shape: tuple[int, ...]
    slots: list[list[str]] = field(default_factory=list)
    definitions: str = ""
    facts: dict[str, list[Any]] = field(default_factory=dict)
    standing: str = ""  # the SVG of the static drawing with its slots

    def encoded(self) -> bytes:
        """JSON for the page's script; each different content stands in it once."""
        slots = [table(contents, self.shape) for contents in self.slots]
        content = {"shape": self.shape, "slots": slots, "defs": self.definitions}
        return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass
class Source:
    """What frames are made from. `fresh` draws a setting on a figure of its own, as SVG; `clean` and `page` make a
    piece of SVG, or a whole one, fit for the page."""

    controls: dict[str, Control]
    defaults: dict[str, Any]
    draw: Callable[..., Figure]
    facts: Callable[..., dict[str, Any]]
    fresh: Callable[[dict[str, Any]], str]
    check: Callable[[str], None]  # raises FigureError for what the dark page would swallow
    clean: Callable[[str], Cleaned]
    page: Callable[[str], str]


def frames_of(source: Source, recording: Recording, signed: str) -> Frames:
    """Every setting; `signed` is the SVG of the recorded figure with the signs of its slots.

    Raises FigureError if what is kept is not what `draw` gives.
    """
    settings = settings_of(source.controls)
    facts = facts_at(settings, source.facts)
    checked = {number: source.fresh(settings[number]) for number in samples(source.controls, source.defaults)}
    standing = settings.index(source.defaults)
    try:
        frames = replayed(source, settings, recording, signed)
        if found := _unlike(source, frames, checked, standing):
            raise CannotReplay(f"marks look otherwise on axes that are there already ({found[1]})")
    except CannotReplay as reason:
        frames = _redrawn(source, settings, standing, str(reason))
        if found := _unlike(source, frames, checked, standing, placed(signed, [])):
            number, what = found
            raise FigureError(
                Fault(
                    f"at {spoken(settings[number])} draw gives two different pictures when it is "
                    f"called twice ({what}): {SUSPECT}"
                )
            ) from None
    frames.facts = facts
    return frames


def replayed(source: Source, settings: list[dict[str, Any]], recording: Recording, signed: str) -> Frames:
    """Marks alone, drawn on the recorded figure. Raises CannotReplay."""
    figure = recording.figure
    recording.again(partial(source.draw, **source.defaults))
    renderer = Marks(figure, recording.drawn)
    drawings: dict[Slot, list[str]] = {}
    seen: dict[str, str] = {}
    definitions: dict[str, None] = {}
    for number, setting in enumerate(settings):
        try:
            recording.again(partial(source.draw, **setting))
            renderer.begin()
            marks = [(slot, renderer.mark(artist)) for slot, artist in slots_of(figure)]
        except (CannotReplay, FigureError):
            raise
        except Exception as error:  # it comes again, with its setting, where each is drawn anew
            raise CannotReplay("draw fails on axes that are there already") from error
        try:
            source.check(spoken(setting))
        except FigureError as error:  # drawn anew, it may get a ground
            raise CannotReplay("a mark needs a ground at some settings") from error
        for slot, raw in marks:
            if raw not in seen:
                seen[raw], more = source.clean(raw)
                definitions |= dict.fromkeys(filter(None, [more]))
            drawings.setdefault(slot, [""] * len(settings))[number] = seen[raw]
    definitions |= dict.fromkeys(filter(None, [source.clean(renderer.definitions())[1]]))
    changing = {slot: drawn for slot, drawn in sorted(drawings.items()) if any(text != drawn[0] for text in drawn)}
    return Frames(
        shape_of(source.controls),
        list(changing.values()),
        "".join(definitions),
        standing=placed(signed, list(changing)),
    )


def _redrawn(source: Source, settings: list[dict[str, Any]], standing: int, reason: str) -> Frames:
    """Whole drawings, each on a figure of its own."""
    refuse_too_many(source.controls, len(settings), reason)
    woven = Woven(lambda text: source.clean(text)[0])
    for setting in settings:
        woven.read(source.fresh(setting))
    svg, definitions = woven.weave(standing)
    return Frames(
        shape_of(source.controls), woven.slots, source.clean(definitions)[1] if definitions else "", standing=svg
    )


def _unlike(
    source: Source, frames: Frames, checked: dict[int, str], standing: int, first: str = ""
) -> tuple[int, str] | None:
    """The first of the settings at which a reader would see something else than `draw` gives, and what differs.

    At the default, that is also what stands before anything is turned, and `first`, what was drawn first of all.
    Raises FigureError if it may be because of random numbers without a seed.
    """
    drawing, encoded = source.page(frames.standing), frames.encoded()
    for number, raw in checked.items():
        place = [number // prod(frames.shape[axis + 1 :]) % length for axis, length in enumerate(frames.shape)]
        seen = [shown(drawing, encoded, place)]
        if number == standing:
            seen += [drawing, *([source.page(first)] if first else [])]
        fresh = source.page(raw)
        if what := next(filter(None, (difference(one, fresh) for one in seen)), None):
            refuse_unseeded()
            return number, what
    return None
