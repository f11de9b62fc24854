"""What pages name: of several scripts one file of the site, so of style sheets; and labs, that need a room."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from tests.site.served import ROOT

HOOK = ROOT / "docs" / "theme" / "page_scripts.py"
PARTS = ["assets/one.js", "assets/two.js", "assets/one.css", "assets/two.css"]
SCRIPTS, STYLES = PARTS[:2], PARTS[2:]
ENVIRONMENT = Environment(loader=DictLoader({"partials/board.html": "", "partials/kernel.html": "", "main.html": ""}))
Joined = tuple[dict[str, dict[str, Any]], dict[str, File]]
Join = Callable[..., Joined]


@pytest.fixture
def join(tmp_path: Path) -> Join:
    """What the hook makes of pages with such front matter: theirs, and the files of the site that are no pages."""
    (tmp_path / "assets").mkdir()
    for name in PARTS:
        (tmp_path / name).write_text(f"// {name}\n", encoding="utf-8")

    def joined(metas: dict[str, dict[str, Any]], content: str = "", **settings: Any) -> Joined:
        config = MkDocsConfig()
        config.load_dict(
            {"site_name": "Mine", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "site"), "hooks": [str(HOOK)]}
            | settings
        )
        config.validate()
        files = Files([File(name, str(tmp_path), config.site_dir, False) for name in [*PARTS, *metas]])
        for path, meta in metas.items():
            file: Any = files.get_file_from_path(path)
            file.page = SimpleNamespace(meta=dict(meta), file=file, content=content)
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text("---\n" + "".join(f"{name}: {meta[name]}\n" for name in meta) + "---\n")
            if meta.get("draft"):
                file.inclusion = InclusionLevel.DRAFT
        config.plugins.on_env(ENVIRONMENT, config=config, files=files)
        found: dict[str, Any] = {file.src_uri: file for file in files}
        return {path: found.pop(path).page.meta for path in metas}, found

    return joined


@pytest.mark.parametrize("kind, parts", [("scripts", SCRIPTS), ("styles", STYLES)])
def test_several_of_a_page_become_one_in_their_order_and_one_stays(join: Join, kind: str, parts: list[str]) -> None:
    for order in (parts, parts[::-1]):
        metas, files = join({"part/learns.md": {kind: order}})
        [name] = metas["part/learns.md"][kind]
        assert {name} == files.keys() - set(PARTS) and not files.keys() & set(parts)
        assert files[name].content_string == "\n".join(f"// {part}\n" for part in order)
    for one in (parts[:1], parts[0]):
        metas, files = join({"part/learns.md": {kind: one}})
        assert metas["part/learns.md"][kind] == parts[:1] and files.keys() == set(PARTS)


@pytest.mark.parametrize("order", [("alone.md", "first.md", "second.md"), ("first.md", "second.md", "alone.md")])
def test_what_a_page_or_the_book_names_alone_stays_beside_what_others_join(join: Join, order: tuple[str, ...]) -> None:
    named = {"alone.md": STYLES[:1], "first.md": STYLES, "second.md": STYLES[::-1]}
    metas, files = join({path: {"styles": named[path]} for path in order})
    assert STYLES[0] in files and STYLES[1] not in files
    assert all(name in files for meta in metas.values() for name in meta["styles"])
    _, files = join(
        {"first.md": {"styles": STYLES, "scripts": SCRIPTS}}, extra_css=STYLES[1:], extra_javascript=SCRIPTS
    )
    assert set(PARTS) - files.keys() == {STYLES[0]}


def test_pages_of_one_stem_have_each_their_own(join: Join) -> None:
    paths = ("one/page.md", "two/page.md", "one.md", "draft/page.md")
    metas, files = join(
        {
            path: {"scripts": SCRIPTS[:: -1 if path.startswith("one") else 1], "draft": path.startswith("draft")}
            for path in paths
        }
    )
    places = [metas[path]["scripts"][0] for path in paths]
    assert len(set(places)) == 4
    assert [files[place].content_string.split()[1] for place in places] == [
        SCRIPTS[1],
        SCRIPTS[0],
        SCRIPTS[1],
        SCRIPTS[0],
    ]


@pytest.mark.parametrize(
    "meta, says",
    [
        ({"scripts": [*SCRIPTS, "assets/three.js"]}, r"cannot read .*three\.js: No such file or directory"),
        ({"scripts": ["assets/three.js"]}, r"unknown script 'assets/three\.js'; did you mean assets/\w+\.js or"),
        ({"styles": "assets/onee.css"}, r"unknown style 'assets/onee\.css'; did you mean assets/one\.css"),
        ({"scripts": {"a": 1}}, r"scripts are named as in `scripts: \[one, two\]`, and not as \{'a': 1\}"),
        ({"template": "labs.html", "labs": ["bord"]}, r"unknown lab 'bord'; did you mean board\?"),
        ({"template": "labs.html", "labs": "kernel"}, r"its text has no <div id=\"kernel\"></div> where the lab"),
        ({"labs": "board"}, r"labs need `template: labs\.html` beside them"),
    ],
)
def test_what_there_is_not_is_one_sentence_with_its_line(join: Join, meta: dict[str, Any], says: str) -> None:
    with pytest.raises(PluginError, match=rf"^docs/part/learns\.md:{1 + len(meta)}: {says}"):
        join({"part/learns.md": meta}, '<p>Draw!</p>\n<div id="board"></div>')


def test_what_there_is_stays_as_it_is_named(join: Join) -> None:
    meta = {"template": "labs.html", "labs": "board", "scripts": ["https://example.org/x.js"], "styles": ["/x.css"]}
    metas, _ = join({"a.md": meta}, '<div id="board"></div>')
    assert metas["a.md"] == meta | {"labs": ["board"]}
