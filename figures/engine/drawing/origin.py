"""Where a colour of a drawing comes from: what was meant follows the reader's scheme, data keep their colours.

Matplotlib hands colours on as numbers. Those of a colour that the script or the style meant (a `Colour`, or one of the
words black and white) carry a signature far below what eight bits show; what a colour map gives has none. So each
colour of the finished drawing can be asked for its origin, whatever its value.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from figures.engine.drawing.colour import Colour

STEP = 1e-6  # of a signature: single precision keeps it, and 1900 of them are less than half of 1/255
WORDS = {"black": "ink", "k": "ink", "white": "paper", "w": "paper"}
SIGN = re.compile("\ufdd0(\\d+)\ufdd1")  # a meant colour in raw SVG; no text has these characters


class Origins:
    """Knows the meant colours of one process by number.

    `named` are those of the style, with ink and paper; it is `styled` if there are more than these two.
    """

    def __init__(self, named: Mapping[str, Colour]) -> None:
        self.styled = len(named) > 2
        self._numbers: dict[tuple[str, str], int] = {}
        self._light: list[tuple[int, ...]] = [()]  # 0 is no colour
        self._dark = [(0.0, 0.0, 0.0)]
        self._file, self._page = [""], [""]
        self._known: dict[tuple[float, ...], int] = {}
        self._written: dict[tuple[float, ...], str] = {}
        self.mapped: set[tuple[float, ...]] = set()  # the colours of all colour maps in use
        self.given: dict[tuple[float, ...], tuple[Any, int]] = {}  # other colours: how and on which line of the script
        # Of two colours of one light value its text means the first.
        self._texts: dict[str, Colour] = {colour: colour for colour in reversed(list(named.values()))}
        self._texts |= {word: named[name] for word, name in WORDS.items()}
        self.paper = _rgb(named["paper"]), _rgb(named["paper"].dark)
        for name, colour in named.items():
            self._add(colour, f"var(--fig-{name})")

    def _add(self, colour: Colour, css: str) -> int:
        number = self._numbers.setdefault((colour, colour.dark), len(self._light))
        if number == len(self._light):
            self._light.append(tuple(bytes.fromhex(colour[1:])))
            self._dark.append(_rgb(colour.dark))
            self._file.append(str.__str__(colour))
            self._page.append(css)
        return number

    def sign(self, colour: Colour) -> tuple[float, float, float]:
        """The light value with the colour's signature; a colour made in a script becomes known here."""
        number = self._add(colour, f"var(--fig-light,{colour})var(--fig-dark,{colour.dark})")
        red, green, blue = (n / 255 + (number if n < 128 else -number) * STEP for n in self._light[number])
        return red, green, blue

    def number(self, rgb: Iterable[float]) -> int:
        """Which meant colour this is; 0 if none."""
        key = tuple(map(float, rgb))[:3]
        if key not in self._known:
            eight = tuple(round(value * 255) for value in key)
            found = [(value - n / 255) / STEP * (1 if n < 128 else -1) for value, n in zip(key, eight, strict=True)]
            number = round(found[0])
            right = 0 < number < len(self._light) and self._light[number] == eight
            self._known[key] = number if right and all(abs(each - number) < 0.2 for each in found) else 0
        return self._known[key]

    def dark(self, rgb: Iterable[float]) -> tuple[float, float, float]:
        """The value of a meant colour in the dark scheme."""
        return self._dark[self.number(rgb)]

    def unsigned(self, rgba: Any) -> Any:
        """The same colours as mere data: an array of rows, or one tuple."""
        if np.ndim(rgba) == 2:
            return np.array([self.unsigned(tuple(row)) for row in rgba]) if len(rgba) else rgba
        number = self.number(rgba)
        return (*(n / 255 for n in self._light[number]), *rgba[3:]) if number else rgba

    def hex(self, rgb: Iterable[float]) -> str:
        """What raw SVG says: #rrggbb, or the sign of a meant colour. Black that is data says so, or it would be ink."""
        key = tuple(map(float, rgb))[:3]
        if key not in self._written:
            number = self.number(key)
            text = f"\ufdd0{number}\ufdd1" if number else "#" + "".join(f"{round(value * 255):02x}" for value in key)
            self._written[key] = "#000" if text == "#000000" else text
        return self._written[key]

    def on_page(self, svg: str) -> str:
        """Raw SVG with variables that follow the scheme."""
        return SIGN.sub(lambda match: self._page[int(match[1])], svg)

    def in_file(self, svg: str) -> str:
        """Raw SVG with the values on white paper."""
        return SIGN.sub(lambda match: self._file[int(match[1])], svg)

    def meant(self, colour: Any) -> Colour | None:
        """The colour that a specification means, if any: what passes through arrays and style layers is mere text."""
        if isinstance(colour, Colour) or not isinstance(colour, str):
            return colour if isinstance(colour, Colour) else None
        return self._texts.get(colour[:7] if len(colour) == 9 else colour) or self._texts.get(colour.lower())


def _rgb(text: str) -> tuple[float, float, float]:
    red, green, blue = (n / 255 for n in bytes.fromhex(text[1:]))
    return red, green, blue
