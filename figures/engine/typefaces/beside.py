"""The project's typefaces beside the page: a small style sheet, and the fonts as files that it names.

A page is painted without waiting for them. Text takes a face only if it is there by then (`font-display: optional`),
so that nothing moves; the labels of figures take theirs whenever it comes, since a drawing leaves room for no other.
So the head asks for every font that the words of its page need, and for no other. On the file system, where browsers
refuse to load fonts, a page reads the sheet that holds them all: there a script writes it and, behind it, the beginning
of a comment, in which the rest of the block ends.
"""

import re
from collections.abc import Callable
from html import unescape

from figures.engine.store.digests import digest
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.typefaces.fonts import Font, fonts_of

SHEET = re.compile('<link [^>]*rel="stylesheet"')
DRAWN = " drawn"  # follows the family's name where figures take it
# … and where pages take signs: of a face that is late, Chromium takes all letters that the machine has.
SIGNS = " signs"
NEEDED = {  # by pages that have these; the command below each figure is hidden until it is asked for
    "italic": re.compile("<(em|i|cite)>"),
    "code": re.compile("<(code|kbd|samp)(?!>python -m figures)"),
}
UNSEEN = re.compile(  # the words of a formula in a label are there to be copied: its outlines are what is painted
    r'<text\b[^>]*fill-opacity(?:="|: ?)0["; ].*?</text>'
    r"|<(head|math|script|style|template|noscript|title|desc)\b.*?</\1>|<[^>]*>",
    re.DOTALL,
)
ON_DISK = (
    'location.protocol === "file:" && '
    'document.write(`<link rel="stylesheet" href="${document.currentScript.dataset.sheet}"><!--`)'
)


class Beside:
    """The faces of a project, with the usual letters and with `letters`. Raises FigureError, as fonts_of does."""

    def __init__(self, typefaces: Typefaces, letters: str, say: Callable[[str], None]) -> None:
        self._signs: frozenset[str] = frozenset()  # what the face of signs has
        self._ahead: dict[str, str] = {}  # what the fonts set, by their addresses
        self.files: dict[str, bytes] = {}  # by their addresses in the site
        fonts = fonts_of(typefaces, letters, say)
        sheet = "\n".join(rule for font in fonts for rule in self._linked(font)).encode()
        # A font that lies in the sheet is there before the first line, unless a way to wait for it is named.
        whole = "\n".join(font.rule(font.inside, _name(font), "auto") for font in fonts).encode()
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
        block = [
            f'<script data-sheet="{base}{self.whole}">{ON_DISK}</script>',
            *(
                f'<link rel="preload" href="{base}{address}" as="font" type="font/woff2" crossorigin>'
                for address, kind in self._ahead.items()
                if self._needed(kind, rest)
            ),
            f'<link rel="stylesheet" href="{base}{self.sheet}"><!-- -->',
        ]
        return "\n".join([head, *block, rest])

    def _needed(self, kind: str, html: str) -> bool:
        if kind == "signs":
            return not self._signs.isdisjoint(unescape(UNSEEN.sub("", html)))
        return kind not in NEEDED or NEEDED[kind].search(html) is not None

    def _linked(self, font: Font) -> list[str]:
        """The rule with its font in a file; what labels may take, another time for figures alone."""
        kind = "italic" if font.italic else font.role
        if kind == "signs":
            self._signs |= frozenset(font.letters)
        source = f"typefaces/{font.family.replace(' ', '-').lower()}-{digest(font.data)[:8]}.woff2"
        self.files[f"assets/{source}"] = font.data
        self._ahead.setdefault(f"assets/{source}", kind)  # what is lent comes after all others
        drawn = font.rule(source, f"{font.family}{DRAWN}", "swap")
        return [font.rule(source, _name(font))] + [drawn] * (font.role in ("label", "signs"))


def _name(font: Font) -> str:
    return font.family + SIGNS * (font.role == "signs")
