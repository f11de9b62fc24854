"""The frames of a figure: for every setting of its controls the marks that differ from the static drawing.

Each mark of the static drawing has a slot; a setting with more marks than the static drawing gets slots more.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from math import prod
from typing import Any

from matplotlib.artist import Artist

from figures.engine.controls import Control
from figures.engine.faults import Fault, FigureError
from figures.engine.marks import Marks, Slot, slots_of
from figures.engine.replay import Replay
from figures.engine.tables import table

MOST = 2000  # settings of one figure: about ten seconds of drawing


@dataclass
class Frames:
    """For every slot that changes its mark at every setting, in C order (the last control changes fastest)."""

    shape: tuple[int, ...]
    slots: dict[Slot, list[str]] = field(default_factory=dict)
    definitions: dict[str, None] = field(default_factory=dict)  # an ordered set of SVG definitions
    facts: dict[str, list[Any]] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """JSON for the page's script; each different mark stands in it once."""
        slots = [table(drawn, self.shape) for drawn in self.slots.values()]
        content = {"shape": self.shape, "slots": slots, "defs": "".join(self.definitions)}
        return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()


def settings_of(controls: dict[str, Control]) -> list[dict[str, Any]]:
    """Every setting of the controls, the last one changing fastest. Raises FigureError if there are too many."""
    values = [control.values() for control in controls.values()]
    count = prod(len(options) for options in values)
    if count > MOST:
        sizes = " × ".join(f"{len(options)} ({name})" for name, options in zip(controls, values, strict=True))
        raise FigureError(Fault(f"the controls have {sizes} = {count} settings; at most {MOST} are drawn, "
                                "so make steps larger or ranges smaller"))
    return [dict(zip(controls, choice, strict=True)) for choice in product(*values)]


def frames_of(replay: Replay, controls: dict[str, Control], draw: Callable[..., Any],
              facts: Callable[..., dict[str, Any]], clean: Callable[[str], tuple[str, str]],
              check: Callable[[str], None]) -> Frames:
    """Draw every setting on the recorded figure and keep what changes.

    `facts` gives the facts of a setting; `clean` makes a mark fit for the page and splits off its definitions; `check`
    refuses a setting whose colours are lost on the dark page.
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
        renderer.begin()
        for slot, artist in slots_of(figure):
            drawings.setdefault(slot, [""] * len(settings))[number] = mark(artist)
        check(shown)
        told.append(facts(**setting))
    frames.definitions |= dict.fromkeys(filter(None, [clean(renderer.definitions())[1]]))
    for slot, drawn in sorted(drawings.items()):
        if any(text != drawn[0] for text in drawn):
            frames.slots[slot] = drawn
    frames.facts = {name: [each[name] for each in told] for name in told[0]}
    return frames


def signs_of(frames: Frames, filled: set[Slot]) -> dict[str, list[int]]:
    """The ids that `label_slots` gave, with the numbers of the slots to be found there: the marks of the static drawing
    (`filled`) themselves, and the ends of bands for those slots that only other settings fill."""
    signs: dict[str, list[int]] = {}
    for number, slot in enumerate(frames.slots):
        container, place, _ = slot
        sign = "slot_{}_{}_{}".format(*slot) if slot in filled else f"end_{container}_{place}"
        signs.setdefault(sign, []).append(number)
    return signs
