"""A MkDocs hook: what the search finds. Formulas are text, every figure has an entry of its own with its number, and
the answers that readers shall find themselves are left out."""

import html
import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from figures.engine.formulas.macros import macros_in
from figures.engine.formulas.readable import as_text

FORMULA = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)
FIGURE = re.compile(r'<figure [^>]*id="(fig-[^"]+)".*?<figcaption[^>]*>(.*?)</figcaption>', re.DOTALL)
NUMBER = re.compile(r'<a class="figure-number"[^>]*>(.*?)</a>')
TAG = re.compile(r"<[^>]*>")
ELSEWHERE = re.compile(r'<figcaption\b|<form\b(?= [^>]*class="answer")')
_figures: dict[str, dict[str, str]] = {}


def on_pre_build(config: MkDocsConfig) -> None:
    """Forget the figures of the last build."""
    _figures.clear()


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
    """After search has written its index and before `offline` copies it."""
    path = Path(config.site_dir, "search", "search_index.json")
    if not path.exists():
        return
    known = macros_in(Path(config.docs_dir))

    def readable(match: re.Match[str]) -> str:
        return html.escape(as_text(html.unescape(match[1] or match[2] or ""), known), quote=False)

    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] += _figures.values()
    for entry in index["docs"]:
        for part in ("title", "text"):
            entry[part] = FORMULA.sub(readable, entry[part])
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
