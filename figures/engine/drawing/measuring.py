"""Labels are parsed and measured once in a process, whichever renderer asks. In a drawing process only.

Matplotlib keeps fifty formulas for each renderer apart, and makes a renderer for each format and for each setting that
is drawn afresh; a figure with controls has hundreds of labels.
"""

from functools import lru_cache
from typing import Any

from matplotlib import _mathtext, mathtext, text, textpath
from matplotlib.font_manager import FontProperties, findfont, get_font

MOST = 20_000  # labels that are kept
Formulas: Any = _mathtext
Texts: Any = text
Parser: Any = mathtext.MathTextParser
Paths: Any = textpath.TextToPath
PARSERS: dict[str, Any] = {parser._output_type: parser for parser in map(Parser, ("path", "agg"))}

_parse, _measure = Parser._parse_cached.__wrapped__, Paths.get_text_width_height_descent


def measure_once() -> None:
    """From now on in this process; what was measured before is forgotten, as the typefaces may have changed."""
    _parsed.cache_clear()
    _measured.cache_clear()
    Formulas.findfont = lru_cache(MOST)(findfont)  # each formula looks for all of its faces
    Texts.get_font = lru_cache(MOST)(_Face)
    Parser._parse_cached = _parse_once
    Paths.get_text_width_height_descent = _measure_once


class _Face:
    """What a label asks of its face: tables that say how high its letters are, which do not change."""

    def __init__(self, files: tuple[Any, ...]) -> None:
        self.get_sfnt_table = lru_cache(get_font(files).get_sfnt_table)


def _parse_once(parser: Any, *order: Any) -> Any:
    return _parsed(parser._output_type, *order)


def _measure_once(_: Any, s: str, prop: FontProperties, ismath: Any) -> Any:
    return _measured(s, prop.copy(), ismath)  # the original can change


@lru_cache(MOST)
def _parsed(kind: str, *order: Any) -> Any:
    return _parse(PARSERS[kind], *order)


@lru_cache(MOST)
def _measured(s: str, prop: FontProperties, ismath: Any) -> Any:
    return _measure(textpath.text_to_path, s, prop, ismath)
