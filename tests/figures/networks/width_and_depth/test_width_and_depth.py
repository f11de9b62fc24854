"""Width wins on a smooth curve, depth at its best on teeth, and luck decides most where there are many layers."""

import numpy as np
import pytest

from figures.networks.width_and_depth import width_and_depth


def test_width_wins_on_the_sine_and_the_best_deep_runs_win_on_the_teeth_more_than_the_medians(numbers_of):
    found = numbers_of(width_and_depth.experiment)
    assert found["sine"]["layers_1"]["median"] < 0.5 * found["sine"]["layers_4"]["median"]
    assert all(found["sine"]["layers_1"]["median"] < found["sine"][f"layers_{k}"]["median"] for k in (2, 3, 4))
    assert found["sine"]["layers_4"]["best"] > found["sine"]["layers_1"]["median"]
    assert found["teeth"]["layers_4"]["best"] < 0.1 * found["teeth"]["layers_1"]["best"]
    assert found["teeth"]["layers_4"]["median"] > 0.5 * found["teeth"]["layers_1"]["median"]
    assert found["sine"]["layers_4"]["worst"] > 0.5 > 10 * found["sine"]["layers_1"]["worst"]
    nothing = float(np.sqrt(np.mean(width_and_depth.CURVES["sine"] ** 2)))
    assert found["sine"]["layers_4"]["worst"] == pytest.approx(nothing, abs=0.01)
    assert found["most"] - found["fewest"] <= 0.1 * found["most"]


def test_lucky_and_unlucky_seeds_are_furthest_apart_with_three_and_four_layers_and_not_with_each_layer_more(numbers_of):
    facts = numbers_of(width_and_depth.experiment)
    for curve in ("sine", "teeth"):
        spread = [facts[curve][f"layers_{k}"]["spread"] for k in (1, 2, 3, 4)]
        assert min(spread[2:]) > max(spread[:2]), curve
    assert facts["sine"]["layers_2"]["spread"] < facts["sine"]["layers_1"]["spread"]
