"""Formulas: TeX on a page becomes SVG for eyes, MathML for ears and TeX for the clipboard, all at build time.

pymdownx.arithmatex leaves TeX in `<span class="arithmatex">` and `<div class="arithmatex">`; MathJax, run by Node,
draws it. The glyphs of a page are defined once, before their first use. Every formula is cached by what it depends on,
and what a page needs lies in one file more: opening a thousand small ones took a twentieth of a build.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from figures.engine.formulas.formula import CONTAINER, FORMULA, Drawing, Formula, FormulaError, definitions
from figures.engine.formulas.node import Node, NodeError
from figures.engine.store.digests import digest, sealed
from figures.engine.store.recalling import recalled
from figures.engine.store.writes import write_atomically

SCRIPT = Path(__file__).parent / "mathjax" / "typeset.mjs"
STYLE = Path(__file__).with_name("formulas.css")


class Formulas:
    """Typesets pages. `macros` is a TeX file of definitions for all of them, `cache` a folder that may be deleted."""

    def __init__(self, macros: Path | None, cache: Path, say: Callable[[str], None] = print) -> None:
        self.macros, self.cache, self.say = macros, cache, say
        self._node = Node(SCRIPT, cache, say)
        self._known: dict[str, Drawing] = {}
        self._fault: str | None = None  # why Node cannot typeset; not tried again for each page
        self._writable = True

    def typeset(self, html: str, numbers: Mapping[str, str] = {}, page: str = "") -> tuple[str, list[FormulaError]]:
        r"""The page with every formula drawn, and what could not be. `numbers` says how each `\label` is numbered."""
        found = [Formula(match, numbers) for match in FORMULA.finditer(html)]
        if not found:
            return html, []
        drawings = self._draw([formula for formula in found if not formula.fault], page)
        errors: dict[FormulaError, None] = {}  # in order, each once
        glyphs: dict[str, str] = {}
        pieces, end = [], 0
        for formula in found:
            drawing = drawings.get(formula, {"error": formula.fault})
            if "error" in drawing:
                errors[FormulaError("" if drawing.get("global") else formula.source, drawing["error"])] = None
            glyphs.update(drawing.get("glyphs", {}))
            pieces += [html[end : formula.start], formula.html(drawing)]
            end = formula.end
        before = max((match.end() for match in CONTAINER.finditer(html, 0, found[0].start)), default=0)
        pieces[0] = pieces[0][:before] + definitions(glyphs) + pieces[0][before:]
        return "".join([*pieces, html[end:]]), list(errors)

    def close(self) -> None:
        """End Node if it runs."""
        self._node.close()

    def _draw(self, formulas: list[Formula], page: str) -> dict[Formula, Drawing]:
        """The drawing of each formula: from memory, from the cache, or by MathJax, which gets all the rest at once."""
        macros = self.macros.read_text(encoding="utf-8-sig") if self.macros else ""
        base = digest(SCRIPT.read_bytes() + SCRIPT.with_name("package-lock.json").read_bytes() + macros.encode())
        names = {formula: digest(f"{base}\0{formula.display}\0{formula.tex}".encode()) for formula in formulas}
        keys = {name: formula for formula, name in names.items()}
        together = self.cache / "pages" / f"{digest(page.encode())}.json"
        kept = recalled(together)
        places = {key: self.cache / "drawn" / f"{key}.json" for key in keys}
        drawn = {
            key: drawing
            for key, place in places.items()
            if (drawing := self._known.get(key) or kept.get(key) or recalled(place))
        }
        missing = [key for key in keys if key not in drawn]
        for name, drawing in zip(missing, self._ask([keys[key] for key in missing], macros), strict=True):
            drawn[name] = drawing
            if "error" not in drawing:
                self._save(places[name], drawing)
        good = {key: drawing for key, drawing in drawn.items() if "error" not in drawing}
        self._known |= good
        if page and kept.keys() != good.keys():
            self._save(together, good)
        return {formula: drawn[key] for formula, key in names.items()}

    def _ask(self, formulas: list[Formula], macros: str) -> list[Drawing]:
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
                answer |= {"error": f"{self.macros and self.macros.name}: {answer['error']}", "global": True}
        return answers

    def _save(self, path: Path, drawing: Drawing) -> None:
        body = json.dumps(drawing, ensure_ascii=False, sort_keys=True).encode()
        try:
            if self._writable:
                write_atomically(path, sealed(body))
        except OSError as error:
            self._writable = False
            self.say(
                f"Formulas are not cached: cannot write {path.parent} ({error.strerror}); "
                "every build typesets them anew until the folder is writable"
            )
