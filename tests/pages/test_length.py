"""How long the pages are."""

from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PATTERNS = ("*.md", "*/*.md", "examples/*.py", "frameworks/*.py")
PAGES = sorted(str(path.relative_to(DOCS)) for pattern in PATTERNS for path in DOCS.glob(pattern))
MOST = 5500  # words, code and marks counted in: half an hour


@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_read_in_one_sitting(page: str) -> None:
    assert len((DOCS / page).read_text(encoding="utf-8").split()) <= MOST
