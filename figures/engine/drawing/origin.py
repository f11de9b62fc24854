"""Where a colour of a drawing comes from: what was meant follows the reader's scheme, data keep their colours.

Matplotlib hands colours on as numbers. Those of a colour that the script or the style meant (a `Colour`, or one of the
words black and white) carry a signature far below what eight bits show; what a colour map gives has none. So each
colour of the finished drawing can be asked for its origin, whatever its value.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib import colors
from matplotlib.backends import backend_svg
from matplotlib.contour import ContourLabeler, ContourSet

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

    def watch(self, script: str) -> None:
        """From now on in this process; it changes Matplotlib. `script` is the file whose lines are named."""
        library: Any = colors
        convert: Callable[..., Any] = library._to_rgba_no_colorcycle

        def converted(colour: Any, alpha: float | None = None) -> tuple[float, ...]:
            rgba: tuple[float, ...] = convert(colour, alpha)
            meant = self._meant(colour)
            if meant is not None:
                return *self.sign(meant), rgba[3]
            told = isinstance(colour, (str, tuple, list)) and rgba[:3] not in self.given
            if told and (line := _line_in(script)):
                self.given[rgba[:3]] = colour, line
            return rgba

        library._to_rgba_no_colorcycle = converted
        library._colors_full_map.cache = _ByOrigin()
        svg: Any = backend_svg
        svg.rgb2hex = self.hex
        self._strip_colour_maps()

    def _meant(self, colour: Any) -> Colour | None:
        """The colour that a specification means, if any: what passes through arrays and style layers is mere text."""
        if isinstance(colour, Colour) or not isinstance(colour, str):
            return colour if isinstance(colour, Colour) else None
        return self._texts.get(colour[:7] if len(colour) == 9 else colour) or self._texts.get(colour.lower())

    def _strip_colour_maps(self) -> None:
        """What a colour map gives is data, unless Matplotlib made the map of the colours of a contour plot."""
        meant: list[Any] = []
        maps: Any = colors.Colormap
        start, finish = maps.__init__, maps._update_lut_extremes

        def begun(cmap: Any, *arguments: Any, **options: Any) -> None:
            start(cmap, *arguments, **options)
            cmap.is_meant = bool(meant)

        def finished(cmap: Any) -> None:
            finish(cmap)
            if not getattr(cmap, "is_meant", False):
                cmap._lut = self.unsigned(cmap._lut)
                self.mapped.update(map(tuple, cmap._lut[:, :3].tolist()))

        def meaning(method: Callable[..., Any]) -> Callable[..., Any]:
            def within(*arguments: Any, **options: Any) -> Any:
                meant.append(method)
                try:
                    return method(*arguments, **options)
                finally:
                    meant.pop()
            return within

        maps.__init__, maps._update_lut_extremes = begun, finished
        ContourSet.__init__ = meaning(ContourSet.__init__)  # type: ignore[method-assign]
        ContourLabeler.clabel = meaning(ContourLabeler.clabel)  # type: ignore[method-assign]


class _ByOrigin(dict[Any, Any]):
    """Matplotlib's memory of conversions, in which a Colour is not the same as its light value."""

    def __getitem__(self, key: tuple[Any, Any]) -> Any:
        return super().__getitem__((type(key[0]), *_origin(key)))

    def __setitem__(self, key: tuple[Any, Any], value: Any) -> None:
        super().__setitem__((type(key[0]), *_origin(key)), value)


def _rgb(text: str) -> tuple[float, float, float]:
    red, green, blue = (n / 255 for n in bytes.fromhex(text[1:]))
    return red, green, blue


def _origin(key: tuple[Any, Any]) -> tuple[Any, ...]:
    return *key, getattr(key[0], "dark", None)


def _line_in(script: str) -> int:
    """The line of the script that is being run now; 0 if there is none."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename != script:
        frame = frame.f_back  # type: ignore[assignment]
    return frame.f_lineno if frame is not None else 0
