"""The response φ(wx + b): where the step lies, how steep it is, and what the drawing shows at every setting."""

from itertools import product

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.neural.activation_registry import ACTIVATIONS
from figures.one_neuron.the_perceptron.response_of_one_neuron import (
    BIAS,
    REACH,
    WEIGHT,
    draw,
    experiment,
    facts,
    step_place,
)

SETTINGS = controls_of(draw)
X = experiment()["x"]


def test_at_minus_b_over_w_the_pre_activation_is_zero_for_every_setting() -> None:
    for w, b in product(SETTINGS["weight"].values(), SETTINGS["bias"].values()):
        if w != 0:
            assert w * step_place(w, b) + b == pytest.approx(0, abs=1e-12)


def test_a_neuron_of_weight_zero_has_no_step_and_ignores_its_input() -> None:
    assert np.isnan(step_place(0.0, 1.0))
    (axes,) = draw(X, weight=0.0, bias=1.0).axes
    assert np.ptp(axes.lines[1].get_ydata()) == 0
    assert axes.texts[0].get_text() == "no step in sight"


def test_the_caption_names_the_dot_at_every_setting_at_which_one_is_drawn_and_says_so_where_none_is() -> None:
    for w, b in product(SETTINGS["weight"].values(), SETTINGS["bias"].values()):
        words = facts(w, b, "sigmoid")["dot"]
        dot = draw(X, weight=w, bias=b).axes[0].lines[3].get_xdata()[0]
        if np.isnan(dot):
            assert words.endswith(("no input moves the sum", "there is no dot", "outside the figure")), (w, b)
        else:
            assert float(words.replace("−", "-")) == pytest.approx(dot, abs=0.0051), (w, b)
            assert abs(dot) <= REACH


def test_without_weight_the_sum_is_zero_nowhere_or_everywhere() -> None:
    assert facts(0.0, 1.0, "sigmoid")["dot"].startswith("nowhere")
    assert facts(0.0, 0.0, "sigmoid")["dot"].startswith("everywhere")


def test_the_step_of_the_page_is_where_the_caption_says(numbers_of) -> None:
    assert numbers_of(experiment)["step"] == -BIAS / WEIGHT == -0.5


@pytest.mark.parametrize("activation", SETTINGS["activation"].values())
def test_the_dot_lies_on_the_curve(activation: str) -> None:
    (axes,) = draw(X, weight=2.0, bias=-3.0, activation=activation).axes
    curve, dot = axes.lines[1], axes.lines[3]
    assert dot.get_xdata()[0] == 1.5
    assert float(ACTIVATIONS[activation](2.0 * dot.get_xdata() - 3.0)[0]) == dot.get_ydata()[0]
    assert dot.get_ydata()[0] in curve.get_ydata()


@pytest.mark.parametrize("activation", SETTINGS["activation"].values())
def test_a_positive_weight_rises_and_a_negative_one_falls(activation: str) -> None:
    phi = ACTIVATIONS[activation]
    assert (np.diff(phi(2.0 * X + 1.0)) >= 0).all()
    assert (np.diff(phi(-2.0 * X + 1.0)) <= 0).all()


@pytest.mark.parametrize(("activation", "at_zero"), [("sigmoid", 0.25), ("tanh", 1.0)])
def test_the_slope_at_the_step_is_the_weight_times_a_constant_of_the_activation(
    activation: str, at_zero: float
) -> None:
    phi = ACTIVATIONS[activation]
    w, b, h = 3.0, -1.5, 1e-5
    place = step_place(w, b)
    ends = phi(w * (place + h * np.array([-1.0, 1.0])) + b)
    assert (ends[1] - ends[0]) / (2 * h) == pytest.approx(w * at_zero, rel=1e-8)


def test_a_jump_is_drawn_upright() -> None:
    (axes,) = draw(X, weight=3.0, bias=1.0, activation="step").axes
    curve = axes.lines[1]
    jump = np.argmax(np.diff(curve.get_ydata()))
    assert np.diff(curve.get_xdata())[jump] < 1e-8


def test_all_settings_have_the_same_number_of_points() -> None:
    lengths = {len(draw(X, weight=w, bias=4.0).axes[0].lines[1].get_xdata()) for w in (-4.0, 0.0, 0.25, 4.0)}
    assert len(lengths) == 1
