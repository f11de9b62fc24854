"""Formulas: TeX on a page becomes SVG for eyes, MathML for ears and TeX for the clipboard, all at build time.

pymdownx.arithmatex leaves TeX in `<span class="arithmatex">` and `<div class="arithmatex">`; MathJax, run by Node,
draws it. The glyphs of a page are defined once, before their first use. Every formula is cached by what it depends on.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from figures.engine.files import write_atomically
from figures.engine.node import Node, NodeError

SCRIPT = Path(__file__).parent / "mathjax" / "typeset.mjs"
STYLE = Path(__file__).with_name("formulas.css")
# A formula wider than this scrolls, so it must be reached by the keyboard. It is the column of the narrowest screen
# that we design for: 390 pixels less margins of 32, inside a box with 40 more, by 8.75 pixels for an ex.
WIDE = 36.0

FORMULA = re.compile(r'<(span|div) class="arithmatex"[^>]*>([^<]*)</\1>')
NUMBER = re.compile(r"\s*\\(label|tag)\s*\{([^{}]*)\}")
CONTAINER = re.compile(r"<(?:body|article)\b[^>]*>")

Drawing = dict[str, Any]  # "svg", "mathml", "glyphs" (id -> path) and "width" in ex; or "error" alone


@dataclass(frozen=True)
class FormulaError:
    """A formula that cannot be typeset, as written, and why; `tex` is empty if it is not the formula's fault."""

    tex: str
    message: str


