"""Figures and axes from the inside: what Matplotlib has no public name for stands here and nowhere else."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox

REACHING = ("_update_line_limits", "_update_patch_limits", "_update_collection_limits")  # how far a mark reaches

# What a mark changes by being there; it belongs to the marks, not to the axes.
OF_MARKS = frozenset(
    """
    _children containers legend_ dataLim _get_lines _get_patches_for_fill _viewLim _stale_viewlims _tight
    ignore_existing_data_limits title _left_title _right_title _mouseover_set _stale _colorbars _shared_axes
    _twinned_axes bbox _current_image
    """.split()
)
# The same of a figure, and how it is drawn.
OF_FIGURE = frozenset(
    """
    texts lines patches images legends artists _suptitle _supxlabel _supylabel _axstack _localaxes
    _layout_engine canvas _cachedRenderer _canvas_callbacks _button_pick_id _scroll_pick_id _mouse_key_ids _dpi
    """.split()
)


def axes_of(figure: FigureBase) -> list[Axes]:
    """The axes of the figure in the order they were made, insets after the axes they lie in."""
    found: list[Axes] = []
    waiting: list[Any] = figure.axes.copy()  # type: ignore[union-attr]
    while waiting:
        axes = waiting.pop(0)
        found.append(axes)
        waiting = [*axes.child_axes, *waiting]
    return found


def titles_of(axes: Axes) -> tuple[Text, Text, Text]:
    """Middle, left, right."""
    return axes.title, axes._left_title, axes._right_title  # type: ignore[attr-defined]


def are_titles_tied(axes: Axes) -> bool:
    """Whether Matplotlib might move titles of other words elsewhere than those that it has just drawn: where it has
    moved these, where a power of ten stands in the way, and where none were there and something may stand above."""
    if axes.yaxis.get_offset_text().get_text():
        return True
    if any(title.get_text() for title in titles_of(axes)):
        return any(title.get_position()[1] != 1 for title in titles_of(axes))
    neighbours: Any = axes._twinned_axes.get_siblings(axes)  # type: ignore[attr-defined]
    above = axes.xaxis.get_ticks_position() in ("top", "unknown") or axes.xaxis.get_label_position() == "top"
    return bool(above or axes.child_axes or len(neighbours) > 1)


def limits_of(axes: Axes) -> Any:
    """x0, y0, x1, y1 as drawn: found from the data now where the script did not fix them."""
    axes._unstale_viewLim()  # type: ignore[attr-defined]
    return axes.viewLim.get_points()


def places_of(all_axes: list[Axes]) -> list[Any]:
    """Where they stand, before the layout and after it."""
    return [
        box.get_points().tolist()
        for axes in all_axes
        for box in (axes._originalPosition, axes._position)  # type: ignore[attr-defined]
    ]


def cycles_of(axes: Axes) -> list[Any]:
    """What gives colours to lines and to areas that have none; `_idx` is the next one of each."""
    cycles = (axes._get_lines, axes._get_patches_for_fill)  # type: ignore[attr-defined]
    return [getattr(cycle, "_prop_cycle", cycle) for cycle in cycles]  # Matplotlib 3.10 has it in the cycle itself


def all_limits_set(all_axes: list[Axes]) -> bool:
    """Whether no axes find their limits from the data."""
    return not any(axes.get_autoscalex_on() or axes.get_autoscaley_on() for axes in all_axes)


def take_marks_off(figure: Figure) -> None:
    """Axes, ticks and spines stay."""
    for marks in (figure.texts, figure.lines, figure.patches, figure.images, figure.legends, figure.artists):
        marks.clear()
    figure._suptitle = figure._supxlabel = figure._supylabel = None  # type: ignore[attr-defined]
    for axes in axes_of(figure):
        axes._children.clear()  # type: ignore[attr-defined]
        axes.containers.clear()
        axes.legend_ = None
        for cycle in (axes._get_lines, axes._get_patches_for_fill):  # type: ignore[attr-defined]
            cycle.set_prop_cycle(None)
        axes.dataLim.set_points(Bbox.null().get_points())
        axes.ignore_existing_data_limits = True
        for title in titles_of(axes):
            title.set_text("")


def let_stand(figure: Figure) -> None:
    """Its axes stay where they are, when it is saved next."""
    figure._layout_engine = None  # type: ignore[attr-defined]


def lay_out_only(figure: Figure) -> None:
    """When the figure is saved next, only its layout is found before; Matplotlib would draw everything twice."""

    def draw(renderer: Any) -> None:
        del figure.draw
        if figure.axes and (layout := figure.get_layout_engine()) is not None:
            layout.execute(figure)

    if figure.get_layout_engine() is not None:
        figure.draw = draw  # type: ignore[method-assign]


class Layout:
    """Where the axes of a figure stand. Made before the figure is drawn; `keep` it after, then `give` it to others."""

    def __init__(self, figure: Figure) -> None:
        self._before = _plan(figure)
        self._figure = figure
        self._places: list[tuple[Bbox, Bbox]] = []

    def keep(self) -> None:
        """The layout engine has run."""
        self._places = [
            (axes.get_position(original=True).frozen(), axes.get_position().frozen()) for axes in axes_of(self._figure)
        ]
        self._subfigures = [part.bbox_relative.frozen() for part in _subfigures(self._figure)]
        self._labels = [label and label.get_position() for label in _labels(self._figure)]

    def give(self, figure: Figure) -> None:
        """Place the axes of another figure in the same way if it was planned in the same way: axes must not jump while
        a reader turns something. Otherwise it is left to its own layout."""
        if figure.get_layout_engine() is None or _plan(figure) != self._before or _fits_limits(figure):
            return
        let_stand(figure)
        for part, box in zip(_subfigures(figure), self._subfigures, strict=True):
            part._redo_transform_rel_fig(bbox=box)
        for axes, (original, active) in zip(axes_of(figure), self._places, strict=True):
            axes._set_position(original, which="original")  # type: ignore[attr-defined]
            axes._set_position(active, which="active")  # type: ignore[attr-defined]
        for label, place in zip(_labels(figure), self._labels, strict=True):
            if label and place and label._autopos:
                label.set_position(place)


def _fits_limits(figure: Figure) -> bool:
    """Whether axes fit their limits to their place, as axis("equal") does: they are what the layout engine made of them
    on its way, and no others."""
    return any(axes.get_adjustable() == "datalim" and axes.get_aspect() != "auto" for axes in axes_of(figure))


def _plan(figure: Figure) -> list[Any]:
    """What the layout engine starts from."""
    boxes = [(type(axes), axes.get_position(original=True).bounds, axes.get_in_layout()) for axes in axes_of(figure)]
    return [tuple(figure.get_size_inches()), *boxes, *(part.bbox_relative.bounds for part in _subfigures(figure))]


def _subfigures(figure: FigureBase) -> list[Any]:
    return [part for own in figure.subfigs for part in (own, *_subfigures(own))]


def _labels(figure: Figure) -> list[Any]:
    return [
        getattr(part, name)
        for part in (figure, *_subfigures(figure))
        for name in ("_suptitle", "_supxlabel", "_supylabel")
    ]
