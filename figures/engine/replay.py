"""Runs `draw` again on the axes that it made before: making axes costs twenty times what drawing a curve does.

The first call is recorded: which axes it made, and how it set their limits, ticks and labels. At another setting the
same calls must come in the same order; then they are answered from the record. Only marks may differ.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from figures.engine.faults import Fault, FigureError

MAKING = {Figure: ("subplots", "add_subplot", "add_axes", "add_gridspec", "subplot_mosaic", "colorbar"),
          Axes: ("twinx", "twiny", "inset_axes", "secondary_xaxis", "secondary_yaxis")}
FRAMING = ("set_xlim", "set_ylim", "set_xlabel", "set_ylabel", "set_xscale", "set_yscale",
           "set_xticks", "set_yticks", "set_xticklabels", "set_yticklabels", "tick_params", "ticklabel_format",
           "locator_params", "grid", "set_aspect", "set_box_aspect", "axis", "set_axis_off", "set_axis_on", "margins",
           "autoscale", "invert_xaxis", "invert_yaxis", "label_outer", "set_axisbelow", "set_facecolor", "set_position",
           "set_anchor", "sharex", "sharey", "set_frame_on", "minorticks_on", "minorticks_off", "set_prop_cycle")
INNER = ("autoscale_view",)  # Matplotlib's own, at a time of its own: what it calls is not the script's doing


class Replay:
    """Records one call of `draw`, then answers later ones. Use it in a process of its own: it changes Matplotlib."""

    def __init__(self) -> None:
        self.figure: Figure | None = None
        self._made: dict[str, Any] = {}
        self._calls: list[tuple[int, str, Any, Any]] = []  # object, method, arguments, result
        self._next = 0
        self._depth = 0
        self._frames: list[tuple[Axes, np.ndarray, Any, list[tuple[float, float]]]] = []

    @contextmanager
    def recording(self) -> Iterator[None]:
        """While `draw` runs for the first time."""
        self._originals = {(owner, name): getattr(owner, name)
                           for owner, names in [*MAKING.items(), (Axes, FRAMING + INNER)] for name in names}
        for (owner, name), original in self._originals.items():
            setattr(owner, name, self._between(name, original))
        self._clips: dict[int, Any] = {}
        self._clip = Artist.set_clip_path
        self._make = Figure.__init__
        replay = self

        def begin(figure: Figure, *arguments: Any, **options: Any) -> None:
            replay._begin(figure, *arguments, **options)

        def clip(artist: Artist, path: Any, transform: Any = None) -> None:
            replay._clip_once(artist, path, transform)

        Figure.__init__ = begin  # type: ignore[assignment,method-assign]
        Artist.set_clip_path = clip  # type: ignore[assignment,method-assign]
        yield
        Figure.__new__ = self._again  # type: ignore[assignment]

    def settle(self) -> None:
        """After the recorded figure was rendered: what its axes look like now is what they must stay."""
        assert self.figure is not None
        self._frames = [(axes, axes.viewLim.get_points().copy(), _framing(axes), _title_places(axes))
                        for axes in axes_of(self.figure)]

    def again(self, draw: Callable[[], Any], setting: str) -> None:
        """Let `draw` put the marks of another setting on the figure. Raises FigureError if more than marks differ."""
        figure = self.figure
        assert figure is not None
        _clear(figure, [axes for axes, *_ in self._frames])
        self._next, self._setting = 0, setting
        if draw() is not figure or self._next < len(self._calls):
            raise self._refusal("draws other axes than at the default")
        for axes, limits, framing, places in self._frames:
            axes._unstale_viewLim()  # type: ignore[attr-defined]
            if not np.allclose(axes.viewLim.get_points(), limits, rtol=1e-9, atol=1e-12):
                now = ", ".join(f"{number:.4g}" for number in axes.viewLim.get_points().T.ravel())
                raise self._refusal(f"gives the axes the limits {now}; fix them with set_xlim and set_ylim")
            if _framing(axes) != framing:
                raise self._refusal("changes labels, ticks, scales or spines of the axes; keep them the same")
            for title, place in zip(_titles(axes), places, strict=True):
                title.set_position(place)

    def _refusal(self, what: str) -> FigureError:
        return FigureError(Fault(f"at {self._setting} draw {what}; only marks may differ from the default"))

    def _begin(self, figure: Figure, *arguments: Any, **options: Any) -> None:
        if self.figure is None:
            self.figure, self._made = figure, {"arguments": arguments, "options": options}
            self._make(figure, *arguments, **options)
        elif not _same([arguments, options], [self._made["arguments"], self._made["options"]]):
            raise self._refusal("makes a figure of another size or kind")

    def _clip_once(self, artist: Artist, path: Any, transform: Any) -> None:
        """Clip to axes that stay where they are with the box made before: a third of what a text costs otherwise."""
        fixed = self._frames and transform is None and any(path is axes.patch for axes, *_ in self._frames)
        if not fixed:
            self._clip(artist, path, transform)
        elif id(path) in self._clips:
            artist.set_clip_box(self._clips[id(path)])
        else:
            self._clip(artist, path, transform)
            self._clips[id(path)] = artist.get_clip_box()

    def _again(self, *_: Any, **__: Any) -> Figure:
        assert self.figure is not None
        return self.figure

    def _between(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(owner: Any, *arguments: Any, **options: Any) -> Any:
            if self._depth or not self._frames or name in INNER:
                self._depth += 1
                try:
                    result = original(owner, *arguments, **options)
                finally:
                    self._depth -= 1
                if not self._depth and name not in INNER:
                    self._calls.append((id(owner), name, (arguments, options), result))
                return result
            if self._next < len(self._calls):
                recorded_owner, recorded_name, recorded, result = self._calls[self._next]
                if (recorded_owner, recorded_name) == (id(owner), name) and _same([arguments, options], list(recorded)):
                    self._next += 1
                    return result
            shown = ", ".join([*map(repr, arguments), *(f"{key}={value!r}" for key, value in options.items())])
            raise self._refusal(f"calls {name}({shown[:80]}), which it does not at the default")
        return method


def axes_of(figure: Figure) -> list[Axes]:
    """The axes of the figure in the order they were made, insets after the axes they lie in."""
    found: list[Axes] = []
    waiting: list[Any] = list(figure.axes)
    while waiting:
        axes = waiting.pop(0)
        found.append(axes)
        waiting = [*axes.child_axes, *waiting]
    return found


def _clear(figure: Figure, all_axes: list[Axes]) -> None:
    """Take every mark off; axes, ticks and spines stay."""
    for marks in (figure.texts, figure.lines, figure.patches, figure.images, figure.legends, figure.artists):
        marks.clear()
    figure._suptitle = None  # type: ignore[attr-defined]
    for axes in all_axes:
        axes._children.clear()  # type: ignore[attr-defined]
        axes.containers.clear()
        axes.legend_ = None
        for cycle in (axes._get_lines, axes._get_patches_for_fill):  # type: ignore[attr-defined]
            cycle.set_prop_cycle(None)
        axes.dataLim.set_points(Bbox.null().get_points())
        axes.ignore_existing_data_limits = True
        for title in _titles(axes):
            title.set_text("")


def _titles(axes: Axes) -> tuple[Any, Any, Any]:
    return axes.title, axes._left_title, axes._right_title  # type: ignore[attr-defined]


def _title_places(axes: Axes) -> list[tuple[float, float]]:
    return [title.get_position() for title in _titles(axes)]


def _framing(axes: Axes) -> Any:
    sides = [(axis.get_scale(), axis.label.get_text(), axis.get_visible(), type(axis.get_major_locator()),
              np.asarray(getattr(axis.get_major_locator(), "locs", ()), float).tolist())
             for axis in (axes.xaxis, axes.yaxis)]
    spines = [(spine.get_visible(), spine.get_position(), spine.get_edgecolor()) for spine in axes.spines.values()]
    return axes.axison, axes.get_visible(), sides, spines


def _same(one: Any, other: Any) -> bool:
    """Equal as arguments: arrays by value, containers by their items, other objects by type and state."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return bool(np.array_equal(one, other))
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if type(one) is type(other) and getattr(type(one), "__eq__", None) is object.__eq__:
        return one is other or (hasattr(one, "__dict__") and type(one).__module__.startswith("matplotlib"))
    return bool(one == other)
