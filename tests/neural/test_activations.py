"""What the pages say about activations: formulas equal Keras's, derivatives equal two oracles, nothing overflows."""

import ast
import re
from inspect import signature
from pathlib import Path

import numpy as np
import pytest

import figures.neural
from figures.neural.activation_registry import ACTIVATIONS

NAMES = list(ACTIVATIONS)
NOT_IN_KERAS = {"step", "sign"}
GRID = np.linspace(-8, 8, 2049)  # steps of 1/128, so that every kink lies exactly on the grid
MODULES = ["activations", "piecewise_activations", "smooth_activations", "gated_activations"]


def keras_defaults(name, function):
    """The parameters that Keras demands, at the values that our function takes by default."""
    ours = signature(ACTIVATIONS[name].function).parameters
    demanded = [p.name for p in list(signature(function).parameters.values())[1:] if p.default is p.empty]
    return {parameter: ours[parameter].default for parameter in demanded}


def away_from_kinks(z, activation, distance=1e-3):
    """The entries of z that are not next to a kink."""
    return z[np.all([np.abs(z - kink) > distance for kink in activation.kinks] or [np.ones(z.shape, bool)], axis=0)]


def test_every_elementwise_activation_of_keras_is_here_and_no_other(elementwise):
    assert set(NAMES) - NOT_IN_KERAS == set(elementwise)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_IN_KERAS])
def test_function_equals_keras_to_float32_accuracy(name, elementwise):
    theirs = np.array(elementwise[name](GRID.astype(np.float32), **keras_defaults(name, elementwise[name])))
    assert theirs.dtype == np.float32
    np.testing.assert_allclose(ACTIVATIONS[name](GRID), theirs, rtol=2e-6, atol=2e-6)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_IN_KERAS])
def test_default_parameters_are_those_of_keras(name, elementwise):
    theirs = signature(elementwise[name]).parameters
    for parameter in list(signature(ACTIVATIONS[name].function).parameters.values())[1:]:
        if theirs[parameter.name].default is not parameter.empty:
            assert parameter.default == theirs[parameter.name].default


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_IN_KERAS])
def test_derivative_equals_automatic_differentiation(name, elementwise, autodiff):
    function, extra = elementwise[name], keras_defaults(name, elementwise[name])
    z = away_from_kinks(GRID[GRID != 0], ACTIVATIONS[name])  # at 0 it says 2 for celu, which is smooth with slope 1
    (theirs,) = autodiff(lambda tensor: function(tensor, **extra), z)  # some of its constants are float32
    np.testing.assert_allclose(ACTIVATIONS[name].derivative(z), theirs, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_derivative_equals_central_differences(name):
    activation, h = ACTIVATIONS[name], 1e-5
    z = away_from_kinks(GRID + 1 / 300, activation)  # beside the places where a second derivative jumps
    differences = (activation(z + h) - activation(z - h)) / (2 * h)
    np.testing.assert_allclose(activation.derivative(z), differences, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_at_a_kink_the_slopes_of_the_two_sides_differ_or_the_function_jumps(name):
    activation, h = ACTIVATIONS[name], 1e-6
    for kink in activation.kinks:
        left, right = activation.derivative(np.array([kink - h, kink + h]))
        jump = np.diff(activation(np.array([kink - h, kink + h])))[0]
        assert abs(right - left) > 0.1 or abs(jump) > 0.1
        assert np.min(np.abs(activation.derivative(np.array(kink)) - [left, right])) < 1e-5


@pytest.mark.parametrize("name", NAMES)
def test_everywhere_else_neither_the_function_nor_its_slope_jumps(name):
    activation, h = ACTIVATIONS[name], 1e-6
    z = away_from_kinks(GRID, activation)
    for curve in (activation.function, activation.derivative):
        np.testing.assert_allclose(curve(z - h), curve(z + h), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_values_and_derivatives_are_right_at_plus_and_minus_1000(name, elementwise, autodiff):
    z = np.array([-1000.0, 1000.0])
    activation = ACTIVATIONS[name]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value, derivative = activation(z), activation.derivative(z)
    assert not np.isnan(value).any() and not np.isnan(derivative).any()
    assert np.isfinite(value).all() or name == "exponential"
    if name in elementwise:
        extra = keras_defaults(name, elementwise[name])
        np.testing.assert_allclose(value, np.array(elementwise[name](z, **extra)), rtol=2e-8)


@pytest.mark.parametrize("name", NAMES)
def test_the_range_holds_every_value_and_is_not_too_wide(name):
    activation = ACTIVATIONS[name]
    written = re.findall(r"-?(?:\\infty|\d+(?:\.\d+)?)", activation.range)
    ends = [float(end.replace("\\infty", "inf")) for end in written]
    low, high = min(ends), max(ends)
    near = activation(GRID)
    far = activation(np.linspace(-700, 700, 20001))
    tolerance = 6e-5  # the range is written with four digits
    assert near.min() >= low - tolerance and near.max() <= high + tolerance
    if activation.range[0] == "(" and np.isfinite(low):
        assert activation(np.array(-5.0)) > low
    smallest, largest = min(near.min(), far.min()), max(near.max(), far.max())
    assert smallest < low + 2e-3 if np.isfinite(low) else smallest < -100
    assert largest > high - 2e-3 if np.isfinite(high) else largest > 100


@pytest.mark.parametrize("name", NAMES)
def test_a_single_number_and_an_array_of_any_shape_are_welcome(name):
    activation, z = ACTIVATIONS[name], np.array([[-1.3, 0.2], [0.7, 2.0]])
    for function in (activation.function, activation.derivative):
        assert function(z).shape == z.shape
        assert float(function(0.7)) == function(z)[1, 0]


def test_every_activation_stands_directly_above_its_derivative():
    for module in MODULES:
        tree = ast.parse((Path(figures.neural.__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert len(names) % 2 == 0
        assert all(second == f"{first}_prime" for first, second in zip(names[::2], names[1::2], strict=True))


def test_the_slope_of_sigmoid_is_at_most_a_quarter_and_of_tanh_at_most_one():
    assert ACTIVATIONS["sigmoid"].derivative(GRID).max() == 0.25
    assert ACTIVATIONS["tanh"].derivative(GRID).max() == 1.0


def test_selu_keeps_mean_0_and_variance_1():
    z, weight = np.polynomial.hermite_e.hermegauss(200)  # exact integration against the bell curve
    weight = weight / weight.sum()
    a = ACTIVATIONS["selu"](z)
    assert abs(weight @ a) < 2e-3
    assert abs(weight @ a**2 - 1) < 2e-3


@pytest.mark.parametrize(("name", "rate", "factor"), [("sigmoid", 1, 1), ("tanh", 2, 4)])
@pytest.mark.parametrize("side", [1, -1])
def test_a_saturated_derivative_keeps_all_its_digits(name, rate, factor, side):
    """φ (1 − φ) and 1 − φ² would be differences of equals: nothing is left of them at z = 40."""
    z = side * np.array([5.0, 20.0, 30.0, 36.0, 40.0, 300.0])
    e = np.exp(-rate * np.abs(z))
    np.testing.assert_allclose(ACTIVATIONS[name].derivative(z), factor * e / (1 + e) ** 2, rtol=1e-13)
