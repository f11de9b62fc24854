"""Where MNIST is not to be had, the book stands on other digits: its pages say so, and its programs run on them."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from figures.digits import data
from figures.digits.drawings import DIGITS
from figures.digits.few import SIDE, few
from figures.digits.images import example, training_digits, unseen_digits
from figures.digits.nearest import distances
from figures.digits.strokes import normalised
from figures.engine.notebooks.cells import markdown_of, notebooks
from figures.engine.pages.book import Book, read_book
from figures.engine.project.project import Project

ROOT = Path(__file__).resolve().parents[3]
PROJECT = Project(ROOT)
QUICK = {  # figures that need no training, or little
    "recognising_digits.digits_to_learn": {},
    "convolutional_networks.receptive_field": {},
    "convolutional_networks.few_digits_two_networks": {"SEEDS": 1},
}


@pytest.fixture(scope="module")
def book() -> Book:
    programs = {path: markdown_of(text) for path, text in notebooks(ROOT / "docs").items()}
    return read_book(ROOT / "docs", others=programs)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[data.Digits]:
    """The digits that come with scikit-learn, as if there were no others."""
    monkeypatch.setattr(data, "PACKAGE", tmp_path / "none")
    monkeypatch.setattr(data, "KERAS_FILE", tmp_path / "none.npz")
    data.digits.cache_clear()
    yield data.digits()
    data.digits.cache_clear()


def test_a_page_whose_figures_read_the_digits_says_which_and_of_which_its_words_hold(book: Book) -> None:
    read = PROJECT.figures / "digits" / "data.py"
    pages = {
        path: page.text
        for path, page in book.pages.items()
        if any(read in PROJECT.imports.closure(PROJECT.scripts[name]) for name in page.figures)
    }
    assert {path.rpartition("/")[2].partition(".")[0] for path in pages} == {
        "recognising-digits",
        "convolutional-networks",
        "draw-a-digit",
    }
    for path, text in pages.items():
        words = " ".join(text.split())
        assert ".data }}" in words and "is said of MNIST: built from other digits" in words, path


def test_other_digits_come_in_the_same_shape_and_are_said_not_to_be_mnist(small: data.Digits) -> None:
    assert not small.is_mnist and small.said.startswith(
        "not MNIST, which was not there, but 1,437 training and 360 test"
    )
    for x, y in (training_digits(), unseen_digits()):
        assert x.shape == (len(y), 28, 28, 1) and x.min() == 0 and x.max() == 1 and set(y) == set(range(10))
    assert all(example(label).shape == (28, 28, 1) for label in range(10))
    assert {name: array.shape[1:] for name, array in few().items() if array.ndim > 1} == {
        "training": (SIDE, SIDE),
        "unseen": (SIDE, SIDE),
    }
    drawn = np.array([normalised(strokes) for strokes in DIGITS])
    assert np.isfinite(distances(drawn, training_digits()[0][:50, ..., 0])).all()


@pytest.mark.parametrize("name", QUICK)
def test_a_figure_is_drawn_from_them_at_its_own_settings(
    small: data.Digits, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = importlib.import_module(f"figures.examples.{name}")
    for constant, value in QUICK[name].items():
        monkeypatch.setattr(module, constant, value)
    numbers = module.experiment()
    taken = {each: numbers[each] for each in module.draw.__annotations__ if each in numbers}
    assert isinstance(module.draw(**taken), Figure)
