"""Outside the training range: the prediction holds, the sine does not."""

import numpy as np
import pytest

from figures.examples.learning_a_sine import sine_outside, sine_outside_over_seeds
from figures.examples.sine.fits import NAMES, SEEDS, fit


@pytest.fixture(scope="module")
def outside(numbers_of):
    return numbers_of(sine_outside.experiment)


def test_at_four_pi_the_answers_are_near_the_predicted_lines(outside) -> None:
    assert outside["gap"]["identity"] < 1e-12
    assert outside["gap"]["logistic"] < 0.2 and outside["gap"]["tanh"] < 0.2


def test_relu_is_on_its_line_beyond_its_last_corner_which_the_figure_shows(outside) -> None:
    assert 1 < outside["last_corner"] < 4
    assert outside["gap"]["ReLU"] < 1e-12
    right = outside["x"] > 0
    line = outside["lines"][3, 1] @ [outside["x"][right], np.ones(right.sum())]
    apart = np.abs(outside["answers"][3, right] - line)
    beyond = outside["x"][right] > outside["last_corner"] * np.pi
    assert apart[beyond].max() < 1e-12 < 1e-3 < apart[~beyond].max()
    assert 0 < outside["corner_outside"] <= len(SEEDS)


def test_the_panel_of_relu_holds_its_whole_line(outside) -> None:
    drawn = sine_outside.draw(outside["x"], outside["answers"], outside["lines"], reach=4.0)
    for axes, answer in zip(drawn.axes, outside["answers"], strict=True):
        assert np.abs(answer).max() < axes.get_ylim()[1]


def test_only_identity_and_relu_leave_with_a_slope(outside) -> None:
    assert outside["sloping"] == "identity and ReLU"


@pytest.mark.parametrize("name", NAMES)
def test_on_the_next_half_wave_the_smallest_errors_are_still_far_larger_than_inside(outside, name: str) -> None:
    inside = np.quantile(fit(name, sine_outside.WIDTH).rmse[-1], 0.9)
    assert outside["beyond_low"][name] > 4 * inside
    assert outside["beyond_low"][name] <= outside["beyond"][name] <= outside["beyond_high"][name]


@pytest.mark.parametrize("reach", [1.0, 2.5, 4.0])
def test_answers_are_shown_as_far_as_the_reader_wants_and_predictions_always(outside, reach: float) -> None:
    drawn = sine_outside.draw(outside["x"], outside["answers"], outside["lines"], reach=reach)
    for axes in drawn.axes:
        *predicted, answer = axes.lines[1:]
        shown = np.abs(outside["x"][~np.isnan(answer.get_ydata())])
        assert shown.max() == pytest.approx(reach * np.pi, abs=0.14)
        assert len(predicted) == 2


def test_all_networks_agree_inside_and_are_wrong_together_outside(numbers_of) -> None:
    numbers = numbers_of(sine_outside_over_seeds.experiment)
    assert max(numbers["spread_inside"].values()) < 0.05
    assert numbers["near_at_two_pi"] == 0
    assert max(numbers["most_at_two_pi"].values()) < -1
    assert numbers["relu_slope"]["median"] == pytest.approx(-1, abs=0.15)
    assert numbers["relu_slope"]["most"] < 0
    falling = np.diff(numbers["answers"][:, :, numbers["x"] >= np.pi - 1e-9], axis=2) < 0
    assert falling.all()
