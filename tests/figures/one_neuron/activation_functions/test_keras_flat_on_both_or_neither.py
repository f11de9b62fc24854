"""Both Keras figures together show every activation that Keras lists; what they show are its numbers."""

from inspect import isfunction

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS

PLACE = "figures.one_neuron.activation_functions"
LOOK_UP_SAVE_AND_LOAD = {"get", "serialize", "deserialize"}


@pytest.fixture(scope="module")
def keras(loaded):
    return loaded("keras")


@pytest.fixture(scope="module")
def catalogue(loaded):
    return loaded(f"{PLACE}.catalogue.keras_activations")


@pytest.fixture(scope="module")
def facts(loaded, numbers_of):
    return numbers_of(loaded(f"{PLACE}.keras_flat_on_both_or_neither").experiment)


@pytest.fixture(scope="module")
def one_sided(loaded, numbers_of):
    return numbers_of(loaded(f"{PLACE}.keras_flat_on_one_side").experiment)


def test_the_figures_and_the_four_on_vectors_are_together_all_that_keras_offers(keras, facts, one_sided):
    shown = {name for title in [*facts["names"], *one_sided["names"]] for name in title.split("\n= ")}
    vectors = set(facts["vector_names"].split(", "))
    offered = {name for name in dir(keras.activations) if isfunction(getattr(keras.activations, name))}
    assert not shown & vectors
    assert shown | vectors == offered - LOOK_UP_SAVE_AND_LOAD


def test_the_census_adds_up(catalogue, facts, one_sided):
    parts = facts["flat_on_both"] + facts["flat_on_neither"] + one_sided["shown"] + facts["on_vectors"]
    assert parts == facts["functions"] == len(catalogue.listed())


@pytest.mark.parametrize("figure", ["facts", "one_sided"])
def test_every_curve_is_the_formula_of_the_book_and_its_derivative(figure, request):
    data = request.getfixturevalue(figure)
    for title, z, value, slope in zip(data["names"], data["z"], data["values"], data["slopes"], strict=True):
        ours = ACTIVATIONS[title.split("\n")[0]]
        np.testing.assert_allclose(value, ours(z), rtol=1e-6, atol=1e-7, err_msg=title)  # some constants are float32
        np.testing.assert_allclose(slope, ours.derivative(z), rtol=1e-6, atol=1e-7, err_msg=title)
        h = 1e-6
        np.testing.assert_allclose(slope, (ours(z + h) - ours(z - h)) / (2 * h), rtol=1e-5, atol=1e-5, err_msg=title)


def test_the_families_are_those_of_the_page(catalogue):
    def names(sides):
        return {activation.names[0] for activation in catalogue.on_numbers(sides)}

    assert {"sigmoid", "tanh", "softsign"} <= names(2)
    assert {"relu", "elu", "gelu", "silu", "softplus"} <= names(1)
    assert names(0) == {"hard_shrink", "leaky_relu", "linear", "soft_shrink", "tanh_shrink"}
    assert {activation.names[0] for activation in catalogue.on_vectors()} == {
        "glu",
        "log_softmax",
        "softmax",
        "sparsemax",
    }


def test_softmax_of_a_single_unit_is_constantly_one_and_keras_warns_of_it(facts):
    assert facts["softmax_of_one"] == {"least": 1.0, "most": 1.0, "warnings": 1}


def test_autodiff_gives_two_for_celu_at_zero_where_the_slope_is_one(facts):
    assert facts["celu_slope_at_0"] == 2.0
    h = 1e-7
    assert (ACTIVATIONS["celu"](np.array(h)) - ACTIVATIONS["celu"](np.array(-h))) / (2 * h) == pytest.approx(1)


def test_swish_and_hard_swish_are_the_only_second_names(catalogue, facts):
    assert {name for activation in catalogue.listed() for name in activation.names[1:]} == {"swish", "hard_swish"}
    assert facts["listed_names"] == facts["functions"] + 2


def test_the_function_and_the_layer_of_leaky_relu_have_the_slopes_of_the_page(keras):
    assert float(keras.activations.leaky_relu(np.array(-1.0))) == pytest.approx(-0.2)
    assert keras.layers.LeakyReLU().negative_slope == 0.3


def test_only_threshold_demands_settings(facts):
    assert facts["demanding"] == "threshold"
