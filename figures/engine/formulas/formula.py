"""One formula on a page: what MathJax gets, and the HTML that comes in its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

# A display formula may shrink to this before it scrolls: smaller, and its indices could not be read on a phone.
SMALLEST = 0.8
# In ex: there is room for a narrower one on every line, so that its height is always the same.
NARROW = 12

# The text between the tags is escaped, so it holds no "<" and the search stays linear.
FORMULA = re.compile(r'<(span|div) class="arithmatex"[^>]*>([^<]*)</\1>')
NUMBER = re.compile(r"\s*\\(label|tag)\s*\{([^{}]*)\}")
# Between a drawing and a bracket, letter or hyphen a browser would break the line: "(" | x, n | "-dimensional".
JOINER = "\N{WORD JOINER}"
APART = re.compile(r"[\s<>]?")  # no neighbour, or one after which a line may break
CLOSING = re.compile(r"[.,;:!?)\]”’…]*")  # no line begins with these, whatever a browser does behind a picture
CONTAINER = re.compile(r"<(?:body|article)\b[^>]*>")
SIZE = re.compile(r' height="([\d.]+ex)".* viewBox="\S+ \S+ (\S+) (\S+)"')

Drawing = dict[str, Any]  # "svg", "mathml", "glyphs" (id -> path) and "width" in ex; or "error" alone


@dataclass(frozen=True)
class FormulaError:
    """A formula that cannot be typeset, as written, and why; `tex` is empty if it is not the formula's fault."""

    tex: str
    message: str


class Formula:
    """One formula where it stands on a page: what MathJax gets, and what comes in its place."""

    def __init__(self, match: re.Match[str], numbers: Mapping[str, str]) -> None:
        self.start, self.end = match.span()
        self.display = match[1] == "div"
        before, after = match.string[max(self.start - 1, 0) : self.start], match.string[self.end : self.end + 1]
        closing = None if self.display else CLOSING.match(match.string, self.end)
        self.closing = closing[0] if closing else ""
        self.end += len(self.closing)
        self.joined = (
            "" if APART.fullmatch(before) else JOINER,
            "" if self.closing or APART.fullmatch(after) else JOINER,
        )
        body = unescape(match[2]).strip()
        self.source = body[2:-2].strip() if body[:2] in (r"\(", r"\[") else body
        marks = NUMBER.findall(self.source)
        self.tex = NUMBER.sub("", self.source) if self.display else self.source
        self.labels = [value for kind, value in marks if kind == "label"]
        self.number = next((numbers.get(v) if kind == "label" else v for kind, v in marks), None)
        self.fault: str | None = None
        if re.search(r"(?<!\\)\$", self.source) and r"\text" not in self.source:
            self.fault = "a dollar sign stands within it; between two display formulas there is a blank line"
        elif marks and not self.display:
            self.fault = rf"\{marks[0][0]} works in display math only; write the formula between $$ and $$"
        elif len(marks) > 1:
            self.fault = r"one \label or \tag numbers the whole display; split it into several to number each line"
        elif reference := re.search(r"\\(?:eq)?ref\b", self.source):
            self.fault = f"{reference[0]} finds no label here; write @eq:name in the text"
        elif marks and self.number is None:
            self.fault = rf"\label{{{self.labels[0]}}} has no number; is its page in the navigation?"

    def html(self, drawing: Drawing) -> str:
        """The drawing with its MathML and its TeX; or, where there is none, the TeX in red and the reason."""
        box = "div" if self.display else "span"
        if "error" in drawing:
            return (
                f'<{box} class="tex-error"><code>{escape(self.source)}</code> '
                f"<span>{escape(drawing['error'])}</span></{box}>{self.closing}"
            )
        mathml = drawing["mathml"].replace("<math", '<math class="tex-mathml"', 1)
        tex = escape(self.tex)
        drawn = self._sized(drawing)
        if not self.display:
            first, last = self.joined
            drawn = f'<span class="tex" data-tex="{tex}">{first}{drawn}{mathml}{last}</span>'
            return f'<span class="tex-closed">{drawn}{self.closing}</span>' if self.closing else drawn
        shown = f'<div class="tex tex-display" data-tex="{tex}">{drawn}{mathml}</div>'
        if self.number is None:
            return shown
        anchor = f' id="eq-{escape(self.labels[0])}"' if self.labels else ""
        return f'<div class="tex-numbered"{anchor}>{shown}<span class="tex-number">({escape(self.number)})</span></div>'

    def _sized(self, drawing: Drawing) -> str:
        """The SVG with its height, which holds before a browser lays it out; a long one shrinks with its width."""
        svg: str = drawing["svg"]
        size = SIZE.search(svg)
        if size is None:
            return svg
        least = f"min-width:{SMALLEST * drawing['width']:.2f}ex;" if self.display else ""
        long = self.display or drawing["width"] > NARROW
        height = f"height:auto;aspect-ratio:{size[2]}/{size[3]};" if long else f"height:{size[1]};"
        return svg.replace('style="', f'style="{least}{height}', 1)


def definitions(glyphs: Mapping[str, str]) -> str:
    """The glyphs of a page, for `<use>`; takes no room (not display: none, which hides them from some browsers)."""
    paths = "".join(f'<path id="{name}" d="{path}"/>' for name, path in sorted(glyphs.items()))
    hidden = 'class="tex-glyphs" width="0" height="0" aria-hidden="true" focusable="false"'
    return f"<svg {hidden}><defs>{paths}</defs></svg>" if paths else ""
