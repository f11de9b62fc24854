"""The page on how the book is made: what it counts is there, and its date is that of the commit."""

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from docs.theme import made
from figures.engine.project.project import Project

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"<td>([^<]+)</td>\s*<td[^>]*>([\d,]+)</td>\s*</tr>")
NONE = "This copy was made outside of a Git repository, so it can name no commit and no date."


def git(folder: Path, *words: str) -> None:
    who = {"GIT_AUTHOR_DATE": "2020-02-29T12:00:00Z", "GIT_COMMITTER_DATE": "2020-02-29T12:00:00Z"}
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", folder, *name, *words], check=True, capture_output=True, env=os.environ | who)


def test_a_commit_gives_its_own_date_and_what_is_in_none_is_told(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "page").write_text("1")
    git(tmp_path, "add", "page")
    git(tmp_path, "commit", "-qm", "One")
    told = made.origin(tmp_path)
    assert re.fullmatch(r"This copy was made from the commit `[0-9a-f]{12}` of 29 February 2020\.", told)
    assert re.search(r"\(https://x\.org/commit/[0-9a-f]{40}\)", made.origin(tmp_path, "https://x.org"))
    (tmp_path / "page").write_text("2")
    assert made.origin(tmp_path) == told.removesuffix(".") + ", with changes that are in no commit."
    (tmp_path / "copy").mkdir()
    assert made.origin(tmp_path / "copy") == NONE, "a copy inside of another repository is not of its commit"


def test_without_a_repository_or_without_git_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made.origin(tmp_path) == NONE
    monkeypatch.setenv("PATH", str(tmp_path))
    assert made.origin(ROOT) == NONE


def test_what_asks_others_is_counted_in_files_and_functions(tmp_path: Path) -> None:
    (tmp_path / "tests/one").mkdir(parents=True)
    (tmp_path / "tests/one/test_a.py").write_text(
        "from scipy.optimize import x\nfrom kerastic import y\ndef test_a(): ...\n"
    )
    (tmp_path / "tests/one/test_b.py").write_text(
        'def test_b():\n    keras = pytest.importorskip("keras")\nclass C:\n    def test_c(self): ...\n'
    )
    rows = {name: (files, tests) for name, _, files, tests in made.oracles(made.tests_in(tmp_path))}
    assert rows == {"TensorFlow and Keras": (1, 2), "SciPy": (1, 1)}


def test_the_page_counts_what_the_site_and_the_sources_have(site: Path) -> None:
    text = (site / "reference/how-it-is-made.html").read_text(encoding="utf-8")
    counted = {name: int(number.replace(",", "")) for name, number in ROW.findall(text)}
    assert counted["test functions"] == sum(count for count, _ in made.tests_in(ROOT))
    assert counted["figures, each a program"] == len(Project(ROOT, str(ROOT / "docs")).scripts)
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    for name, mark in (
        ("exercises, each with its solution", '<div class="admonition exercise"'),
        ("theorems", '<div class="admonition theorem"'),
        ("figures that a reader can move", '<form class="figure-controls'),
    ):
        assert counted[name] == sum(page.count(mark) for page in pages), name
    assert "[made:" not in text and made.origin(ROOT).split("`")[1] in text


def test_a_test_is_counted_where_python_sees_one() -> None:
    for path in (ROOT / "tests/neural").glob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        seen = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        assert len(made.TEST.findall(text)) == sum(function.name.startswith("test_") for function in seen), path.name


def test_a_question_that_nobody_answers_is_named() -> None:
    with pytest.raises(PluginError, match=r"expected \[made: …\] with one of origin, .*got colours"):
        made.filled("[made: colours]", {"origin": lambda: "", "counts": lambda: ""})
