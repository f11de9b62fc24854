"""What Matplotlib and its parser do again and again to no effect is spared. In a drawing process only.

Each stand-in gives what the original gives. Together they took a tenth of the time of a drawing.
"""

from types import SimpleNamespace
from typing import Any

from matplotlib import markers, transforms
from matplotlib.artist import Artist
from matplotlib.font_manager import FontManager, FontProperties
from pyparsing import ParserElement

ANY_SIZE = 10.0  # points
# Python tells the hook that watches files of each id that is asked for. This is the same number, turned.
identity = object.__hash__

_tell, _find, _copy = Artist.pchanged, FontManager._findfont_cached, markers.copy.deepcopy  # type: ignore[attr-defined]


def spare() -> None:
    """From now on in this process."""
    transforms.id = identity  # type: ignore[attr-defined]
    ParserElement.__hash__ = identity  # type: ignore[method-assign]
    Artist.pchanged = _tell_those_who_hear  # type: ignore[assignment,method-assign]
    FontManager._findfont_cached = _find_face  # type: ignore[attr-defined]
    _find_face.cache_clear = _find.cache_clear  # type: ignore[attr-defined]  # which a script's own typeface asks for
    markers.copy = SimpleNamespace(deepcopy=_parts_of_marker)  # type: ignore[attr-defined]


def _tell_those_who_hear(artist: Any) -> None:
    if artist._callbacks.callbacks:
        _tell(artist)


def _find_face(manager: Any, prop: Any, *options: Any) -> Any:
    """Files are looked for once for all sizes: each file has them all, so that size adds nothing to its score."""
    sizeless = FontProperties._from_any(prop).copy()  # type: ignore[attr-defined]
    sizeless.set_size(ANY_SIZE)
    return _find(manager, sizeless, *options)


def _parts_of_marker(state: dict[str, Any]) -> dict[str, Any]:
    """A marker's copy can share its parts, which are replaced and never changed, but for a transform of the user."""
    return dict(state) if state["_user_transform"] is None else _copy(state)
