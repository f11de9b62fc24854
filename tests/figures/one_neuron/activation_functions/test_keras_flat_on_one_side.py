"""Each of the family is flat on one side only, and the shaded stripes of four of them stand at their dips."""

import numpy as np
import pytest

PLACE = "figures.one_neuron.activation_functions"


@pytest.fixture(scope="module")
def catalogue(loaded):
    return loaded(f"{PLACE}.catalogue.keras_activations")


@pytest.fixture(scope="module")
def figure(loaded):
    return loaded(f"{PLACE}.keras_flat_on_one_side")


def test_exactly_one_side_of_each_is_flat(catalogue):
    for activation in catalogue.on_numbers(1):
        left, right = np.abs(activation.slope((-catalogue.FAR, catalogue.FAR)))
        assert (left < catalogue.FLAT) != (right < catalogue.FLAT), activation.names


@pytest.mark.parametrize("name", ["gelu", "hard_silu", "mish", "silu"])
def test_the_stripe_is_at_the_dip_where_the_function_is_smallest(catalogue, figure, name):
    (activation,) = [found for found in catalogue.on_numbers(1) if found.names[0] == name]
    dip = figure.Z[np.argmin(activation(figure.Z))]
    assert -2 < dip < 0 and np.abs(activation.slope((dip,))) < catalogue.FLAT


def test_every_name_is_the_title_of_one_panel(figure, numbers_of):
    facts = numbers_of(figure.experiment)
    drawing = figure.draw(**{name: facts[name] for name in ("names", "z", "values", "slopes")})
    titles = [axes.get_title(loc="left") or axes.get_title() for axes in drawing.axes]
    assert [title for title in titles if title] == [name.replace("\n", " ") for name in facts["names"]]
