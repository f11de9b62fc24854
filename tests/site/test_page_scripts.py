"""The scripts that a page names: one file of the site; and so its style sheets."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from tests.site.served import ROOT

HOOK = ROOT / "docs" / "theme" / "page_scripts.py"
PARTS = ["assets/one.js", "assets/two.js"]


def joined(docs: Path, names: list[str], kind: str = "scripts") -> tuple[Any, Files]:
    """What the hook makes of a page that names these scripts, or styles."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Mine", "docs_dir": str(docs), "site_dir": str(docs / "site"), "hooks": [str(HOOK)]})
    config.validate()
    files = Files([File(name, str(docs), config.site_dir, False) for name in PARTS])
    page: Any = SimpleNamespace(meta={kind: names}, file=SimpleNamespace(src_uri="part/learns.md"))
    config.plugins.on_page_markdown("", page=page, config=config, files=files)
    return page.meta[kind], files


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    for name in PARTS:
        (tmp_path / name).write_text(f"// {name}\n", encoding="utf-8")
    return tmp_path


def test_several_scripts_of_a_page_become_one_in_their_order_and_one_stays(docs: Path) -> None:
    scripts, files = joined(docs, PARTS)
    assert scripts == ["assets/learns.js"] == [file.src_uri for file in files]
    assert next(iter(files)).content_string == "// assets/one.js\n\n// assets/two.js\n"
    scripts, files = joined(docs, PARTS[:1])
    assert scripts == PARTS[:1] and [file.src_uri for file in files] == PARTS


def test_style_sheets_of_a_page_become_one_in_their_order(docs: Path) -> None:
    styles, files = joined(docs, PARTS[::-1], "styles")
    assert styles == ["assets/learns.css"] == [file.src_uri for file in files]
    assert next(iter(files)).content_string == "// assets/two.js\n\n// assets/one.js\n"


def test_a_script_that_is_not_there_is_one_sentence(docs: Path) -> None:
    with pytest.raises(PluginError, match=r"^docs/part/learns\.md: cannot read its script .*three\.js: No such file"):
        joined(docs, [*PARTS, "assets/three.js"])
