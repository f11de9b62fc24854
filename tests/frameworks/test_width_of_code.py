"""What holds for the code of every notebook page."""

from collections.abc import Callable

import pytest

from tests.frameworks.conftest import PAGES


@pytest.mark.parametrize("page", sorted(path.stem for path in PAGES.glob("*.py")))
def test_no_line_of_code_scrolls_on_the_desk(page: str, code_of: Callable[[str], tuple[list[str], list[str]]]) -> None:
    cells, within_solutions = code_of(page)
    assert max(map(len, cells)) <= 72 and max(map(len, within_solutions)) <= 69  # characters in a window of 1200 pixels
