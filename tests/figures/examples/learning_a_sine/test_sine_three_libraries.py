"""Three programs agree for as long as the caption says, and their errors in every digit that it prints."""

import numpy as np
import pytest


def test_for_all_steps_that_the_caption_counts_no_library_is_off_and_in_the_end_no_error_is_another(loaded, numbers_of):
    pytest.importorskip("sklearn")
    figure = loaded("figures.examples.learning_a_sine.sine_three_libraries")
    found = numbers_of(figure.experiment)
    steps, rmse = found["same_until"], found["rmse"]
    assert steps % figure.ROUND == 0 and steps >= 200
    assert max(found["keras"][: steps + 1].max(), found["sklearn"][: steps + 1].max()) < figure.SAME
    np.testing.assert_allclose([rmse["keras"], rmse["sklearn"]], rmse["ours"], rtol=0, atol=5e-6)
