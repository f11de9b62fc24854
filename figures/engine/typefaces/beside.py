"""The project's typefaces beside the page: a small style sheet, and the fonts as files that it names.

A page is painted without waiting for them. Text takes a face only if it is there by then (`font-display: optional`),
so that nothing moves; the labels of figures take theirs whenever it comes, since a drawing leaves room for no other.
What is small stays inside the sheet. On the file system, where browsers refuse to load fonts, a page reads the sheet
that holds them all: there a script writes it and, behind it, the beginning of a comment, in which the rest of the block
ends.
"""

import base64
import re
from collections.abc import Callable

from figures.engine.store.digests import digest
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.typefaces.webfonts import font_sheet

RULE = re.compile(r'@font-face\{font-family:"(.+?)";font-weight:(\d+)(;font-style:italic)?;.*base64,(.+?)\) .*\}')
SHEET = re.compile('<link [^>]*rel="stylesheet"')
SMALL = 6000  # bytes: a request of its own costs more
DRAWN = " drawn"  # follows the family's name where figures take it
NEEDED = {  # by pages that have these; the command below each figure is hidden until it is asked for
    "italic": re.compile("<(em|i|cite)>"),
    "code": re.compile("<(code|kbd|samp)(?!>python -m figures)"),
}
ON_DISK = (
    'location.protocol === "file:" && '
    'document.write(`<link rel="stylesheet" href="${document.currentScript.dataset.sheet}"><!--`)'
)


class Beside:
    """The faces of a project, with the usual letters and with `letters`. Raises FigureError, as font_sheet does."""

    def __init__(self, typefaces: Typefaces, letters: str, say: Callable[[str], None]) -> None:
        self._roles = {family: role for role, family in typefaces.families().items()}
        self._ahead: dict[str, str] = {}  # what the fonts set, by their addresses
        self.files: dict[str, bytes] = {}  # by their addresses in the site
        whole = font_sheet(typefaces, letters, say)
        sheet = "\n".join(line for rule in whole.decode().split("\n") for line in self._linked(rule)).encode()
        name = f"assets/typefaces-{digest(whole + sheet)[:8]}"
        self.sheet, self.whole = f"{name}.css", f"{name}.whole.css"
        self.files |= {self.sheet: sheet, self.whole: whole}

    def ahead(self, html: str) -> str:
        """The page, in whose head the fonts that it needs come before every other style."""
        link = re.search(rf'<link [^>]*"([^"]*){re.escape(self.sheet)}"[^>]*>', html)
        if link is None:
            return html
        base, html = link[1], html[: link.start()] + html[link.end() :]
        first = SHEET.search(html, 0, link.start())
        at = first.start() if first else link.start()
        head, rest = html[:at], html[at:]
        wanted = [address for address, kind in self._ahead.items() if kind not in NEEDED or NEEDED[kind].search(rest)]
        block = [
            f'<script data-sheet="{base}{self.whole}">{ON_DISK}</script>',
            *(f'<link rel="preload" href="{base}{each}" as="font" type="font/woff2" crossorigin>' for each in wanted),
            f'<link rel="stylesheet" href="{base}{self.sheet}"><!-- -->',
        ]
        return "\n".join([head, *block, rest])

    def _linked(self, rule: str) -> list[str]:
        """The rule with its font in a file, unless that is small; for labels another one, for figures alone."""
        parts = RULE.fullmatch(rule)
        assert parts is not None
        family, weight, italic, code = parts.groups()
        font = base64.b64decode(code)
        optional = ";font-display:optional}"  # of all: if one alone may come late, Chromium lays out the page again
        if len(font) < SMALL:
            return [rule[:-1] + optional]
        name = f"{family.replace(' ', '-').lower()}-{weight}{'-italic' * bool(italic)}-{digest(font)[:8]}.woff2"
        self.files[f"assets/typefaces/{name}"] = font
        self._ahead[f"assets/typefaces/{name}"] = "italic" if italic else self._roles[family]
        linked = rule.replace(f"data:font/woff2;base64,{code}", f"typefaces/{name}")[:-1]
        drawn = linked.replace(f'"{family}"', f'"{family}{DRAWN}"', 1)
        return [linked + optional] + [f"{drawn};font-display:swap}}"] * (self._roles[family] == "label")
