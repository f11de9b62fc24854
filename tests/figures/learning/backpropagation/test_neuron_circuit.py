"""The circuit of one neuron: its gradients are right, and step by step it shows what has been computed and no more."""

import math

import pytest

from figures.learning.backpropagation.neuron_circuit import BACKWARD, FORWARD, INTO, LAST, draw, experiment, told
from figures.learning.worked import one_neuron
from figures.style import colours

FACTS = experiment()
NUMBERS = {name: FACTS[name] for name in ("value", "grad", "local")}


@pytest.mark.parametrize("name", ["w", "x", "b", "y"])
def test_the_gradients_on_the_wires_equal_the_hand_formulas_and_nudges(name):
    assert FACTS["grad"][name] == pytest.approx(one_neuron.hand()[name], rel=1e-14)
    assert FACTS["grad"][name] == pytest.approx(one_neuron.by_nudges(1e-5)[name], rel=1e-8)


def test_every_gradient_is_local_times_what_arrives():
    for name, end in INTO.items():
        assert FACTS["grad"][name] == pytest.approx(FACTS["local"][name] * FACTS["grad"][end], rel=1e-15)


def test_the_loss_is_that_of_the_neuron():
    assert FACTS["value"]["L"] == pytest.approx(one_neuron.loss(), rel=1e-15)


@pytest.mark.parametrize("step", [*range(LAST + 1)])
def test_after_each_step_as_many_numbers_stand_as_have_been_computed(step):
    (axes,) = draw(**NUMBERS, step=step).axes
    seen = [(text.get_color(), text.get_text()) for text in axes.texts]
    values = sum(colour == colours.OUTPUT and bool(text) for colour, text in seen)
    gradients = sum(colour == colours.DERIVATIVE and bool(text) for colour, text in seen)
    assert values == 4 + sum(step >= when for when in FORWARD)
    assert gradients == sum(len(names) for when, names in BACKWARD.items() if step >= when)


def test_a_step_is_told_in_all_digits():
    assert f"a = σ(z) = {1 / (1 + math.exp(-1))!r}" in told(3, **NUMBERS)
    assert f"= {FACTS['grad']['w']!r}".replace("-", "−") in "".join(told(LAST, **NUMBERS))
