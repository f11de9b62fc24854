"""A MkDocs hook: the gallery shows every figure of the book, small, with the way to its place and its files.

A thumbnail is the drawing that stands on the page, as a file of its own: so it has both schemes, and stays sharp.
What a card says is the first sentence of the script. The time to draw is told in three classes, since no two drawings
take equally long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from figures.engine.drawing.colour import Colour
from figures.engine.pages.placing import FOLDER
from figures.engine.pages.quotes import typographic
from figures.engine.pages.stylesheet import EITHER, colours_of, fonts_of
from figures.engine.site.build import Build
from figures.engine.site.for_hooks import build_of, made_of
from figures.engine.store.made import Making

GALLERY = "reference/gallery.md"
SAYS = re.compile(r'"""(.*?)(?:\n\s*\n|\s*""")', re.DOTALL)  # the first paragraph of a docstring …
SENTENCE = re.compile(r".*?[.?!](?=\s+[A-Z(]|\s*$)", re.DOTALL)  # … and its first sentence
QUICK, SLOW = 1.0, 5.0  # seconds
VARIABLE = re.compile(r"var\(--fig-([\w-]+)")
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True)
class Card:
    """A figure: where it stands, what it says, and what can be had of it."""

    name: str
    number: str
    says: str
    page: str
    place: str  # from the site's root
    script: str
    kinds: list[str]  # of files to download
    controls: int
    time: str
    size: tuple[int, int]


def first_sentence(text: str, name: str) -> str:
    """What the docstring of a script says first; the figure's name where it says nothing."""
    told = SAYS.match(text)
    words = " ".join(told[1].split()) if told else name
    sentence = SENTENCE.match(words)
    return typographic(sentence[0] if sentence else words)


def time_of(seconds: float) -> str:
    """How long drawing took, roughly."""
    if seconds < QUICK:
        return f"in less than {QUICK:g} s"
    return f"in {QUICK:g} to {SLOW:g} s" if seconds < SLOW else f"in more than {SLOW:g} s"


def cards_of(build: Build, pages: dict[str, Page]) -> Iterator[tuple[str, Card]]:
    """Every figure that was drawn, in the order of the book, with its part."""
    offered = build.placing.downloads()
    for name, (path, number) in build.book.figures.items():
        entry, page = build.embedding.entries.get(name), pages.get(path)
        if entry is None or page is None:
            continue
        script = build.project.scripts[name]
        yield (
            str(page.parent.title if page.parent else page.title),
            Card(
                name,
                number,
                first_sentence(build.project.imports.text(script).decode("utf-8-sig"), name),
                str(page.title),
                f"{page.url}#fig-{name}",
                build.project.relative(script),
                [role for role in entry.files if f"{FOLDER}/{name}.{role}" in offered],
                len(entry.controls),
                time_of(entry.seconds),
                (round(entry.size[0]), round(entry.size[1])),
            ),
        )


def thumbnail(svg: str, colours: dict[str, Colour], fonts: dict[str, str]) -> str:
    """The drawing of a page as a file by itself, with what it takes from the page around it.

    Its scheme is that of the page; where a browser does not hand this on, the system's. It brings its own ground.
    """
    used = {"paper", "ink", "font", *VARIABLE.findall(svg)}
    light = ";".join(f"--fig-{name}:{value}" for name, value in (colours | fonts).items() if name in used)
    dark = ";".join(f"--fig-{name}:{colour.dark}" for name, colour in colours.items() if name in used)
    style = (
        f":root{{{light};{EITHER[0]};background:var(--fig-paper);fill:var(--fig-ink);stroke-linejoin:round;"
        "font-family:var(--fig-font)}text{white-space:pre}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark};{EITHER[1]}}}}}"
    )
    return svg.replace("<svg ", f"<svg {NAMESPACES} ", 1).replace("{attributes}>", f"><style>{style}</style>", 1)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Give the gallery its cards, part by part."""
    if page.file.src_uri == GALLERY:
        parts: dict[str, list[Card]] = {}
        for part, card in cards_of(build_of(config), {page.file.src_uri: page for page in nav.pages}):
            parts.setdefault(part, []).append(card)
        context["parts"] = parts


def on_post_build(config: MkDocsConfig) -> None:
    """Write the thumbnails."""
    build, folder = build_of(config), Path(config.site_dir, FOLDER)
    colours, fonts = colours_of(build.project), fonts_of(build.project)
    schemes = {name: [colour, colour.dark] for name, colour in colours.items()}
    folder.mkdir(parents=True, exist_ok=True)

    def made(drawing: Path) -> bytes:
        return thumbnail(drawing.read_text(encoding="utf-8"), colours, fonts).encode()

    for name in build.book.figures:
        if entry := build.embedding.entries.get(name):
            drawing = build.placing.cache.path(entry, "inline")
            making = Making([entry.files["inline"], schemes, fonts], partial(made, drawing))
            made_of(config).put("thumbnails", making, f"{folder}/{name}.thumbnail.svg")
