"""A price in Adam shrinks a weight the less the larger its slopes are; AdamW and a price in descent do not."""

import numpy as np
import pytest

from figures.learning.momentum_and_adam import decay_beside_adam as figure


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_adamw_and_a_price_in_descent_leave_what_the_formula_says_of_every_size(run):
    for rule in (0, 2):
        np.testing.assert_allclose(run["walks"][rule, :, -1], run["predicted"], rtol=1e-9)


def test_a_price_in_adam_leaves_more_of_a_weight_with_larger_slopes(run):
    left = run["walks"][1, :, -1]
    assert (np.diff(left) > 0).all() and left[0] < 0.01 and left[-1] > 0.8
    assert left[2] == pytest.approx(run["predicted"], abs=0.02)


def test_for_large_slopes_the_factor_is_the_decay_divided_by_their_size(run):
    factor = 1 - run["rate"] * run["decay"] / 10
    assert run["left"]["price_in_adam"]["large"] == pytest.approx(factor ** run["steps"], rel=0.01)


def test_keras_agrees_on_the_price_in_adam():
    keras = pytest.importorskip("keras")
    rng, size = np.random.default_rng(0), 3.0
    weight = keras.Variable(np.ones(figure.RUNS), dtype="float32")
    adam = keras.optimizers.Adam(figure.RATE)
    for _ in range(60):
        half = rng.normal(0, size, figure.RUNS // 2)
        now = np.asarray(weight)
        slope = np.concatenate([half, -half]) + figure.DECAY * now
        adam.apply([keras.ops.convert_to_tensor(slope.astype("float32"))], [weight])
    assert float(np.asarray(weight).mean()) == pytest.approx(figure.shrink("price_in_adam", size)[60], abs=1e-3)
