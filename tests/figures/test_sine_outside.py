"""Outside the training range: the prediction holds, the sine does not."""

import numpy as np
import pytest

from figures import sine_outside, sine_outside_over_seeds


@pytest.fixture(scope="module")
def outside():
    return sine_outside.experiment()


def test_at_four_pi_the_answers_are_near_the_predicted_lines(outside) -> None:
    assert outside["gap"]["identity"] < 1e-12 and outside["gap"]["ReLU"] < 1e-12
    assert outside["gap"]["logistic"] < 0.2 and outside["gap"]["tanh"] < 0.2


def test_only_identity_and_relu_leave_with_a_slope(outside) -> None:
    assert outside["sloping"] == "identity and ReLU"


def test_on_the_next_half_wave_every_activation_is_at_least_ten_times_worse_or_a_line(outside) -> None:
    assert min(outside["beyond"].values()) > 0.3


@pytest.mark.parametrize("reach", [1.0, 2.5, 4.0])
def test_answers_are_shown_as_far_as_the_reader_wants_and_predictions_always(outside, reach: float) -> None:
    drawn = sine_outside.draw(outside["x"], outside["answers"], outside["lines"], reach=reach)
    for axes in drawn.axes:
        *predicted, answer = axes.lines[1:]
        shown = np.abs(outside["x"][~np.isnan(answer.get_ydata())])
        assert shown.max() == pytest.approx(reach * np.pi, abs=0.14)
        assert len(predicted) == 2


def test_all_networks_agree_inside_and_are_wrong_together_outside() -> None:
    numbers = sine_outside_over_seeds.experiment()
    assert max(numbers["spread_inside"].values()) < 0.05
    assert numbers["near_at_two_pi"] == 0
    assert max(numbers["most_at_two_pi"].values()) < -1
    assert numbers["relu_slope"]["median"] == pytest.approx(-1, abs=0.15)
