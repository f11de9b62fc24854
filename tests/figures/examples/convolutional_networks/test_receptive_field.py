"""What a unit depends on, by its gradient with respect to the pixels, is the square that the figure draws."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from figures.examples.convolutional_networks.receptive_field import WINDOWS, draw, experiment, facts, seen, sizes
from figures.neural.convolution import Convolution
from figures.neural.pooling import AveragePool


def test_the_gradient_of_a_unit_is_not_zero_on_its_receptive_field_and_only_there():
    layers = [Convolution(np.ones((3, 3, 1, 1))), AveragePool(2), Convolution(np.ones((3, 3, 1, 1))), AveragePool(2)]
    a = np.random.default_rng(0).random((1, 28, 28, 1))
    for depth, layer in enumerate(layers, start=1):
        a = layer.forward(a)
        assert a.shape[1] == sizes()[depth]
        for row, column in ((0, 0), (1, 2), (a.shape[1] - 1, 3)):
            grad = np.zeros_like(a)
            grad[0, row, column] = 1
            for below in reversed(layers[:depth]):
                grad = below.backward(grad)
            found = np.argwhere(grad[0, :, :, 0] != 0)
            (top, side), (left, _) = seen(depth, row)[0], seen(depth, column)[0]
            assert found.min(axis=0).tolist() == [top, left] and len(found) == side**2
            assert found.max(axis=0).tolist() == [top + side - 1, left + side - 1]


def test_the_sides_are_those_of_the_formula_on_the_page(numbers_of):
    r, t, by_formula = 1, 1, []
    for k, s in WINDOWS.values():
        r, t = r + (k - 1) * t, t * s
        by_formula.append(r)
    assert [*numbers_of(experiment)["field"].values()] == by_formula == [3, 4, 8, 10]
    assert [facts(layer, 0, 0)["side"] for layer in WINDOWS] == by_formula


def test_the_last_two_rows_and_columns_of_pixels_never_reach_the_dense_layer():
    layers = [Convolution(np.ones((3, 3, 1, 1))), AveragePool(2), Convolution(np.ones((3, 3, 1, 1))), AveragePool(2)]
    a = np.zeros((1, 28, 28, 1))
    for layer in layers:
        a = layer.forward(a)
    grad = np.ones_like(a)
    for below in reversed(layers):
        grad = below.backward(grad)
    reached = grad[0, :, :, 0] != 0
    assert reached[:26, :26].all() and not reached[26:].any() and not reached[:, 26:].any()


@pytest.mark.parametrize("layer", WINDOWS)
def test_lines_lead_from_each_box_to_the_next_one_and_end_at_its_corners(layer):
    (axes,) = draw(np.zeros((28, 28)), layer=layer, row=1, column=3).axes
    frames = [each for each in axes.patches if isinstance(each, Rectangle) and each.get_linewidth() == 1]
    boxes = [each for each in axes.patches if isinstance(each, Rectangle) and each.get_linewidth() == 1.5]
    assert len(frames) == 5 and len(boxes) == [*WINDOWS].index(layer) + 2
    for box, frame in zip(boxes, frames, strict=False):
        assert frame.get_x() <= box.get_x() and box.get_x() + box.get_width() <= frame.get_x() + frame.get_width()
    wanted = set()
    for box, after in pairwise(boxes):
        for corner in (0, 1):
            start = box.get_x() + box.get_width(), box.get_y() + corner * box.get_height()
            wanted.add((*start, after.get_x(), after.get_y() + corner * after.get_height()))
    assert {(x[0], y[0], x[1], y[1]) for x, y in (line.get_data() for line in axes.lines)} == wanted
