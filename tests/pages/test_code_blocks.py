"""Every Python block of every page runs, and prints exactly what the page says it prints."""

import contextlib
import io
import traceback
import warnings
from collections.abc import Iterator

import pytest

from tests.pages.sources import ROOT, fences, sources


def faults(source: str, page: str) -> Iterator[str]:
    """Run the Python blocks of a page in one namespace; one sentence for each block that fails or prints otherwise."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    blocks = fences(source)
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if not block.runs:
            continue
        printed = io.StringIO()
        numbered = "\n" * block.line + block.text  # so that a traceback gives the line of the page
        try:
            with warnings.catch_warnings(), contextlib.redirect_stdout(printed):
                warnings.simplefilter("error")
                exec(compile(numbered, page, "exec"), namespace)
        except Exception as error:
            where = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == page]
            yield f"{page}:{where[-1] if where else block.line}: {type(error).__name__}: {error}"
            return
        got = printed.getvalue().rstrip("\n")
        if following is not None and following.is_output:
            if got != following.text:
                yield f"{page}:{following.line}: the page shows\n{following.text}\nbut the block prints\n{got}"
        elif got:
            yield f"{page}:{block.line}: the block prints, but no output follows it on the page:\n{got}"


def programs() -> list[str]:
    """All pages in Markdown; the code of notebooks is run by tests/frameworks, in the order in which it stands."""
    return [page for page in sources() if page.endswith(".md")]


@pytest.mark.parametrize("page", programs())
def test_the_code_of_a_page_runs_and_prints_what_the_page_shows(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = list(faults(sources()[page], f"docs/{page}"))
    assert not found, "\n" + "\n\n".join(found)


@pytest.mark.parametrize("page", sources())
def test_every_output_follows_the_block_that_printed_it(page: str) -> None:
    blocks = fences(sources()[page])
    orphans = [
        block.line
        for before, block in zip([None, *blocks], blocks, strict=False)
        if block.is_output and not (before is not None and before.runs)
    ]
    assert not orphans, f"{page}: no Python block stands before the output on line {orphans}"


SHOWN = '# A\n\n```python\nx = 1\n```\n\n```python\nprint(x + 1)\n```\n\n```text title="Output"\n{}\n```\n'


def test_blocks_share_one_namespace_and_the_right_output_is_accepted() -> None:
    assert list(faults(SHOWN.format(2), "a.md")) == []


def test_a_wrong_output_is_named_with_page_and_line() -> None:
    (fault,) = faults(SHOWN.format(3), "a.md")
    assert fault.startswith("a.md:11: the page shows\n3\n")


def test_an_error_is_named_with_the_line_of_the_page() -> None:
    assert list(faults("# A\n\n```python\nx = 1\nx.y\n```\n", "a.md")) == [
        "a.md:5: AttributeError: 'int' object has no attribute 'y'"
    ]


def test_a_warning_is_an_error() -> None:
    (fault,) = faults("```python\nimport warnings\nwarnings.warn('old')\n```\n", "a.md")
    assert fault == "a.md:3: UserWarning: old"


def test_what_is_printed_must_be_shown() -> None:
    (fault,) = faults("```python\nprint(1)\n```\n", "a.md")
    assert "no output follows" in fault


def test_a_block_that_is_never_closed_is_named() -> None:
    with pytest.raises(ValueError, match="line 2"):
        fences("text\n```python\nprint(1)\n")
