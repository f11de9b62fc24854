"""Labels in SVG: words are one run of text, formulas are outlines with readable text upon them.

Outlines look the same on the page, in a download and on paper, whatever fonts a machine has and however its browser
spaces letters. The text upon them takes no ink: it is there to be found and copied.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, zip_longest
from typing import Any
from unicodedata import category

from matplotlib.backends import backend_svg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties, font_family_aliases, fontManager, get_font, weight_dict
from matplotlib.ft2font import LoadFlags
from matplotlib.textpath import text_to_path

from figures.engine.drawing.glyphs import SCALE, bar, outline
from figures.engine.drawing.lettering import PAINTED, NoGlyph
from figures.engine.formulas.readable import as_text

backend: Any = backend_svg
USED: set[str] = set()  # the files of the faces that words were set in
DOLLAR = re.compile(r"(?<!\\)\$")
SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}  # of a line's width that lies before its anchor
ANCHOR = {"center": "middle", "right": "end"}
Glyph = tuple[Any, float, int, int, float, float]  # font, size, character, index, x, y


@dataclass(frozen=True)
class Piece:
    """A part of a line: words (no path) or a formula; in points, from the left end of the line on its baseline."""

    text: str
    x: float
    width: float
    path: str = ""


def set_labels() -> None:
    """From now on, whatever draws SVG in this process writes labels so."""
    _file.cache_clear()  # the typefaces may have changed
    RendererSVG._draw_text_as_text = _draw  # type: ignore[method-assign]


def _draw(
    renderer: Any,
    gc: Any,
    x: float,
    y: float,
    s: str,
    prop: FontProperties,
    angle: float,
    ismath: Any,
    mtext: Any = None,
) -> None:
    """One line of a label, its left end at (x, y)."""
    if not s.isascii() and (unseen := next((sign for sign in s if category(sign) == "Cf"), "")):
        raise NoGlyph(unseen)  # Matplotlib could not write it into a PDF
    writer, ink = renderer.writer, {}
    if (colour := backend.rgb2hex(gc.get_rgb())) != "#000000":  # the function that knows what was meant
        ink["fill"] = colour
    alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
    if alpha != 1:
        ink["opacity"] = _short(alpha)
    font = _font(prop)
    if not ismath and _is_painted(s, prop):
        side = mtext and (mtext._multialignment or mtext.get_horizontalalignment())
        if side in ANCHOR:
            before = SHARE[side] * renderer.get_text_width_height_descent(s, prop, ismath)[0]
            x += before * math.cos(math.radians(angle))
            y -= before * math.sin(math.radians(angle))
            font = font | {"text-anchor": ANCHOR[side]}
        USED.add(str(_file(prop)))
        turn = {"transform": f"rotate({_short(-angle)} {_short(x)} {_short(y)})"} if angle else {}
        writer.element("text", s, x=_short(x), y=_short(y), style=_css(font | ink), **_spaces(s), **turn)
        return
    turned = f" rotate({_short(-angle)})" if angle else ""
    writer.start("g", style=_css(ink), transform=f"translate({_short(x)} {_short(y)}){turned}")
    for piece in _pieces(s, bool(ismath), prop.copy()):
        if not piece.path:
            USED.add(str(_file(prop)))
            writer.element("text", piece.text, x=_short(piece.x), style=_css(font), **_spaces(piece.text))
            continue
        writer.element("path", d=piece.path)
        writer.element(
            "text",
            piece.text,
            x=_short(piece.x),
            style=_css(font | {"fill-opacity": "0"}),
            textLength=_short(piece.width),
            lengthAdjust="spacingAndGlyphs",
        )
    writer.end("g")


@lru_cache(1000)
def _pieces(s: str, ismath: bool, prop: FontProperties) -> list[Piece]:
    """The line in pieces. Words that no face of the page has all letters of are outlined as formulas are."""
    scale = prop.get_size_in_points() / SCALE
    if not ismath:
        font = get_font(fontManager._find_fonts_by_props(prop))
        font.set_size(SCALE, text_to_path.DPI)
        laid = font._layout(s, LoadFlags.NO_HINTING)
        glyphs = [(item.ft_object, SCALE, 0, item.glyph_index, item.x, item.y) for item in laid]
        width = text_to_path.get_text_width_height_descent(s, prop, False)[0] / scale
        return [_outlined(glyphs, [], scale, s, 0, width)]
    large = prop.copy()
    large.set_size(SCALE)
    width, _, _, glyphs, rects = text_to_path.mathtext_parser.parse(s, 72, large)
    parts = DOLLAR.split(s)
    rects = sorted(rects)
    words = [part.replace(r"\$", "$") for part in parts[::2]]
    formulas = [as_text(part) for part in parts[1::2]]
    file = _file(prop)
    plain = [glyph[0].fname == file and glyph[1] == SCALE for glyph in glyphs]
    found = "".join(chr(glyph[2]) for glyph, is_plain in zip(glyphs, plain, strict=True) if is_plain)
    stops = [place for place in range(1, len(glyphs)) if plain[place] != plain[place - 1]] + [len(glyphs)]
    inside = [(start, stop) for start, stop in pairwise([0, *stops]) if not plain[start]]
    if not found or found != "".join(words) or len(inside) != len(formulas) or not _is_painted(found, prop):
        whole = "".join(chain.from_iterable(zip_longest(words, formulas, fillvalue="")))
        return [_outlined(glyphs, rects, scale, whole, 0, width)]
    pieces = []
    for start, stop in pairwise([0, *stops]):
        left = glyphs[start][4] if start else 0
        right = glyphs[stop][4] if stop < len(glyphs) else width
        if plain[start]:
            text = "".join(chr(glyph[2]) for glyph in glyphs[start:stop])
            pieces.append(Piece(text, left * scale, (right - left) * scale))
        else:
            bars = [rect for rect in rects if rect[0] < right]  # one may begin left of all letters
            rects = rects[len(bars) :]
            pieces.append(_outlined(glyphs[start:stop], bars, scale, formulas.pop(0), left, right))
    return pieces


def _outlined(glyphs: Sequence[Glyph], bars: list[Any], scale: float, text: str, left: float, right: float) -> Piece:
    drawn = [outline(font, index, size / SCALE * scale, x * scale, -y * scale) for font, size, _, index, x, y in glyphs]
    drawn += [bar(x * scale, -y * scale, w * scale, h * scale) for x, y, w, h in bars]
    return Piece(text, left * scale, (right - left) * scale, "".join(drawn) or "M0 0")


def _is_painted(text: str, prop: FontProperties) -> bool:
    """Whether the page has all these letters of the face; where a project has no faces of its own, the system does."""
    letters = PAINTED.get(_file(prop))
    return letters is None or letters.issuperset(text)


@lru_cache(1000)
def _file(prop: FontProperties) -> Any:
    """The file of the face; Matplotlib, too, remembers it, but under the dozen settings that it might depend on."""
    return fontManager.findfont(prop)


@lru_cache(1000)
def _font(prop: FontProperties) -> dict[str, str]:
    """The face as CSS."""
    families = ["sans-serif" if family in ("sans", "sans serif") else family for family in prop.get_family()]
    expand: Any = fontManager
    names = dict.fromkeys(
        chain.from_iterable(
            [*expand._expand_aliases(family), family] if family in font_family_aliases else [family]
            for family in families
        )
    )
    font = {
        "font-size": f"{_short(prop.get_size_in_points())}px",
        "font-family": ", ".join(name if name in font_family_aliases else repr(name) for name in names),
    }
    if prop.get_style() != "normal":
        font["font-style"] = prop.get_style()
    weight: Any = prop.get_weight()
    if (weight := weight_dict.get(weight, weight)) != 400:
        font["font-weight"] = str(weight)
    return font


def _spaces(text: str) -> dict[str, str]:
    return {"xml:space": "preserve"} if "  " in text or text != text.strip() else {}


def _css(style: dict[str, str]) -> str:
    return "; ".join(f"{key}: {value}" for key, value in style.items())


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")
