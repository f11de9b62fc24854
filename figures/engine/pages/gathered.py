"""Marks of one kind as few paths: to a browser each `<use>` is a tree of its own, built whether it is seen or not.

Marks that lie on one another come into different paths, so that each is painted over those before it as ever.
"""

import re
from collections.abc import Sequence

from figures.engine.drawing.inline import short

FEW = 3
RUN = re.compile(rf"(?:<use [^>]*/>){{{FEW},}}|<g\b[^>]*(?<!/)>|</g>")  # and what says where it stands
USE = re.compile(r'<use x="([-\d.]+)" y="([-\d.]+)" href="#([^"]+)"((?: [a-z-]+="[^"]*")*) ?/>|<use [^>]*/>')
SHAPE = re.compile(r'<path d="([^"]*)" id="([^"]+)"((?: [a-z-]+="[^"]*")*) ?/>')
OTHER = re.compile(r' (?:transform|style)="|url\(')  # what looks at a mark by itself

Mark = tuple[float, float]
Box = tuple[float, float, float, float]


def gathered(svg: str) -> str:
    """The drawing, whose styles are attributes, with runs of equal marks as paths; what moves keeps its elements."""
    shapes = {name: (outline, more) for outline, name, more in SHAPE.findall(svg)}
    inside: list[bool] = []  # for each group that is open whether it moves

    def part(found: re.Match[str]) -> str:
        if found[0] == "</g>":
            inside.pop()
        elif found[0].startswith("<g"):
            inside.append("data-slot" in found[0])
        elif not any(inside):
            return _gathered(found[0], shapes)
        return found[0]

    return RUN.sub(part, svg)


def _gathered(run: str, shapes: dict[str, tuple[str, str]]) -> str:
    parts: list[str] = []
    marks: list[Mark] = []
    kind: tuple[str, str] | None = None
    for use in [*USE.finditer(run), None]:
        here = (use[3], use[4]) if use and use[3] in shapes else None
        if kind and here != kind:
            parts += _paths(marks, kind, shapes[kind[0]])
            marks = []
        if use and here:
            marks.append((float(use[1]), float(use[2])))
        elif use:
            parts.append(use[0])
        kind = here
    return "".join(parts)


def _paths(marks: Sequence[Mark], kind: tuple[str, str], shape: tuple[str, str]) -> list[str]:
    name, more = kind
    alone = [f'<use x="{x:.12g}" y="{y:.12g}" href="#{name}"{more} />' for x, y in marks]
    said = dict(re.findall(r'([a-z-]+)="([^"]*)"', f"{more} {shape[1]}"))  # the mark's own attributes go before
    corners = outline(shape[0])
    if len(marks) < FEW or corners is None or OTHER.search(more + shape[1]):
        return alone
    relative, box = corners
    edge = float(said.get("stroke-width", "1").removesuffix("px")) if said.get("stroke", "none") != "none" else 0
    colours = {said.get("fill"), said.get("stroke", "none")} - {"none"}
    sheets = layers(marks, box, edge * 2 + 1, ordered=len(colours) > 1)
    if len(sheets) * 2 > len(marks):
        return alone
    own = "".join(f' {name}="{value}"' for name, value in said.items())
    return [f'<path d="{"".join(f"M{x:.12g} {y:.12g}{relative}" for x, y in sheet)}"{own} />' for sheet in sheets]


def layers(marks: Sequence[Mark], box: Box, room: float, ordered: bool) -> list[list[Mark]]:
    """The marks in sheets in which none lies on another; if `ordered`, each in a sheet above those that it lies on."""
    width, height = box[2] - box[0] + room, box[3] - box[1] + room
    sheets: list[list[Mark]] = []
    for x, y in marks:
        on = [any(abs(x - a) < width and abs(y - b) < height for a, b in sheet) for sheet in sheets]
        place = max((number for number, hit in enumerate(on, 1) if hit), default=0) if ordered else 0
        if not ordered:
            place = on.index(False) if False in on else len(sheets)
        if place == len(sheets):
            sheets.append([])
        sheets[place].append((x, y))
    return sheets


def outline(d: str) -> tuple[str, Box] | None:
    """What follows the place of the mark in a path, in steps from there, and the room that it takes; or None."""
    x = y = 0.0
    begin = (0.0, 0.0)
    said, seen = "", [(0.0, 0.0)]
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        count = {"m": 2, "l": 2, "q": 4, "c": 6, "z": 0}.get(letter.lower())
        if count is None or (count and len(values) % count):
            return None
        if not count:
            x, y = begin
            said += "z"
        for start in range(0, len(values), count or 1):
            steps = []
            for a, b in zip(values[start : start + count : 2], values[start + 1 : start + count : 2], strict=True):
                if letter.islower():
                    a, b = a + x, b + y
                seen.append((a, b))
                steps += [a - x, b - y]
            x, y = seen[-1]
            if letter in "Mm" and not start:
                begin = (x, y)
            said += (letter.lower() if not (letter in "Mm" and start) else "l") + " ".join(map(short, steps))
    across, down = zip(*seen, strict=True)
    return said, (min(across), min(down), max(across), max(down))
