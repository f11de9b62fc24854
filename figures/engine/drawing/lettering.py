"""Gives Matplotlib the project's typefaces, so that a label measures as it is painted. In a drawing process only."""

import logging
import sys
from functools import lru_cache
from typing import Any

from matplotlib import _text_helpers, rcParams
from matplotlib._mathtext import TruetypeFonts
from matplotlib.font_manager import FontEntry, FontPath, fontManager, get_font
from matplotlib.text import Text

from figures.engine.project.faults import Fault, FigureError
from figures.engine.typefaces.chosen import ROLES, Typefaces

ENLARGED = 1.1
PAINTED: dict[str, frozenset[str]] = {}  # the letters that a page has of the face in a file


class NoGlyph(FigureError):
    """No face has a character of a label; `written` is what the script says of it."""

    def __init__(self, character: str) -> None:
        frame, label = sys._getframe(), ""
        while frame.f_back and not label:
            frame = frame.f_back
            owner = frame.f_locals.get("self")
            label = owner.get_text() if isinstance(owner, Text) else ""
        self.written, shown = character, f"{character} " if character.isprintable() else ""
        super().__init__(
            Fault(
                f"no typeface has the character {shown}(U+{ord(character):04X}) of the label "
                f"{label!r}; write it otherwise, or as a formula between dollar signs"
            )
        )


class NoFace(FigureError):
    """A label asks for a family that the project does not have."""

    def __init__(self, family: str) -> None:
        self.written = family
        super().__init__(
            Fault(
                f"no typeface of this project is called {family!r}, so that a label in it would look "
                "otherwise on each machine; take 'sans-serif', 'serif' or 'monospace'"
            )
        )


def measure_with(typefaces: Typefaces) -> None:
    """Let "serif", "sans-serif" and "monospace" mean the project's faces, each with its signs as last resort.

    The faces go by the family that typefaces.toml and so CSS gives them, whatever their files call themselves. A
    character that is in none of them raises NoGlyph when it is drawn; Matplotlib would only warn and draw a box.
    """
    _text_helpers.warn_on_missing_glyph = _refuse  # type: ignore[assignment]
    logging.getLogger("matplotlib.mathtext").addFilter(_refuse_dummy)
    if typefaces.chosen:
        enlarge_formulas()
    signs = []
    for face in typefaces.faces():
        file = FontPath(str(face.file), 0)
        style = "italic" if face.italic else "normal"
        for weight in {face.weight, 700} if face.weight >= 600 else {face.weight}:  # as CSS takes the nearest
            fontManager.ttflist.append(FontEntry(file, name=face.family, style=style, weight=weight))
        if face.role == "signs":
            signs.append(file)
        else:
            PAINTED[file] = face.usual & frozenset(map(chr, get_font(file).get_charmap()))
    for role, family in typefaces.families().items():
        if ROLES[role]:
            rcParams[f"font.{ROLES[role]}"] = [family]  # type: ignore[index]
    find = fontManager._find_fonts_by_props
    known = {"sans-serif", "sans serif", "sans", "serif", "monospace", *typefaces.families().values()}

    @lru_cache(1000)  # each label asks each time that it is laid out
    def with_signs(prop: Any, **options: Any) -> tuple[Any, ...]:
        asked = [prop.get_file()] if prop.get_file() else prop.get_family()
        if typefaces.chosen and (strange := next((name for name in asked if name not in known), None)):
            raise NoFace(strange)
        found = find(prop, **options)
        return *found, *(file for file in signs if file not in found)

    fontManager._find_fonts_by_props = with_signs  # type: ignore[assignment,method-assign]


def enlarge_formulas() -> None:
    """Computer Modern's letters are lower than those of a sans of the same size: draw them by a tenth larger."""
    get_info = TruetypeFonts._get_info

    def enlarged(fonts: Any, name: str, kind: str, sign: str, size: float, dpi: float) -> Any:
        return get_info(fonts, name, kind, sign, size * (1 if name in ("default", "regular") else ENLARGED), dpi)

    TruetypeFonts._get_info = enlarged  # type: ignore[assignment,method-assign]


def _refuse(code: int, _: str) -> None:
    raise NoGlyph(chr(code))


def _refuse_dummy(record: logging.LogRecord) -> bool:
    """Of a formula, and of the words around one, Matplotlib says it in its log."""
    if "does not have a glyph" in record.msg and isinstance(record.args, tuple):
        raise NoGlyph(chr(int(record.args[-1])))  # type: ignore[call-overload]
    return True
