"""The figure shows the notebook's own run: same losses, same points, its last map that of the notebook's network."""

import numpy as np
import pytest

from figures.frameworks.from_scratch_in_numpy.notebooks.running import FOLDER, run
from figures.frameworks.from_scratch_in_numpy.numpy_library_learns import (
    GRID,
    NOTEBOOK,
    SEEDS,
    STAGES,
    definition_lines,
    draw,
    experiment,
)

TAKEN = ("across", "up", "points", "labels", "logits", "sgd", "adam")  # by draw


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


@pytest.fixture(scope="module")
def book():
    return run(NOTEBOOK)


def test_the_curves_are_those_of_the_notebook(numbers, book):
    assert numbers["sgd"][0].tolist() == book["runs"]["SGD"][1]
    assert numbers["adam"][0].tolist() == book["runs"]["Adam"][1]
    assert numbers["adam"].shape == numbers["sgd"].shape == (SEEDS, STAGES[-1] + 1)


def test_the_maps_are_of_the_untrained_and_of_the_trained_network(numbers, book):
    plane = np.stack(np.meshgrid(numbers["across"], numbers["up"]), axis=-1).reshape(-1, 2)
    ends = (numbers["logits"][0], book["new_network"](0)), (numbers["logits"][-1], book["runs"]["Adam"][0])
    for logits, network in ends:
        np.testing.assert_array_equal(logits.reshape(-1, 3), network.forward(plane))
    assert numbers["logits"].shape == (len(STAGES), GRID, GRID, 3)


def test_all_points_are_inside_the_maps(numbers):
    low, high = numbers["points"].min(axis=0), numbers["points"].max(axis=0)
    assert (low > [numbers["across"][0], numbers["up"][0]]).all()
    assert (high < [numbers["across"][-1], numbers["up"][-1]]).all()


def test_every_start_learns(numbers):
    assert (numbers["adam"][:, -1] < 0.2).all() and (numbers["sgd"][:, -1] < numbers["sgd"][:, 0] / 3).all()
    assert numbers["right"]["least"] > 0.9
    assert numbers["right"]["least"] <= numbers["right"]["own"] <= numbers["right"]["most"]


def test_the_counted_numbers(numbers, book):
    assert numbers["parameters"] == (2 + 1) * 16 + (16 + 1) * 16 + (16 + 1) * 3
    assert definition_lines("x = 1\n\n\ndef f():\n    return 1\n\n\nclass C:\n    pass\n") == 4
    assert 50 < numbers["lines"] < (FOLDER / f"{NOTEBOOK}.py").read_text(encoding="utf-8").count("\n")


def test_each_map_shows_three_classes(numbers):
    *maps, loss = draw(**{name: numbers[name] for name in TAKEN}).axes
    assert [len(axes.lines) for axes in (*maps, loss)] == [3, 3, 3, 2]


def test_no_curve_has_the_colour_of_a_class(numbers):
    *maps, loss = draw(**{name: numbers[name] for name in TAKEN}).axes
    classes = {line.get_color() for axes in maps for line in axes.lines}
    assert len(classes) == 3 and not classes & {line.get_color() for line in loss.lines}
