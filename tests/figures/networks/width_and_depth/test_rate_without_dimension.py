"""Random waves tend to their hill at the rate 1/√m in every dimension, with the variance of probability theory."""

import numpy as np
import pytest

from figures.networks.width_and_depth.rate_without_dimension import DIMENSIONS, UNITS, experiment, facts


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


@pytest.mark.parametrize("row", range(len(DIMENSIONS)))
def test_the_errors_are_the_root_of_the_variance_of_a_wave_over_m(row, found):
    """Var cos(x·ω) = (1 + e^(−2|x|²/d))/2 − e^(−|x|²/d) for ω ~ N(0, I/d); its mean over x by many samples."""
    d = DIMENSIONS[row]
    size = np.square(np.random.default_rng(5).normal(size=(20_000, d))).sum(axis=1) / d
    variance = np.mean((1 + np.exp(-2 * size)) / 2 - np.exp(-size))
    np.testing.assert_allclose(found["found"][row], np.sqrt(variance / UNITS), rtol=0.3)
    assert (found["found"][row] <= 1.3 / np.sqrt(UNITS)).all()


def test_sixty_four_times_the_units_divide_the_error_by_about_eight_in_every_dimension(found):
    assert 5.5 < found["slowest"] <= found["fastest"] < 12
    assert found["at_most"] < 0.02


def test_the_constant_of_this_hill_is_about_one_in_every_dimension_and_that_of_a_fixed_hill_grows(found):
    rng = np.random.default_rng(0)
    mean_length = [np.linalg.norm(rng.normal(size=(4000, d)), axis=1).mean() for d in DIMENSIONS]
    for d, length in zip(DIMENSIONS, mean_length, strict=True):
        assert 0.75 < length / np.sqrt(d) <= 1.02
    assert facts(found["found"], "10")["cubes"] == "10¹⁰"


def test_cubes_need_ten_to_the_d_times_as_many_to_divide_their_error_by_ten():
    """The error of the middle of a cube for f = x1 + … + xd, which is K√d/2n with n = m^(1/d)."""
    for d in (1, 2, 3):
        worst = [d / (2 * n) for n in (2, 20)]  # at a corner, all d coordinates off by 1/2n
        assert worst[0] / worst[1] == pytest.approx(10) and 20**d / 2**d == 10**d
