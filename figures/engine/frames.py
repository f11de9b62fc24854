"""The frames of a figure: for every setting of its controls the marks that differ from the static drawing.

A mark is whatever Matplotlib draws between two fixed things (spines, axes). Each mark of the static drawing has a
slot; a setting with more marks than the static drawing gets slots more. For each slot that ever changes the frames
hold its different drawings once, and which of them stands there at which setting.
"""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from operator import attrgetter
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

from figures.engine.controls import Control
from figures.engine.faults import Fault, FigureError
from figures.engine.replay import Replay, axes_of

MOST = 2000  # settings of one figure: about ten seconds of drawing
Slot = tuple[int, int, int]  # container, band between two fixed things, place in the band


class Marks(RendererSVG):
    """Renders one artist at a time and hands out its SVG; definitions (markers, clips) are written once for all."""

    def __init__(self, figure: Figure) -> None:
        self._buffer = io.StringIO()
        width, height = figure.get_size_inches() * 72
        super().__init__(width, height, self._buffer, metadata={"Date": None, "Creator": None})
        self._mixed = MixedModeRenderer(figure, width, height, 72, self)
        self._take()

    def open_group(self, s: str, gid: str | None = None) -> None:
        """No groups: their numbers would make equal marks differ."""

    def close_group(self, s: str) -> None:
        """See open_group."""

    def mark(self, artist: Artist) -> str:
        """The SVG of one artist; "" if it has no ink."""
        artist.draw(self._mixed)
        return self._take()

    def definitions(self) -> str:
        """Clip paths and hatches that marks refer to."""
        self._write_clips()  # type: ignore[attr-defined]
        self._write_hatches()  # type: ignore[attr-defined]
        return self._take()

    def _take(self) -> str:
        self.writer.flush()
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return text


def bands_of(figure: Figure) -> Iterator[tuple[int, list[list[Artist]], list[Artist]]]:
    """For the figure and each of its axes: a number, the marks band by band, and the fixed things between them."""
    for number, container in enumerate([figure, *axes_of(figure)]):
        if isinstance(container, Axes):
            fixed = {container.patch, *container.spines.values(), *container._axis_map.values(), *container.child_axes}  # type: ignore[attr-defined]
            drawn = [artist for artist in container.get_children() if artist is not container.patch]
        else:
            fixed = {container.patch, *container.axes}
            drawn = [artist for artist in container.get_children() if artist is not container.patch]
        bands: list[list[Artist]] = [[]]
        between: list[Artist] = []
        for artist in sorted(drawn, key=attrgetter("zorder")):
            if artist in fixed:
                between.append(artist)
                bands.append([])
            else:
                bands[-1].append(artist)
        yield number, bands, between


def label_slots(figure: Figure) -> Callable[[], None]:
    """Let the static drawing wrap each mark in a group named by its slot, and leave a sign where a band ends.

    Returns what takes the labels off again.
    """
    labelled: list[Artist] = []

    def wrap(artist: Artist, before: list[str], around: str = "", after: str = "") -> None:
        original = artist.draw

        def draw(renderer: Any) -> None:
            for sign in before:
                renderer.writer.element("g", id=sign)
            if around:
                renderer.writer.start("g", id=around)
            original(renderer)
            if around:
                renderer.writer.end("g")
            if after:
                renderer.writer.element("g", id=after)

        artist.draw = draw  # type: ignore[method-assign]
        labelled.append(artist)

    for number, bands, between in bands_of(figure):
        for place, (band, stop) in enumerate(zip(bands, [*between, None], strict=True)):
            end = f"end_{number}_{place}"
            for position, artist in enumerate(band):
                last = stop is None and position == len(band) - 1
                wrap(artist, [], f"slot_{number}_{place}_{position}", end if last else "")
            if stop is not None:
                wrap(stop, [end], "", f"end_{number}_{place + 1}" if stop is between[-1] and not bands[-1] else "")
    return lambda: [delattr(artist, "draw") for artist in labelled] and None


