"""Which marks of a drawing a reader may take hold of: those of one kind that follow what a page says they drag.

drag: {line: b}                 among the options of a figure: the control b by the lines that move with it
drag: {point: angle length}     two controls at once
drag: {shape: [z1, z2, z3]}     each by shapes of its own
"""

import json
import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.names import unknown

ELEMENT = re.compile(r"<(?:use|path)\b[^>]*>")  # the browser counts the same (figure-dragging.js)
PLACE = re.compile(r' (?:x|y|d)="[^"]*"')
KINDS = ("point", "line", "shape")
FORM = f"expected drag as {{kind: control}} with a kind of {', '.join(KINDS)}, such as {{point: w}}"

Wish = tuple[str, tuple[str, ...]]  # a kind, and the controls that its marks drag together


def wishes(drag: Any) -> list[Wish]:
    """What an option `drag` asks for. Raises ValueError."""
    if not isinstance(drag, Mapping):
        raise ValueError(FORM)
    found = []
    for kind, wanted in drag.items():
        each = wanted if isinstance(wanted, list) else [wanted]
        if kind not in KINDS or not all(isinstance(names, str) and names.split() for names in each):
            raise ValueError(FORM)
        found += [(kind, tuple(names.split())) for names in each]
    return found


def grips(name: str, asked: Sequence[Wish], controls: Mapping[str, Mapping[str, Any]], frames: str) -> str:
    """For every wish "controls=slot:element …", element counting those of the slot: what the page's script needs.

    Of the marks of the kind that move with all of the controls, those that move with no other, if there are any.
    Raises FigureError where no mark follows.
    """
    order, told = list(controls), []
    slots = json.loads(frames)["slots"] if controls else []
    for kind, names in asked:
        for control in names:
            if control not in controls:
                raise FigureError(Fault(unknown(control, f"control of figure {name}:", controls)))
            if controls[control]["kind"] not in ("Slider", "Steps"):
                raise FigureError(Fault(f"control {control} of figure {name} has no way to go; drag a Slider or Steps"))
        axes = {order.index(control) for control in names}
        following = {number: set(slot["by"]) for number, slot in enumerate(slots) if axes <= set(slot["by"])}
        found = {number: moving(slots[number]["marks"]) for number in following}
        places = [(number, place) for number in found for place, each in found[number].items() if each == kind]
        alone = [(number, place) for number, place in places if following[number] == axes]
        if not places:
            others = set(chain.from_iterable(each.values() for each in found.values())) or {"nothing"}
            raise FigureError(
                Fault(
                    f"no {kind} of figure {name} moves with {' and '.join(names)}; {' and '.join(sorted(others))} does"
                )
            )
        told.append(f"{'+'.join(names)}={' '.join(f'{number}:{place}' for number, place in alone or places)}")
    return ";".join(told)


def moving(marks: Sequence[str]) -> dict[int, str]:
    """The elements of a slot that stand elsewhere in another of its marks, and the kind of each."""
    drawn = [elements for mark in marks if (elements := ELEMENT.findall(mark))]
    if len({len(elements) for elements in drawn}) != 1:
        return {}
    return {
        place: kind_of(states[0])
        for place, states in enumerate(zip(*drawn, strict=True))
        if len({tuple(PLACE.findall(state)) for state in states}) > 1
    }


def kind_of(element: str) -> str:
    """A marker is a point, an open outline a line, what is closed or filled a shape."""
    if element.startswith("<use"):
        return "point"
    return "line" if "fill:none" in element and 'z"' not in element else "shape"
