"""Compares frames with what draw gives when it is called afresh: python -m tests.engine.compare_frames PROJECT NAME [N]

Draws N settings (a seeded sample; all without N) on figures made anew, with the layout of the static figure, and
prints as JSON how many were compared and the first that differs. In a process of its own: replaying changes Matplotlib.
"""

import json
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine.draw import _colours, _fragment, _make_importable
from figures.engine.frames import frames_of, settings_of
from figures.engine.marks import Marks, Slot, slots_of
from figures.engine.origin import Origins
from figures.engine.painting import Painting
from figures.engine.replay import Replay, axes_of
from figures.engine.script import apply_style, call, load

CLIP = r'clip-path="url\(#[^)]*\)"'  # named by the digits of a box, the last of which depend on how it was reached


def afresh(figure: Figure, static: Figure, clean: Any) -> dict[Slot, str]:
    """Every mark of a new figure, laid out as the static one is."""
    figure.set_layout_engine("none")
    figure.set_dpi(72)
    for axes, model in zip(axes_of(figure), axes_of(static), strict=True):
        axes.set_position(model.get_position(original=True), which="original")
        axes.set_position(model.get_position(), which="active")
        for title in ("title", "_left_title", "_right_title"):
            getattr(axes, title).set_position(getattr(model, title).get_position())
    renderer = Marks(figure)
    return {slot: clean(renderer.mark(artist))[0] for slot, artist in slots_of(figure)}


def main(project: Path, name: str, sample: int | None) -> dict[str, Any]:
    """Compare, and say what was found."""
    script = project / "figures" / f"{name}.py"
    _make_importable(project, script)
    apply_style(project, name)
    painting = Painting(Origins(_colours(project)), script)
    clean = partial(_fragment, painting, f"{name}.")
    module, idle = load(script), Replay()
    before = call(module, {}, _Idle())  # nothing is replayed yet: these figures are made anew
    settings = settings_of(before.controls)
    chosen = range(len(settings))
    if sample is not None and sample < len(settings):
        chosen = sorted(np.random.default_rng(1).choice(len(settings), sample, replace=False))
    static = before.figure
    painting.of(static)
    expected = {int(number): afresh(before.draw(**settings[number]), static, clean) for number in chosen}
    drawn = call(module, {}, idle)
    painting.of(drawn.figure)
    drawn.figure.set_layout_engine("none")
    idle.settle()
    drawn.figure.set_dpi(72)
    renderer = Marks(drawn.figure)
    filled = {slot: clean(renderer.mark(artist))[0] for slot, artist in slots_of(drawn.figure)}
    frames = frames_of(idle, drawn.controls, drawn.draw, drawn.facts, clean, painting.check) if sample is None else None
    for number, marks in expected.items():
        if frames is not None:
            shown = filled | {slot: drawn_there[number] for slot, drawn_there in frames.slots.items()}
        else:  # the sample only: the same steps without the others
            idle.again(partial(drawn.draw, **settings[number]), "a sample")
            renderer.begin()
            shown = {slot: clean(renderer.mark(artist))[0] for slot, artist in slots_of(drawn.figure)}
        if (difference := _difference(shown, marks)) is not None:
            return {"compared": len(expected), "setting": settings[number], "differs": difference}
    return {"compared": len(expected), "slots": len(frames.slots) if frames else None, "differs": None}


class _Idle(Replay):
    """Records nothing."""

    def recording(self) -> Any:
        from contextlib import nullcontext

        return nullcontext()


def _difference(shown: dict[Slot, str], afresh: dict[Slot, str]) -> Any:
    for slot in {*shown, *afresh}:
        one, other = (re.sub(CLIP, "", marks.get(slot, "")) for marks in (shown, afresh))
        if one != other:
            return {"slot": slot, "shown": one[:300], "afresh": other[:300]}
    return None


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]).resolve(), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)))
