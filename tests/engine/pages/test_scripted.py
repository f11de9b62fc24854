"""The numbers of a figure for a script of its page: what the browser unpacks is what experiment() gave."""

import base64
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import markdown
import numpy as np
import pytest

from figures.engine.drawing.data import data_file
from figures.engine.pages.book import read_book
from figures.engine.pages.embedding import Embedding
from figures.engine.pages.plain import PlainExtension
from figures.engine.pages.scripted import READER, numbers_file
from figures.engine.project.faults import FigureError
from tests.engine.conftest import Mini
from tests.site.in_node import in_node

WEIGHTS = """
def experiment():
    x = np.arange(-3, 3, dtype=np.int8).reshape(2, 3)
    return {"deep": {"weights": x, "scale": 0.25}, "row": np.array([1.5, -2], np.float32)}


def draw(deep, row):
    figure = Figure()
    figure.subplots().plot(row)
    return figure
"""
PAGE = """
# Scripted

/// figure | weights
    alt: Weights.
    scripted: true
Weights.
///
"""
# What the reader needs of a browser: a page that names the file, and a script element that runs it.
BROWSER = """(() => {
    const scripts = [], place = { dataset: { numbers: "there" } };
    globalThis.document = {
        querySelector: selector => selector === "#fig-weights [data-numbers]" ? place : null,
        createElement: () => ({}),
        head: { append(script) { scripts.push(script.src); eval(given); script.onload(); } },
    };
    return Promise.all([figureNumbers.of("weights"), figureNumbers.of("weights")]).then(([numbers, again]) => ({
        scripts, same: numbers === again,
        numbers: Object.entries(numbers).map(([name, it]) => [name, it.data.constructor.name, it.shape, [...it.data]]),
    }));
})()"""


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> Mini:
    """A page whose figure is scripted, beside two others."""
    project = make_project("scripted")
    project.script("weights", WEIGHTS)
    project.write("docs/three.md", PAGE)
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    return project


def test_a_script_of_the_page_gets_the_arrays_that_experiment_gave(built: Mini) -> None:
    assert 'data-numbers="assets/figures/weights.numbers.js?' in built.page("three")
    assert f'<script defer src="assets/{READER}"></script>' in built.page("three")
    assets = built.root / "site/assets"
    told = in_node([str(assets / READER)], BROWSER, (assets / "figures/weights.numbers.js").read_text(encoding="utf-8"))
    assert told["scripts"] == ["there"] and told["same"]  # asked twice, fetched once
    assert told["numbers"] == [
        ["deep.weights", "Int8Array", [2, 3], [-3, -2, -1, 0, 1, 2]],
        ["deep.scale", "Float64Array", [], [0.25]],
        ["row", "Float32Array", [2], [1.5, -2]],
    ]


def test_without_the_option_no_numbers_are_served(built: Mini) -> None:
    assert "data-numbers" not in built.page() and READER not in built.page()
    assert [path.name for path in (built.root / "site").rglob("*.numbers.js")] == ["weights.numbers.js"]


def test_a_figure_without_arrays_is_refused_and_its_script_named(built: Mini) -> None:
    embedding = Embedding(built.project, built.look(), read_book(built.root / "docs"))
    page = "/// figure | dot\n    alt: A dot.\n    scripted: true\nNothing moves.\n///\n"
    with pytest.raises(FigureError, match=r"figures/dot.py: figure dot has no arrays for the script of its page"):
        markdown.markdown(page, extensions=[PlainExtension(embedding)])


def test_a_kind_of_number_that_browsers_do_not_have_is_refused_by_name(tmp_path: Path) -> None:
    np.savez(tmp_path / "x.npz", count=np.array([1, 2]))
    with pytest.raises(FigureError, match=r"gives count as int64, .* expected one of int8, uint8, .*, float64"):
        numbers_file("x", tmp_path / "x.npz")


def test_arrays_that_are_columns_of_a_table_are_lent_too(tmp_path: Path) -> None:
    numbers = {"n": 3, "x": np.linspace(0, 1, 7) / 3, "count": np.arange(7), "word": np.array([*'abc,#"', "\n#"])}
    told = data_file(numbers)
    assert told and told[0] == "csv"
    (tmp_path / "a.csv").write_bytes(told[1])
    script = numbers_file("a", tmp_path / "a.csv", ["x", "count"]).decode()
    _, heads, packed = json.loads(f"[{script.strip().removeprefix('figureNumbers(').removesuffix(')')}]")
    assert heads == [["x", "f8", [7]], ["count", "f8", [7]]]
    numbers_read = np.frombuffer(zlib.decompress(base64.b64decode(packed), -15)).reshape(2, 7)
    assert np.array_equal(numbers_read, [numbers["x"], numbers["count"]])
    with pytest.raises(FigureError, match=r"gives word as <U2, which the script of a page cannot read; expected one"):
        numbers_file("a", tmp_path / "a.csv")
    (tmp_path / "b.csv").write_bytes(data_file({"n": 3})[1])  # type: ignore[index]
    with pytest.raises(FigureError, match=r"figure b has no arrays for the script of its page; let draw take some"):
        numbers_file("b", tmp_path / "b.csv")


def test_a_script_gets_the_arrays_that_its_page_names(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", **{"deep.w": np.arange(3, dtype=np.int32), "deep.s": np.ones(1), "row": np.zeros(500)})
    all_of_it = numbers_file("a", tmp_path / "a.npz").decode()
    some = numbers_file("a", tmp_path / "a.npz", ["deep"]).decode()
    assert '"row"' in all_of_it
    assert '"deep.w"' in some and '"deep.s"' in some and "row" not in some
    with pytest.raises(FigureError, match=r"wants rwo of figure a: .*row"):
        numbers_file("a", tmp_path / "a.npz", ["rwo"])
