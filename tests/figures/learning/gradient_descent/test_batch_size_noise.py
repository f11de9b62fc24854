"""Equal cost for all sizes; the noise of a batch falls like the root of its size; the middle size ends lowest."""

import numpy as np
import pytest

from figures.learning.gradient_descent import batch_size_noise
from figures.learning.gradient_descent.surfaces.line_fit import batch_noise, noisy_line


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(batch_size_noise.experiment)


@pytest.mark.parametrize("size", batch_size_noise.SIZES)
def test_every_size_looks_at_the_same_number_of_examples(run, size):
    facts = run[f"batch_{size}"]
    assert facts["steps"] * size == run["examples"] * run["epochs"]
    assert facts["low"] <= facts["median"] <= facts["high"]


def test_sixteen_times_the_batch_is_about_four_times_as_accurate(run):
    # Drawn without replacement, a little more: (N − 1)/(N − 16) under the root.
    n = run["examples"]
    assert run["noise_ratio"] == pytest.approx(4 * np.sqrt((n - 1) / (n - 16)), rel=0.05)


def test_a_batch_of_everything_has_no_noise_and_batches_are_right_on_average():
    fit = noisy_line(64, np.random.default_rng(1))
    theta = np.array([0.3, -0.2])
    assert batch_noise(fit, theta, 64, 10, np.random.default_rng(2)) < 1e-12
    order = np.random.default_rng(3).permutation(64)
    batches = fit.gradients(theta)[order].reshape(8, 8, 2).mean(axis=1)
    np.testing.assert_allclose(batches.mean(axis=0), fit.gradients(theta).mean(axis=0), rtol=1e-12)


def test_single_examples_lead_at_first_and_the_middle_size_at_the_end(run):
    quarters = run["quarters"]
    early = {size: quarters[f"of_{size}"][1, 32 // size] for size in (1, 16)}
    assert early[1] < early[16]
    assert run["lowest_at_the_end"] == "16"
    assert run["batch_16"]["high"] < run["batch_1"]["low"] < run["batch_256"]["median"]
