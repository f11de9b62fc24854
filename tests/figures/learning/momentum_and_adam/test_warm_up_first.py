"""At a high rate the first step of Adam throws the loss up and breaks networks; ten steps of climbing prevent it."""

import numpy as np
import pytest

from figures.learning.momentum_and_adam import warm_up_first as figure


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_without_warm_up_the_loss_jumps_at_the_first_step_and_with_it_hardly(run):
    middle = run["quartiles"][0, :, 1]
    assert np.argmax(middle) == 1 and run["peak"]["none"] > 5 * run["start"]
    assert run["peak"]["ten"] < 4 * run["start"]


def test_without_warm_up_many_networks_stay_stuck_and_with_ten_steps_of_it_hardly_any(run):
    assert run["stuck"][0] >= 0.2 and run["stuck"][2] <= 0.1
    assert run["tenths"]["none"] == round(10 * run["stuck"][0])


def test_at_a_third_of_the_rate_no_network_is_stuck_without_it(run):
    assert run["stuck_at_the_low_rate"] <= 0.1


def test_the_first_step_moves_a_sum_by_the_rate_times_the_size_of_its_inputs():
    from figures.neural.optimisers import Adam

    a, W, b = np.full((1, 100), 0.5), np.zeros((100, 1)), np.zeros(1)
    Adam(0.01).update([(W, a.T @ np.array([[2.0]])), (b, np.array([2.0]))])
    assert abs(float((a @ W + b)[0, 0])) == pytest.approx(0.01 * (np.abs(a).sum() + 1), rel=1e-5)


def test_the_caption_says_how_many_are_stuck_and_never_nought_in_ten(run):
    said = [figure.facts(run["highest"], run["stuck"], warm)["stuck_now"] for warm in figure.WARM.values()]
    assert said[0] == f"about {run['tenths']['none']} in ten" and said[2] == "hardly any"
    assert not any("about 0" in words for words in said)
