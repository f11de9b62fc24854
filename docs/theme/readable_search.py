r"""A MkDocs hook: the results of a search show formulas as text, `φ(wx + b)` instead of `\(\varphi(wx + b)\)`."""

import html
import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from figures.engine.readable import as_text

FORMULA = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)


def _readable(match: re.Match[str]) -> str:
    return html.escape(as_text(html.unescape(match[1] or match[2] or "")), quote=False)


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """After search has written its index and before `offline` copies it."""
    path = Path(config.site_dir, "search", "search_index.json")
    if not path.exists():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    for entry in index["docs"]:
        for part in ("title", "text"):
            entry[part] = FORMULA.sub(_readable, entry[part])
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
