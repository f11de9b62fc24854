"""What follows from the quoted numbers, by powers of ten and without the script's own arithmetic."""

from fractions import Fraction
from itertools import pairwise

import pytest

from figures.one_neuron.from_brain_to_model.orders_of_magnitude import draw, experiment


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def test_the_ratios_are_those_of_the_sources(found):
    synapses, cells, weights = Fraction(15 * 10**13), Fraction(21 * 10**9), Fraction(175 * 10**9)
    assert found["synapses_a_cell"] == round(synapses / cells, -3) == 7000, "as the source says itself"
    assert found["synapses_a_weight"] == round(synapses / weights, -2) == 900
    assert found["ticks_a_spike"] == pytest.approx(10**6)
    joules = Fraction(20) / synapses
    assert found["seconds_a_product"] == round(Fraction(46, 10**13) / joules, -1) == 30


def test_every_number_lies_on_its_scale(found):
    figure = draw(found["many"], found["seconds"], found["joules"])
    for axes in figure.axes:
        low, high = axes.get_xlim()
        assert all(low < line.get_xdata()[0] < high for line in axes.lines)


def test_each_mark_is_ten_times_the_one_before(found):
    for axes in draw(found["many"], found["seconds"], found["joules"]).axes:
        low, high = axes.get_xlim()
        marks = [mark for mark in axes.get_xticks() if low * 0.999 < mark < high * 1.001]
        assert [after / mark for mark, after in pairwise(marks)] == pytest.approx([10] * (len(marks) - 1))
        assert len(marks) > 4


def test_a_disc_is_a_brain_and_a_square_a_machine_and_the_figure_says_so(found):
    figure = draw(found["many"], found["seconds"], found["joules"])
    legend = figure.axes[0].get_legend()
    said = {text.get_text(): line.get_marker() for text, line in zip(legend.texts, legend.get_lines(), strict=True)}
    assert said == {"brain": "o", "machine": "s"}
