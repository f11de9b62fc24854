"""Each way of being wrong does the harm that the page says, and its bound holds."""

import numpy as np
import pytest

from figures.examples.learning_a_sine import sine_too_few_units
from figures.examples.sine.fits import MSE, RATE, STEPS, X, Y, start
from figures.examples.six_ways_of_being_wrong import (
    sine_dead_units,
    sine_few_points,
    sine_output_activation,
    sine_rate_too_high,
    sine_unscaled_input,
)
from figures.neural.activations import tanh_prime
from figures.neural.batched import descend
from figures.neural.optimisers import Adam


def test_the_fewer_units_are_alive_the_larger_the_median_error(numbers_of) -> None:
    numbers = numbers_of(sine_dead_units.experiment)
    assert numbers["all_alive_before"] and 0.2 < numbers["share"] < 0.8
    medians = [np.median(numbers["errors"][numbers["alive"] == count]) for count in np.unique(numbers["alive"])]
    assert (np.diff(medians) < 0).all()


@pytest.mark.parametrize("first_layer_learns", [False, True])
def test_plain_descent_wakes_a_dead_unit_only_by_what_it_gets_from_a_layer_before(first_layer_learns) -> None:
    """x = 1, a = ReLU(w x), ŷ = ReLU(a) + ReLU(u a − 2), target 4: the second unit is dead until a has grown."""
    w, u, alive = 1.0, 1.0, []
    for _ in range(100):
        a = max(w, 0.0)
        alive.append(u * a - 2 > 0)
        error = 2 * (max(a, 0.0) + max(u * a - 2, 0.0) - 4)
        slope_w, slope_u = error * (1 + alive[-1] * u), error * alive[-1] * a
        assert slope_u == 0 or alive[-1]
        w, u = w - 0.02 * slope_w * first_layer_learns, u - 0.02 * slope_u
    assert not alive[0] and alive[-1] is first_layer_learns


def test_too_high_a_rate_leaves_a_larger_error(numbers_of) -> None:
    median = numbers_of(sine_rate_too_high.experiment)["median"]
    assert 5 * median["right"] < median["high"] < median["far_too_high"]


def test_at_the_highest_rate_nearly_all_activations_are_saturated_after_twenty_steps() -> None:
    networks = start("tanh", 9)
    descend(networks, X, Y, MSE, Adam(sine_rate_too_high.RATES["far_too_high"]), 20)
    networks.forward(X)
    assert np.mean(tanh_prime(networks.z[0]) <= 0.05) > 0.9


def test_degrees_saturate_the_units_and_scaling_mends_it(numbers_of) -> None:
    numbers = numbers_of(sine_unscaled_input.experiment)
    assert numbers["saturated"]["degrees"] > 0.9 > 0.05 > numbers["saturated"]["radians"]
    assert numbers["median"]["degrees"] > 0.2 > 0.05 > numbers["median"]["scaled"]
    assert numbers["why"] == "its units are saturated"


def test_in_degrees_half_of_the_units_hardly_move_and_nine_do_the_work_of_one(numbers_of) -> None:
    numbers = numbers_of(sine_unscaled_input.experiment)
    assert numbers["half_within"] < 5  # degrees, of 180
    assert abs(numbers["median"]["degrees"] - numbers_of(sine_too_few_units.experiment)["least"]) < 0.01


def test_one_tanh_unit_stays_just_above_the_best_rising_curve(numbers_of) -> None:
    numbers = numbers_of(sine_too_few_units.experiment)
    assert numbers["bound"] < numbers["least"] <= numbers["most"] < numbers["bound"] + 0.01


def test_outputs_that_cannot_be_negative_never_come_below_one_half(numbers_of) -> None:
    numbers = numbers_of(sine_output_activation.experiment)
    assert abs(numbers["bound"] - 0.5) < 1e-6
    assert min(numbers["least"]["ReLU"], numbers["least"]["logistic"]) >= numbers["bound"]
    assert numbers["median"]["identity"] < numbers["least"]["tanh"] < numbers["most"]["tanh"] < 0.1


def test_most_dead_units_answer_again_outside_the_training_range() -> None:
    networks = start("ReLU", sine_dead_units.WIDTH, range(sine_dead_units.NETWORKS))
    descend(networks, X, Y, MSE, Adam(RATE), STEPS)
    networks.forward(X)
    dead = ~(networks.z[0] > 0).any(axis=1)
    networks.forward(np.array([[-20.0], [20.0]]))
    assert np.mean((networks.z[0] > 0).any(axis=1)[dead]) > 0.5


def test_points_learned_by_heart_say_nothing_about_the_curve(numbers_of) -> None:
    numbers = numbers_of(sine_few_points.experiment)
    assert numbers["unseen"] > 100 * numbers["seen"]
