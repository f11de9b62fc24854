"""Each of the family is flat on one side only, and the shaded stripes of four of them stand at their dips."""

import warnings

import numpy as np
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what TensorFlow does while it is imported is not ours to mend
    pytest.importorskip("keras", reason="needs TensorFlow: pip install -r requirements.txt")
    from figures.one_neuron.activation_functions.catalogue.keras_activations import FAR, FLAT, on_numbers
    from figures.one_neuron.activation_functions.keras_flat_on_one_side import Z, draw, experiment


def test_exactly_one_side_of_each_is_flat():
    for activation in on_numbers(1):
        left, right = np.abs(activation.slope((-FAR, FAR)))
        assert (left < FLAT) != (right < FLAT), activation.names


@pytest.mark.parametrize("name", ["gelu", "hard_silu", "mish", "silu"])
def test_the_stripe_is_at_the_dip_where_the_function_is_smallest(name):
    (activation,) = [found for found in on_numbers(1) if found.names[0] == name]
    dip = Z[np.argmin(activation(Z))]
    assert -2 < dip < 0 and np.abs(activation.slope((dip,))) < FLAT


def test_every_name_is_the_title_of_one_panel(numbers_of):
    facts = numbers_of(experiment)
    figure = draw(**{name: facts[name] for name in ("names", "z", "values", "slopes")})
    titles = [axes.get_title(loc="left") or axes.get_title() for axes in figure.axes]
    assert [title for title in titles if title] == list(facts["names"])
