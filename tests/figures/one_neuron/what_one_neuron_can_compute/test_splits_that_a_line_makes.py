"""Cover's count equals what linear programs count, wherever the points lie in general position."""

from itertools import product
from math import comb

import numpy as np
import pytest

from figures.one_neuron.what_one_neuron_can_compute.separable_share import separable_tables
from figures.one_neuron.what_one_neuron_can_compute.splits_that_a_line_makes import experiment, facts, shares, splits
from figures.plane.separability import is_separable


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(("points", "inputs"), [(3, 1), (5, 1), (4, 2), (6, 2), (5, 3), (6, 3), (4, 4)])
def test_linear_programs_find_as_many_splits(points, inputs, seed):
    x = np.random.default_rng(seed).normal(size=(points, inputs))
    found = sum(is_separable(x, np.array(labels)) for labels in product([0, 1], repeat=points))
    assert found == splits(points, inputs)


def test_three_points_on_a_line_have_fewer_splits_than_three_in_general_position():
    x = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]])
    found = sum(is_separable(x, np.array(labels)) for labels in product([0, 1], repeat=3))
    assert found == 6 < splits(3, 2) == 8


def test_corners_of_a_cube_have_no_more_splits_and_those_of_a_square_as_many(numbers_of):
    corners = numbers_of(experiment)["corners"]
    tables = {n: separable_tables(n) for n in (2, 3, 4)}
    assert corners["of_2"] == tables[2] and corners["of_3"] > tables[3] and corners["of_4"] > tables[4]


@pytest.mark.parametrize("inputs", [1, 2, 7, 50])
def test_all_up_to_as_many_points_as_parameters_and_half_at_twice_as_many(inputs):
    told = facts(inputs)
    assert splits(told["always"], inputs) == 2 ** told["always"]
    assert splits(told["always"] + 1, inputs) < 2 ** (told["always"] + 1)
    assert told["at_capacity"] == 0.5
    assert told["beyond"] == pytest.approx(splits(3 * inputs + 3, inputs) / 2.0 ** (3 * inputs + 3))


def test_with_more_inputs_the_share_falls_more_suddenly():
    beyond = [facts(n)["beyond"] for n in range(1, 51)]
    before = [splits(round(1.5 * (n + 1)), n) / 2 ** round(1.5 * (n + 1)) for n in range(1, 50, 2)]
    assert np.all(np.diff(beyond) < 0) and np.all(np.diff(before) > 0)


def test_the_count_obeys_its_recursion_and_pascals_triangle():
    for N, n in product(range(1, 12), range(1, 8)):
        assert splits(N + 1, n) == splits(N, n) + splits(N, n - 1)
    assert shares(3)[1][-1] == pytest.approx(2 * sum(comb(15, k) for k in range(4)) / 2**16)
