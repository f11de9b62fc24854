"""What the search finds on a page, remembered: its HTML is taken apart again only when it has changed."""

import json
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from figures.engine.site.converted import folder_of, tokens
from figures.engine.site.running import Unknowable, plain
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.digests import digest

PLUGIN = "material/search"  # MkDocs' own, under other themes, is left alone


class Indexed:
    """The memory of one build. `code` is the name of all code that runs, or "" if it cannot be told."""

    def __init__(self, folder: Path, config: MkDocsConfig, code: str) -> None:
        self.cache = Cache(folder)
        plugin: Any = config.plugins.get(PLUGIN)
        index = getattr(plugin, "search_index", None)
        if not code or index is None or index.config.get("jieba_dict") or index.config.get("jieba_dict_user"):
            return  # a dictionary of words may change under its name
        try:
            settings = plain(dict(index.config))
        except Unknowable:
            return
        index.add_entry_from_context = partial(self._add, index, [code, settings])

    def _add(self, index: Any, ground: list[Any], page: Page) -> None:
        """What the search's own method does, which looks at nothing but the page."""
        asked = [ground, page.url, str(page.title), page.meta, tokens(page.toc), page.content]
        name, key = folder_of(page.file.src_uri), digest(repr(asked).encode())
        if known := self.cache.load(name, key):
            self.cache.touch(known)
            index.entries += known.facts["entries"]
            return
        count = len(index.entries)
        type(index).add_entry_from_context(index, page)
        entries = index.entries[count:]
        with suppress(OSError, TypeError, ValueError):
            if json.loads(json.dumps(entries)) == entries:  # front matter may hold what JSON has no word for
                self.cache.save(Entry(name, key, 0, {}, {"entries": entries}))
                self.cache.tidy(name)
