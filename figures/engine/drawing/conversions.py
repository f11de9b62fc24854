"""Watches the colours of a process on their way into a drawing, so that each is told by its origin: in Matplotlib's
conversions, in its memory of them, and in its colour maps."""

import sys
from collections.abc import Callable
from typing import Any

from matplotlib import colors
from matplotlib.backends import backend_svg
from matplotlib.contour import ContourLabeler, ContourSet

from figures.engine.drawing.origin import Origins


def watch(origins: Origins, script: str) -> None:
    """From now on in this process; it changes Matplotlib. `script` is the file whose lines are named."""
    library: Any = colors
    convert: Callable[..., Any] = library._to_rgba_no_colorcycle

    def converted(colour: Any, alpha: float | None = None) -> tuple[float, ...]:
        rgba: tuple[float, ...] = convert(colour, alpha)
        meant = origins.meant(colour)
        if meant is not None:
            return *origins.sign(meant), rgba[3]
        told = isinstance(colour, (str, tuple, list)) and rgba[:3] not in origins.given
        if told and (line := _line_in(script)):
            origins.given[rgba[:3]] = colour, line
        return rgba

    library._to_rgba_no_colorcycle = converted
    library._colors_full_map.cache = _ByOrigin()
    svg: Any = backend_svg
    svg.rgb2hex = origins.hex
    _strip_colour_maps(origins)


def _strip_colour_maps(origins: Origins) -> None:
    """What a colour map gives is data, unless Matplotlib made the map of the colours of a contour plot."""
    meant: list[Any] = []
    maps: Any = colors.Colormap
    start, finish = maps.__init__, maps._update_lut_extremes
    known: dict[bytes, Any] = {}  # a draw may make the same map at every setting

    def begun(cmap: Any, *arguments: Any, **options: Any) -> None:
        start(cmap, *arguments, **options)
        cmap.is_meant = bool(meant)

    def finished(cmap: Any) -> None:
        finish(cmap)
        if not getattr(cmap, "is_meant", False):
            if (key := cmap._lut.tobytes()) not in known:
                known[key] = origins.unsigned(cmap._lut)
                origins.mapped.update(map(tuple, known[key][:, :3].tolist()))
            cmap._lut = known[key].copy()

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


def _origin(key: tuple[Any, Any]) -> tuple[Any, ...]:
    return *key, getattr(key[0], "dark", None)


def _line_in(script: str) -> int:
    """The line of the script that is being run now; 0 if there is none."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename != script:
        frame = frame.f_back  # type: ignore[assignment]
    return frame.f_lineno if frame is not None else 0
