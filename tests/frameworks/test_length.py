"""How long the notebook pages are."""

import pytest

from tests.frameworks.conftest import PAGES

MOST = 5500  # words, code and marks counted in: half an hour


@pytest.mark.parametrize("page", sorted(path.stem for path in PAGES.glob("*.py")))
def test_a_notebook_page_can_be_read_in_one_sitting(page: str) -> None:
    assert len((PAGES / f"{page}.py").read_text(encoding="utf-8").split()) <= MOST
