"""Glyphs as outlines: paths of SVG with as few digits as the eye needs."""

from functools import lru_cache
from typing import Any

from matplotlib.ft2font import LoadFlags
from matplotlib.textpath import text_to_path

SCALE = text_to_path.FONT_SCALE  # the size at which Matplotlib lays formulas out
COMMANDS = {1: ("M", 1), 2: ("l", 1), 3: ("q", 2), 4: ("c", 3), 79: ("z", 1)}  # Matplotlib's codes as SVG's letters


def outline(font: Any, index: int, scale: float, x: float, y: float) -> str:
    """The glyph with its origin at (x, y): all but the first point of a stroke is relative, so that equal letters are
    equal text."""
    right, down = round(100 * x), round(100 * y)
    return "".join(
        f"M{_number((right + first) / 100)} {_number((down + second) / 100)}{rest}"
        for first, second, rest in _strokes(font, font.fname, index, scale)
    )


@lru_cache(10_000)
def _strokes(font: Any, file: str, index: int, scale: float) -> list[tuple[int, int, str]]:
    """Each closed stroke of a glyph: its first point in hundredths of a point, and what follows."""
    font.clear()
    font.set_size(SCALE, text_to_path.DPI)
    font.load_glyph(index, flags=LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    points = [(round(100 * scale * x), round(-100 * scale * y)) for x, y in vertices]
    strokes: list[tuple[int, int, str]] = []
    place = 0
    while place < len(codes):
        command, count = COMMANDS[codes[place]]
        if command == "M":
            strokes.append((*points[place], ""))
            here = points[place]
        elif command == "z":
            strokes[-1] = (*strokes[-1][:2], strokes[-1][2] + "z")
        else:
            steps = [
                f"{_number((u - here[0]) / 100)} {_number((v - here[1]) / 100)}"
                for u, v in points[place : place + count]
            ]
            strokes[-1] = (*strokes[-1][:2], strokes[-1][2] + command + " ".join(steps).replace(" -", "-"))
            here = points[place + count - 1]
        place += count
    return strokes


def bar(x: float, y: float, width: float, height: float) -> str:
    """A line of a fraction or a root, its lower left corner at (x, y)."""
    return f"M{_number(x)} {_number(y)}h{_number(width)}v{_number(-height)}h{_number(-width)}z"


def _number(value: float) -> str:
    """In a path: no digit more than it needs."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if abs(value) < 1 else text
