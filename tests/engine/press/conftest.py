"""A book of two pages as a finished site has them: no build is needed, and none of this repository."""

import shutil
from pathlib import Path

import pytest

from figures.engine.press.book import Book, read_book

SMALL = Path(__file__).with_name("small")


def copy_small(folder: Path) -> Path:
    """The small book's project in this folder, which is not there yet."""
    copied = Path(shutil.copytree(SMALL, folder))
    (copied / "docs").mkdir()  # MkDocs wants one; Git keeps no empty folders
    return copied


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the book's project."""
    return copy_small(tmp_path_factory.mktemp("press") / "small")


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    """The small book; not to be changed."""
    return read_book(root, root / "site")
