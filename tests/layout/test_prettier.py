"""How what runs in the browser is laid out."""

from pathlib import Path

import pytest

from figures.engine.formulas.node import NodeError
from tests.layout import prettier

CRAMPED = ("one.js", "const sum = (a, b) => { return a+b }\n"), ("two.css", "p { margin: 0 }\n")


@pytest.fixture(scope="module", autouse=True)
def fetched() -> None:
    try:
        prettier.install(prettier.HERE, prettier.ROOT / ".cache" / "node", print, "prettier")
    except NodeError as error:
        pytest.skip(str(error))


def test_prettier_would_lay_out_nothing_otherwise() -> None:
    assert prettier.differing() == [], "make format lays them out"


def test_what_is_laid_out_otherwise_is_named_and_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in CRAMPED:
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [tmp_path / name for name, _ in CRAMPED]
    monkeypatch.setattr(prettier, "sources", lambda: paths)
    assert prettier.main(write=False) == 1
    told = capsys.readouterr().out.splitlines()
    assert [any(path.name in line and "make format" in line for line in told) for path in paths] == [True, True]
    assert prettier.main(write=True) == 0
    assert (tmp_path / "two.css").read_text(encoding="utf-8") == "p {\n  margin: 0;\n}\n"
    assert prettier.main(write=False) == 0


def test_what_prettier_cannot_read_is_one_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "torn.js").write_text("const = 1;\n", encoding="utf-8")
    monkeypatch.setattr(prettier, "sources", lambda: [tmp_path / "torn.js"])
    assert prettier.main(write=False) == 1
    told = capsys.readouterr().err
    assert told.startswith("error: prettier: ") and "torn.js" in told and "(1:7)" in told


def test_all_scripts_and_style_sheets_are_laid_out() -> None:
    laid = {path.relative_to(prettier.ROOT).as_posix() for path in prettier.sources()}
    assert {"docs/assets/site.css", "docs/theme/worker.js", "figures/engine/formulas/mathjax/typeset.mjs"} <= laid
    assert {"tests/site/observe.js", "docs/assets/playground/playground.css"} <= laid