class Formulas:
    """Typesets pages. `macros` is a TeX file of definitions for all of them, `cache` a folder that may be deleted."""

    def __init__(self, macros: Path | None, cache: Path, say: Callable[[str], None] = print) -> None:
        self.macros, self.cache, self.say = macros, cache, say
        self._node = Node(SCRIPT, cache, say)
        self._known: dict[str, Drawing] = {}
        self._fault: str | None = None  # why Node cannot typeset; not tried again for each page
        self._writable = True

    def typeset(self, html: str, numbers: Mapping[str, str] = {}) -> tuple[str, list[FormulaError]]:
        r"""The page with every formula drawn, and what could not be. `numbers` says how each `\label` is numbered."""
        found = [Formula(match, numbers) for match in FORMULA.finditer(html)]
        if not found:
            return html, []
        drawings = self._draw([formula for formula in found if not formula.fault])
        errors: dict[FormulaError, None] = {}  # in order, each once
        glyphs: dict[str, str] = {}
        pieces, end = [], 0
        for formula in found:
            drawing = drawings.get(formula, {"error": formula.fault})
            if "error" in drawing:
                errors[FormulaError("" if drawing.get("global") else formula.source, drawing["error"])] = None
            glyphs.update(drawing.get("glyphs", {}))
            pieces += [html[end:formula.start], formula.html(drawing)]
            end = formula.end
        before = max((match.end() for match in CONTAINER.finditer(html, 0, found[0].start)), default=0)
        pieces[0] = pieces[0][:before] + definitions(glyphs) + pieces[0][before:]
        return "".join([*pieces, html[end:]]), list(errors)

    def close(self) -> None:
        """End Node if it runs."""
        self._node.close()

    def _draw(self, formulas: list["Formula"]) -> dict["Formula", Drawing]:
        """The drawing of each formula: from memory, from the cache, or by MathJax, which gets all the rest at once."""
        macros = self.macros.read_text(encoding="utf-8") if self.macros else ""
        base = hashlib.sha256(SCRIPT.read_bytes())
        base.update(SCRIPT.with_name("package-lock.json").read_bytes() + macros.encode())
        keys: dict[str, Formula] = {}
        names: dict[Formula, str] = {}
        for formula in formulas:
            key = base.copy()
            key.update(f"\0{formula.display}\0{formula.tex}".encode())
            names[formula] = key.hexdigest()[:32]
            keys[names[formula]] = formula
        drawn = {key: drawing for key in keys if (drawing := self._known.get(key) or self._load(key))}
        missing = [key for key in keys if key not in drawn]
        for key, drawing in zip(missing, self._ask([keys[key] for key in missing], macros), strict=True):
            drawn[key] = drawing
            if "error" not in drawing:
                self._save(key, drawing)
        self._known.update((key, drawing) for key, drawing in drawn.items() if "error" not in drawing)
        return {formula: drawn[key] for formula, key in names.items()}

    def _ask(self, formulas: list["Formula"], macros: str) -> list[Drawing]:
        if not formulas:
            return []
        question = {"macros": macros, "formulas": [{"tex": one.tex, "display": one.display} for one in formulas]}
        try:
            answers: list[Drawing] = [] if self._fault else self._node.ask(question)
        except NodeError as error:
            self._fault = str(error)
        if self._fault:
            return [{"error": self._fault, "global": True}] * len(formulas)
        for answer in answers:
            if answer.pop("macros", False):
                answer |= {"error": f"{self.macros}: {answer['error']}", "global": True}
        return answers

    def _load(self, key: str) -> Drawing | None:
        try:
            checksum, _, body = (self.cache / "formulas" / f"{key}.json").read_bytes().partition(b"\n")
            whole = checksum.decode() == hashlib.sha256(body).hexdigest()
            return json.loads(body) if whole else None
        except (OSError, ValueError):
            return None

    def _save(self, key: str, drawing: Drawing) -> None:
        body = json.dumps(drawing, ensure_ascii=False, sort_keys=True).encode()
        path = self.cache / "formulas" / f"{key}.json"
        try:
            if self._writable:
                write_atomically(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        except OSError as error:
            self._writable = False
            self.say(f"Formulas are not cached: cannot write {path.parent} ({error.strerror}); "
                     "every build typesets them anew until the folder is writable")


class Formula:
    """One formula where it stands on a page: what MathJax gets, and what comes in its place."""

    def __init__(self, match: re.Match[str], numbers: Mapping[str, str]) -> None:
        self.start, self.end = match.span()
        self.display = match[1] == "div"
        body = unescape(match[2]).strip()
        self.source = body[2:-2].strip() if body[:2] in (r"\(", r"\[") else body
        marks = NUMBER.findall(self.source)
        self.tex = NUMBER.sub("", self.source) if self.display else self.source
        self.labels = [value for kind, value in marks if kind == "label"]
        self.number = next((numbers.get(v) if kind == "label" else v for kind, v in marks), None)
        self.fault: str | None = None
        if marks and not self.display:
            self.fault = rf"\{marks[0][0]} works in display math only; write the formula between $$ and $$"
        elif len(marks) > 1:
            self.fault = r"one \label or \tag numbers the whole display; split it into several to number each line"
        elif marks and self.number is None:
            self.fault = rf"\label{{{self.labels[0]}}} has no number; is the label used twice, or the page not in the nav?"

    def html(self, drawing: Drawing) -> str:
        """The drawing with its MathML and its TeX; or, where there is none, the TeX in red and the reason."""
        box = "div" if self.display else "span"
        if "error" in drawing:
            return (f'<{box} class="tex-error"><code>{escape(self.source)}</code> '
                    f'<span>{escape(drawing["error"])}</span></{box}>')
        mathml = drawing["mathml"].replace("<math", '<math class="tex-mathml"', 1)
        tex = escape(self.tex)
        if not self.display:
            return f'<span class="tex" data-tex="{tex}">{drawing["svg"]}{mathml}</span>'
        name = f"Formula {self.number}" if self.number else "Formula"
        scroll = f' tabindex="0" role="group" aria-label="{escape(name)}, scrolls sideways"'
        shown = (f'<div class="tex tex-display" data-tex="{tex}"{scroll if drawing["width"] > WIDE else ""}>'
                 f'{drawing["svg"]}{mathml}</div>')
        if self.number is None:
            return shown
        anchor = f' id="eq-{escape(self.labels[0])}"' if self.labels else ""
        return f'<div class="tex-numbered"{anchor}>{shown}<span class="tex-number">({escape(self.number)})</span></div>'


def definitions(glyphs: Mapping[str, str]) -> str:
    """The glyphs of a page, for `<use>`; takes no room (not display: none, which hides them from some browsers)."""
    paths = "".join(f'<path id="{name}" d="{path}"/>' for name, path in sorted(glyphs.items()))
    hidden = 'class="tex-glyphs" width="0" height="0" aria-hidden="true" focusable="false"'
    return f"<svg {hidden}><defs>{paths}</defs></svg>" if paths else ""
