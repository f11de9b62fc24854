"""What a script asks of Matplotlib: where things lie, how far axes reach, what is set on them.

New axes may answer otherwise than those that have been drawn already, with their limits and in their places.
"""

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from types import FrameType
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.cbook import CallbackRegistry
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, IdentityTransform, Transform

Heard = Callable[[str, FrameType], None]  # what is asked for, and the frame that asks
METHODS = {
    Artist: "get_window_extent get_tightbbox add_callback",
    Axis: """
        get_view_interval get_data_interval get_inverted get_ticklocs get_majorticklocs get_minorticklocs get_tick_space
        get_ticklabels get_majorticklabels get_minorticklabels get_ticklines get_gridlines get_major_ticks
        get_minor_ticks
    """,
    Transform: """
        transform transform_affine transform_non_affine transform_point transform_bbox transform_path transform_angles
        inverted frozen get_matrix get_affine
    """,
    Figure: "get_dpi gca get_axes",
    CallbackRegistry: "connect",  # nothing calls back where an answer comes from the record
}
ATTRIBUTES = {Figure: ("axes", "bbox", "dpi"), Axes: ("bbox", "dataLim", "viewLim")}
WHICH = {"axes", "gca", "get_axes"}  # the same once all axes are made
# Of axes, everything but what all of them answer alike.
ALIKE = """
    get_children get_figure get_gridspec get_images get_legend get_legend_handles_labels get_lines get_subplotspec
    get_title get_transform get_xaxis get_xaxis_transform get_yaxis get_yaxis_transform
""".split()
ALONE = (Affine2D, IdentityTransform)  # depend on nothing that is drawn
# Those that ask for themselves.
WITHIN = ("matplotlib.", "mpl_toolkits.", "figures.engine.")


def listen(is_on: Callable[[], bool], tell: Callable[[str], None]) -> None:
    """From now on, in this process, tell of each question that comes from elsewhere than these, while it is on."""

    def heard(name: str, frame: FrameType) -> None:
        if is_on() and not f"{frame.f_globals.get('__name__')}.".startswith(WITHIN):
            tell(name)

    found: list[tuple[Any, str]] = []
    found += [(kind, name) for owner, names in METHODS.items() for kind in _kinds(owner) for name in names.split()]
    for kind in Axes.__mro__[: Axes.__mro__.index(Artist)]:
        found += [(kind, name) for name in vars(kind) if name.startswith("get_") and name not in ALIKE]
    for kind, name in found:
        if name in vars(kind) or kind is Figure:
            setattr(kind, name, _told(getattr(kind, name), name, heard))
    for owner, held in ATTRIBUTES.items():
        for name in held:
            setattr(owner, name, _held(getattr(owner, name, None), name, heard))


def _kinds(owner: Any) -> Iterator[Any]:
    yield owner
    for kind in owner.__subclasses__():
        yield from _kinds(kind)


def _told(original: Callable[..., Any], name: str, heard: Heard) -> Callable[..., Any]:
    @wraps(original)
    def method(owner: Any, *arguments: Any, **options: Any) -> Any:
        if type(owner) not in ALONE:
            heard(name, sys._getframe(1))
        return original(owner, *arguments, **options)

    return method


def _held(known: Any, name: str, heard: Heard) -> property:
    """An attribute that tells of who wants to know it, or to set it."""

    def get(owner: Any) -> Any:
        heard(name, sys._getframe(1))
        if known is None and name not in vars(owner):
            raise AttributeError(name)
        return vars(owner)[name] if known is None else known.fget(owner)

    def put(owner: Any, value: Any) -> None:
        heard(name, sys._getframe(1))
        if known is None:
            vars(owner)[name] = value
        else:
            known.__set__(owner, value)

    return property(get, put)
