"""What Matplotlib and its parser do again and again to no effect is spared. In a drawing process only.

Each stand-in gives what the original gives. Together they took a tenth of the time of a drawing.
"""

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any

from matplotlib import RcParams, markers, rcParams, transforms
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.font_manager import FontManager, FontProperties, font_family_aliases
from pyparsing import ParserElement

ANY_SIZE = 10.0  # points
# Python tells the hook that watches files of each id that is asked for. This is the same number, turned.
identity = object.__hash__

_tell, _find, _copy = Artist.pchanged, FontManager._findfont_cached, markers.copy.deepcopy  # type: ignore[attr-defined]
_axes: Any = Axes
_axis: Any = Axis
_unstale, _list_ticks, _boxes = _axes._unstale_viewLim, _axis._update_ticks, _axis._get_ticklabel_bboxes


def spare() -> None:
    """From now on in this process."""
    transforms.id = identity  # type: ignore[attr-defined]
    ParserElement.__hash__ = identity  # type: ignore[method-assign]
    Artist.pchanged = _tell_those_who_hear  # type: ignore[assignment,method-assign]
    FontManager._findfont_cached = _find_face  # type: ignore[attr-defined]
    _find_face.cache_clear = _find.cache_clear  # type: ignore[attr-defined]  # which a script's own typeface asks for
    markers.copy = SimpleNamespace(deepcopy=_parts_of_marker)  # type: ignore[attr-defined]
    if rcParams._get_backend_or_none():  # type: ignore[attr-defined]  # else asking for that one would choose it
        RcParams.__getitem__ = dict.__getitem__  # type: ignore[method-assign]
    _axes._unstale_viewLim = _find_limits_where_stale
    _axis._update_ticks, _axis._get_ticklabel_bboxes = _ticks_once, _boxes_once
    for name in ("draw", "get_tightbbox"):
        if not hasattr(method := getattr(Axis, name), "spared"):
            setattr(Axis, name, _looking_once(method))


def _tell_those_who_hear(artist: Any) -> None:
    if artist._callbacks.callbacks:
        _tell(artist)


def _find_face(manager: Any, prop: Any, *options: Any) -> Any:
    """Files are looked for once for all sizes: each file has them all, so that size adds nothing to its score. And only
    among those of the families that are asked for, and of the one to which Matplotlib falls back from within: no score
    of others is low enough."""
    sizeless = FontProperties._from_any(prop).copy()  # type: ignore[attr-defined]
    sizeless.set_size(ANY_SIZE)
    names = {manager.defaultFamily["ttf"].lower()}
    for family in map(str.lower, sizeless.get_family()):
        names |= set(map(str.lower, manager._expand_aliases(family) if family in font_family_aliases else [family]))
    every = manager.ttflist
    manager.ttflist = [face for face in every if face.name.lower() in names]
    try:
        return _find(manager, sizeless, *options)
    finally:
        manager.ttflist = every


def _parts_of_marker(state: dict[str, Any]) -> dict[str, Any]:
    """A marker's copy can share its parts, which are replaced and never changed, but for a transform of the user."""
    return dict(state) if state["_user_transform"] is None else _copy(state)


def _find_limits_where_stale(axes: Any) -> None:
    """Whoever asks for limits asks all axes that share them, in their order; the order matters to none of them."""
    for name in axes._axis_names:
        if any(each._stale_viewlims[name] for each in axes._shared_axes[name]._mapping.get(axes, (axes,))):
            return _unstale(axes)  # type: ignore[no-any-return]
    return None


def _looking_once(method: Callable[..., Any]) -> Callable[..., Any]:
    """An axis that is drawn or measured looks for its ticks and their boxes once: Matplotlib looks again to find where
    the label goes, and nothing has moved meanwhile."""

    @wraps(method)
    def within(axis: Any, *arguments: Any, **options: Any) -> Any:
        axis.spared = {}
        try:
            return method(axis, *arguments, **options)
        finally:
            vars(axis).pop("spared", None)

    within.spared = True  # type: ignore[attr-defined]
    return within


def _ticks_once(axis: Any) -> Any:
    known = vars(axis).get("spared", {})
    if "ticks" not in known:
        known["ticks"] = _list_ticks(axis)
    return known["ticks"]


def _boxes_once(axis: Any, ticks: Any, renderer: Any) -> Any:
    known = vars(axis).get("spared", {})
    if "boxes" not in known or known["of"] is not ticks:
        known |= {"boxes": _boxes(axis, ticks, renderer), "of": ticks}
    return known["boxes"]
