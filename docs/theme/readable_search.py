"""A MkDocs hook: what the search finds. Formulas are text, every figure has an entry of its own with its number, and
the answers that readers shall find themselves are left out. Material's list of entries becomes our index, and what its
own search would need is left out of the site."""

import html
import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from docs.theme.search_index import Taken, searchable, taken_apart
from figures.engine.formulas.macros import macros_in
from figures.engine.formulas.readable import as_text
from figures.engine.site.for_hooks import made_of

FORMULA = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)
FIGURE = re.compile(r'<figure [^>]*id="(fig-[^"]+)".*?<figcaption[^>]*>(.*?)</figcaption>', re.DOTALL)
NUMBER = re.compile(r'<a class="figure-number"[^>]*>(.*?)</a>')
TAG = re.compile(r"<[^>]*>")
ELSEWHERE = re.compile(r'<figcaption\b|<form\b(?= [^>]*class="answer")')
UNUSED = ("assets/javascripts/", "partials/", "wasm/")  # files of the theme that no page asks for
# Where an idea is taught comes before where it is used, and that before where it is listed. `search: {boost: 2}` in the
# front matter of a page replaces this.
BOOSTS = {"index.html": 0.3, "reference/": 0.4, "examples/": 0.65, "frameworks/": 0.75}
_figures: dict[str, dict[str, str]] = {}


def on_pre_build(config: MkDocsConfig) -> None:
    """Forget the figures of the last build."""
    _figures.clear()


@event_priority(-50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what nobody asks for."""
    for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
        files.remove(file)
    return files


@event_priority(50)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Before search reads the page: note its captions, and mark what must not be found in their section as well."""
    page.content = page.content or ""
    for anchor, caption in FIGURE.findall(page.content):
        if number := NUMBER.search(caption):
            text = " ".join(TAG.sub(" ", NUMBER.sub("", caption)).split())
            place = f"{page.url}#{anchor}"
            _figures[place] = {"location": place, "title": number[1], "text": f"<p>{text}</p>"}
            boost = (page.meta.get("search") or {}).get("boost")
            _figures[place] |= {"boost": boost} if boost else {}
    page.content = ELSEWHERE.sub(r'\g<0> data-search-exclude="1"', page.content)


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """After search has written its list of entries: ours takes its place."""
    path = Path(config.site_dir, "search", "search_index.json")
    if not path.exists():
        return
    made = made_of(config)
    macros = macros_in(Path(config.docs_dir))

    def readable(match: re.Match[str]) -> str:
        return html.escape(as_text(html.unescape(match[1] or match[2] or ""), macros), quote=False)

    def apart(entry: dict[str, Any]) -> Taken:
        parts = {part: entry[part] for part in ("title", "text")}
        return made.of(  # type: ignore[no-any-return]
            "search",
            [parts, macros],
            lambda: taken_apart({part: FORMULA.sub(readable, text) for part, text in parts.items()}),
        )

    def scripts() -> dict[str, str]:
        return searchable(json.loads(sections)["docs"] + captions, BOOSTS, apart)

    sections, captions = path.read_text(encoding="utf-8"), list(_figures.values())
    for name, script in made.of("searched", [sections, captions, macros], scripts).items():
        path.with_name(name).write_text(script, encoding="utf-8")
    path.unlink()
