"""With sines and cosines the fast wave is learned by every network, without them by none; and then it repeats."""

import numpy as np
import pytest

from figures.examples.learning_a_sine.fourier_features import FAST, LATER, MOST, SEEDS, experiment, features, target


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_fed_x_alone_no_network_learns_the_fast_wave(numbers):
    assert numbers["errors"].shape == (MOST + 1, SEEDS)
    assert numbers["errors"][0].min() > 0.5 * numbers["without"]
    assert numbers["plain"] == pytest.approx(numbers["without"], rel=0.1)  # as if the fast wave were left out


def test_fed_x_alone_most_of_the_fast_wave_has_come_after_ten_times_as_many_steps(numbers):
    assert LATER == 10 and numbers["fed"] < numbers["late"] < 0.3 * numbers["plain"]


def test_fed_the_fast_wave_every_network_has_it(numbers):
    assert numbers["errors"][FAST:].max() < 0.02 and numbers["times"] > 30


def test_leaving_out_the_fast_wave_costs_the_root_of_one_eighth(numbers):
    x = np.linspace(-np.pi, np.pi, 100_000, endpoint=False)
    assert np.sqrt(np.mean((target(x) - np.sin(x)) ** 2)) == pytest.approx(numbers["without"])


def test_features_repeat_and_x_alone_does_not():
    x = np.linspace(-1, 1, 7)[:, None]
    np.testing.assert_allclose(features(x + 2 * np.pi, 4), features(x, 4), atol=1e-12)
    assert features(x, 4).shape == (7, 8) and not np.allclose(features(x + 2 * np.pi, 0), features(x, 0))
