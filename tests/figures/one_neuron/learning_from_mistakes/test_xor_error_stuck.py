"""The rule ends with AND and OR in every order of the rows, and never with XOR."""

import numpy as np
import pytest

from figures.one_neuron.learning_from_mistakes.xor_error_stuck import experiment


@pytest.fixture(scope="module")
def facts(numbers_of):
    return numbers_of(experiment)


def test_and_and_or_are_right_in_every_run_and_stay_right(facts):
    for name in ("AND", "OR"):
        wrong = facts[f"{name.lower()}_wrong"]
        assert not wrong[:, facts["solved_after"][name] :].any()
        assert wrong[:, facts["solved_after"][name] - 1].any()


def test_xor_always_has_a_row_wrong_also_in_the_long_run(facts):
    assert facts["xor_wrong"].min() == facts["xor_fewest"] == facts["xor_fewest_in_long_run"] == 1


def test_on_average_xor_has_half_of_its_rows_wrong(facts):
    assert facts["xor_mean"] == pytest.approx(2, abs=0.05)
    assert facts["xor_wrong"].shape == (facts["seeds"], facts["shown_passes"] + 1)
    assert np.ptp(facts["xor_wrong"][:, -1]) > 0