@dataclass
class Frames:
    """The settings in C order; for every slot that changes its different drawings, and which of them stands when."""

    shape: tuple[int, ...]
    slots: dict[Slot, tuple[list[str], list[int]]] = field(default_factory=dict)
    definitions: dict[str, None] = field(default_factory=dict)  # an ordered set of SVG definitions
    facts: dict[str, list[Any]] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """JSON. Each slot names only those controls (`by`) that it depends on."""
        slots = [dict(zip(("by", "at"), reduced(at, self.shape), strict=True), marks=marks)
                 for marks, at in self.slots.values()]
        content = {"shape": self.shape, "slots": slots, "defs": "".join(self.definitions), "facts": self.facts}
        return json.dumps(content, separators=(",", ":")).encode()


def reduced(at: list[int], shape: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """The axes that a table over all settings depends on, and the table over these alone."""
    table = np.array(at).reshape(shape)
    by = [axis for axis in range(table.ndim) if not (table == table.take([0], axis)).all()]
    for axis in set(range(table.ndim)) - set(by):
        table = table.take([0], axis)
    return by, table.ravel().tolist()


def settings_of(controls: dict[str, Control]) -> list[dict[str, Any]]:
    """Every setting of the controls, the last one changing fastest. Raises FigureError if there are too many."""
    values = [control.values() for control in controls.values()]
    count = int(np.prod([len(options) for options in values]))
    if count > MOST:
        sizes = " × ".join(f"{len(options)} ({name})" for name, options in zip(controls, values, strict=True))
        raise FigureError(Fault(f"the controls have {sizes} = {count} settings; at most {MOST} are drawn, "
                                "so make steps larger or ranges smaller"))
    return [dict(zip(controls, choice, strict=True)) for choice in product(*values)]


def frames_of(replay: Replay, controls: dict[str, Control], draw: Callable[..., Any],
              facts: Callable[..., dict[str, Any]], clean: Callable[[str], tuple[str, str]]) -> Frames:
    """Draw every setting on the recorded figure and keep what changes.

    `facts` gives the facts of a setting; `clean` makes a mark fit for the page and splits off its definitions.
    """
    figure = replay.figure
    assert figure is not None
    figure.set_dpi(72)
    renderer, settings = Marks(figure), settings_of(controls)
    frames = Frames(tuple(len(control.values()) for control in controls.values()))
    drawings: dict[Slot, list[str]] = {}
    told: list[dict[str, Any]] = []
    seen: dict[str, str] = {}

    def mark(artist: Artist) -> str:
        raw = renderer.mark(artist)
        if raw not in seen:
            seen[raw], definitions = clean(raw)
            frames.definitions |= dict.fromkeys(filter(None, [definitions]))
        return seen[raw]

    for number, setting in enumerate(settings):
        shown = ", ".join(f"{name} = {value}" for name, value in setting.items())
        replay.again(partial(draw, **setting), shown)
        for slot, artist in slots_of(figure):
            drawings.setdefault(slot, [""] * len(settings))[number] = mark(artist)
        told.append(facts(**setting))
    frames.definitions |= dict.fromkeys(filter(None, [clean(renderer.definitions())[1]]))
    for slot, drawn in sorted(drawings.items()):
        marks = {text: position for position, text in enumerate(dict.fromkeys(drawn))}
        if len(marks) > 1:
            frames.slots[slot] = list(marks), [marks[text] for text in drawn]
    frames.facts = {name: [each[name] for each in told] for name in told[0]}
    return frames


def slots_of(figure: Figure) -> Iterator[tuple[Slot, Artist]]:
    """Every mark with its slot."""
    for container, bands, _ in bands_of(figure):
        for place, band in enumerate(bands):
            yield from (((container, place, position), artist) for position, artist in enumerate(band))


def signs_of(frames: Frames, filled: set[Slot]) -> dict[str, list[int]]:
    """The ids that `label_slots` gave, with the numbers of the slots to be found there: the marks of the static drawing
    (`filled`) themselves, and the ends of bands for those slots that only other settings fill."""
    signs: dict[str, list[int]] = {}
    for number, slot in enumerate(frames.slots):
        container, place, _ = slot
        sign = "slot_{}_{}_{}".format(*slot) if slot in filled else f"end_{container}_{place}"
        signs.setdefault(sign, []).append(number)
    return signs
