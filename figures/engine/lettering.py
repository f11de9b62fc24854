"""Gives Matplotlib the project's typefaces, so that a label measures as it is painted. In a drawing process only."""

from typing import Any

from matplotlib import rcParams
from matplotlib.font_manager import FontEntry, FontPath, fontManager

from figures.engine.typefaces import ROLES, Typefaces


def measure_with(typefaces: Typefaces) -> None:
    """Let "serif", "sans-serif" and "monospace" mean the project's faces, each with its signs as last resort.

    The faces go by the family that typefaces.toml and so CSS gives them, whatever their files call themselves.
    """
    if not typefaces.chosen:
        return
    signs = []
    for face in typefaces.faces():
        style = "italic" if face.italic else "normal"
        fontManager.ttflist.append(FontEntry(str(face.file), name=face.family, style=style, weight=face.weight))
        if face.role == "signs":
            signs.append(FontPath(str(face.file), 0))
    for role, family in typefaces.families().items():
        if ROLES[role]:
            rcParams[f"font.{ROLES[role]}"] = [family]  # type: ignore[index]
    find = fontManager._find_fonts_by_props

    def with_signs(prop: Any, **options: Any) -> list[Any]:
        found = find(prop, **options)
        return [*found, *(file for file in signs if file not in found)]

    fontManager._find_fonts_by_props = with_signs  # type: ignore[assignment,method-assign]
