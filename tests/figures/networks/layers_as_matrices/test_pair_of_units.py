"""The 1–2–1 network: equal to Keras, a hump that no single unit makes, and steps where the triangles stand."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.networks.layers_as_matrices.pair_of_units import contributions, draw, experiment, facts

X = experiment()["x"]
CONTROLS = controls_of(draw)


def response(w, b):
    return contributions(X, np.array(w, float), np.array(b, float)).sum(axis=0)


@pytest.mark.parametrize(("w", "b"), [((1, 1), (-1, 1)), ((1, 1), (-0.5, 0.5)), ((1, 1), (-2, 4)), ((1, 2), (-1, 3))])
def test_it_equals_a_keras_network_and_the_sliders_reach_it(w, b):
    keras = pytest.importorskip("keras")
    model = keras.Sequential([keras.Input((1,), dtype="float64"),
                              keras.layers.Dense(2, activation="tanh", dtype="float64"),
                              keras.layers.Dense(1, dtype="float64")])  # fmt: skip
    model.set_weights([np.array([w]), np.array(b), np.array([[-1.0], [1.0]]), np.zeros(1)])
    np.testing.assert_allclose(np.array(model(X[:, None]))[:, 0], response(w, b), atol=1e-14)
    for name, value in zip(("w1", "w2", "b1", "b2"), (*w, *b), strict=True):
        assert value in CONTROLS[name].values()


def test_the_settings_stay_modest():
    assert np.prod([len(control.values()) for control in CONTROLS.values()]) <= 1000


def test_equal_units_undo_each_other_and_exchanged_steps_turn_the_hump_over():
    assert (response((1, 1), (0.5, 0.5)) == 0).all()
    np.testing.assert_allclose(response((1, 1), (1, -1)), -response((1, 1), (-1, 1)), atol=1e-15)


@pytest.mark.parametrize("seed", range(20))
def test_a_single_unit_only_rises_or_only_falls(seed):
    w, b = np.random.default_rng(seed).normal(0, 2, 2)
    slopes = np.diff(np.tanh(w * X + b))
    assert (slopes >= 0).all() or (slopes <= 0).all()


def test_the_triangles_stand_at_minus_b_over_w_and_a_unit_of_weight_0_has_none():
    lines = draw(X, w1=0.0, b1=-1.0, w2=2.0, b2=3.0).axes[0].lines
    triangles = [line for line in lines if line.get_marker() == "^"]
    assert np.isnan(triangles[0].get_xdata()[0]) and triangles[1].get_xdata()[0] == -1.5


def test_the_highest_value_is_that_of_the_thick_curve_and_always_below_two():
    thick = max(draw(X).axes[0].lines, key=lambda line: line.get_linewidth())
    told = facts(X, 1.0, -1.0, 1.0, 1.0)
    assert told["highest"] == thick.get_ydata().max() == pytest.approx(2 * np.tanh(1))
    assert facts(X, 1.0, -2.0, 1.0, 4.0)["highest"] < 2
    assert f"{facts(X, 1.0, 1.0, 1.0, -1.0)['highest']:.2f}" == "0.00"  # a dip that ends a hair below 0
