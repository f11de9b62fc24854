"""Formulas in the results of a search."""

import json
import re
from pathlib import Path


def test_no_tex_is_left_in_the_index(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    texts = [entry["title"] + entry["text"] for entry in index["docs"]]
    assert [found[0] for text in texts for found in re.finditer(r"\\[(\[][^\\]*|\\[a-zA-Z]{3,}", text)] == []
