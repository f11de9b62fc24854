"""Programs may be in another encoding than UTF-8, if they say so; one that does not is told what to do."""

from pathlib import Path

import pytest

from figures.engine.pages.include import definitions
from figures.engine.project.faults import line_of
from figures.engine.typefaces.webfonts import letters_of
from tests.engine.conftest import Mini

BODY = """
from matplotlib.figure import Figure

WORD = "Größe “ł”"


def draw():
    figure = Figure()
    figure.text(0, 0, WORD)
    return figure
"""
PROGRAM = f'"""Größe."""\n{BODY}'


@pytest.mark.parametrize("encoding", ["cp1250", "utf-8", "utf-8-sig", "iso2022_jp_2"])
def test_a_program_may_say_its_encoding(tmp_path: Path, encoding: str) -> None:
    program = tmp_path / "program.py"
    head = "" if encoding.startswith("utf-8") else f"# -*- coding: {encoding} -*-\n"
    text = PROGRAM if encoding != "iso2022_jp_2" else PROGRAM.replace("“ł”", "á")
    program.write_bytes((head + text).encode(encoding))
    assert definitions(program, ["WORD"]) == ['WORD = "Größe “ł”"' if "ł" in text else 'WORD = "Größe á"']
    assert line_of(program, r"^def draw\b") == text.count("\n", 0, text.index("def draw")) + 1 + bool(head)
    assert ("ł" in letters_of([tmp_path])) == ("ł" in text)


def test_figures_are_drawn_and_pages_quote_them(ready: Mini) -> None:
    (ready.root / "figures/dot.py").write_bytes(f"# coding: latin-1\n{PROGRAM.replace('“ł”', '')}".encode("latin-1"))
    ready.edit("docs/two.md", "See @fig", "--8<-- figures/dot.py:WORD\n\nSee @fig")
    result = ready.build("--strict")
    assert result.returncode == 0, result.stderr
    assert "Größe" in ready.page("two") and ready.stale() == set()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PROGRAM.encode("cp1250"), "figures/dot.py:1: SyntaxError: (unicode error) 'utf-8' codec"),
        (PROGRAM.encode("utf-16"), "figures/dot.py: SyntaxError: source code string cannot contain null bytes"),
        (PROGRAM.encode("utf-32-be"), "figures/dot.py: SyntaxError: source code string cannot contain null bytes"),
        (f"# coding: klingon\n{PROGRAM}".encode(), "figures/dot.py: SyntaxError: unknown encoding: klingon"),
        (f"# coding: latin-1\n{PROGRAM}".encode("utf-8-sig"), "figures/dot.py: SyntaxError: encoding problem: "),
    ],
)
def test_a_program_in_an_encoding_that_it_does_not_say_is_told_what_to_do(ready: Mini, data: bytes, said: str) -> None:
    (ready.root / "figures/dot.py").write_bytes(data)
    state = ready.refresh("dot")
    [fault] = state.all_faults
    assert str(fault).startswith(said), fault
    assert fault.message.endswith("; save the file in UTF-8, or say on its first line in which other encoding it is")
