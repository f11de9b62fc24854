"""The sliders reach AND, OR and NAND and never XOR; the table says what the neuron says."""

import inspect

import numpy as np
import pytest
from matplotlib.path import Path

from figures.engine.drawing.controls import controls_of
from figures.neural.datasets import gate
from figures.neural.perceptron import predict
from figures.one_neuron.what_one_neuron_can_compute import gate_lines
from figures.plane.half_planes import half_plane, line_points


def texts(**settings):
    return [text.get_text() for text in gate_lines.draw(**settings).axes[1].texts]


def test_the_figure_shows_and_as_it_stands():
    assert {name: p.default for name, p in inspect.signature(gate_lines.draw).parameters.items()} == {
        "w1": 1.0, "w2": 1.0, "b": -1.5, "target": "AND",
    }  # fmt: skip
    assert texts()[-1] == "4 of 4 rows right"


def test_the_whole_grid_of_settings_stays_modest(numbers_of):
    sizes = [len(control.values()) for control in controls_of(gate_lines.draw).values()]
    assert np.prod(sizes) <= 1000
    assert np.prod(sizes[:3]) == numbers_of(gate_lines.experiment)["settings"]


def test_some_settings_make_each_separable_gate_and_none_makes_xor(numbers_of):
    makers = numbers_of(gate_lines.experiment)["makers"]
    assert makers == {"AND": 4, "OR": 5, "NAND": 5, "XOR": 0}  # counted by hand from the four inequalities of each


@pytest.mark.parametrize(
    ("settings", "rows_right"),
    [
        ({"w1": -1.0, "w2": -1.0, "b": 1.5, "target": "NAND"}, 4),
        ({"w1": -1.0, "w2": -1.0, "b": 1.5, "target": "AND"}, 0),
        ({"b": -0.5, "target": "OR"}, 4),
        ({"b": -0.5, "target": "XOR"}, 3),
        ({"w1": 0.0, "w2": 0.0, "b": 0.0, "target": "XOR"}, 2),
    ],
)
def test_the_table_counts_the_rows_that_are_right(settings, rows_right):
    found = texts(**settings)
    assert found[-1] == f"{rows_right} of 4 rows right"
    assert found.count("right") == rows_right and found.count("wrong") == 4 - rows_right


def test_every_setting_draws_the_same_number_of_marks():
    def marks(figure):
        return [len(axes.get_children()) for axes in figure.axes]

    assert marks(gate_lines.draw()) == marks(gate_lines.draw(w1=0.0, w2=0.0, b=0.0, target="XOR"))


@pytest.mark.parametrize(("w", "b"), [((1.0, 1.0), -1.5), ((-1.0, -1.0), 1.5), ((1.0, -0.5), -0.5), ((0.0, 1.0), 1.0)])
def test_the_shaded_half_plane_is_where_the_neuron_says_1(w, b):
    np.testing.assert_allclose(line_points(w, b) @ np.array(w) + b, 0, atol=1e-9)
    points = np.random.default_rng(0).uniform(-0.6, 1.6, (500, 2))  # the drawn square
    inside = Path(half_plane(w, b)).contains_points(points)
    np.testing.assert_array_equal(inside, predict(points, np.array(w), b) == 1)


@pytest.mark.parametrize(("b", "says"), [(0.5, 1), (0.0, 1), (-0.5, 0)])
def test_without_weights_there_is_no_line_and_the_bias_decides_alone(b, says):
    assert np.isnan(line_points((0.0, 0.0), b)).all()
    assert Path(half_plane((0.0, 0.0), b)).contains_point((0.5, 0.5)) == bool(says)
    assert (predict(gate("AND")[0], np.zeros(2), b) == says).all()
