"""Every entry of z is what its row and its column say; the figure points at the right cells."""

import numpy as np
import pytest

from figures.networks.layers_as_matrices.layer_as_matrix import B, W, X, draw, experiment, facts
from figures.shapes.matrices import factor, signed

NUMBERS = experiment()
ARRAYS = {name: NUMBERS[name] for name in ("x", "W", "b", "z")}


def test_each_entry_is_the_weighted_sum_written_out():
    for i in range(3):
        for j in range(3):
            total = sum(X[i, k] * W[k, j] for k in range(4)) + B[j]
            assert NUMBERS["z"][i, j] == pytest.approx(total, rel=1e-14)


def test_the_shapes_are_those_of_the_page():
    assert [ARRAYS[name].shape for name in ARRAYS] == [(3, 4), (4, 3), (3,), (3, 3)]
    assert NUMBERS["parameters"] == (4 + 1) * 3


@pytest.mark.parametrize("example", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("unit", [1.0, 2.0, 3.0])
def test_the_sum_in_full_gives_the_number_below_it(example, unit):
    texts = [text.get_text() for text in draw(**ARRAYS, example=example, unit=unit).axes[0].texts]
    told, result = texts[-2:]
    formula = told.split(" = ")[1].replace("·", "*").replace("−", "-")
    value = facts(NUMBERS["z"], example, unit)["value"]
    assert eval(formula) == pytest.approx(value)
    assert float(result.removeprefix("= ").replace("−", "-")) == pytest.approx(value, abs=5e-5)


def test_row_column_bias_and_result_are_shaded_and_nothing_else():
    patches = draw(**ARRAYS, example=2.0, unit=3.0).axes[0].patches
    strong = [(patch.get_x(), patch.get_y()) for patch in patches if patch.get_alpha() > 0.3]
    assert len(strong) == 4 + 4 + 1 + 1
    assert len(patches) == 12 + 12 + 3 + 9


def test_the_layer_equals_keras():
    keras = pytest.importorskip("keras")
    layer = keras.layers.Dense(3, dtype="float64")
    layer.build((None, 4))
    layer.set_weights([W, B])
    np.testing.assert_allclose(np.array(layer(X)), NUMBERS["z"], rtol=1e-13)


def test_negative_factors_stand_in_brackets():
    assert signed(-0.5) == "−0.5" and factor(-0.5) == "(−0.5)" and factor(2.5) == "2.5"
