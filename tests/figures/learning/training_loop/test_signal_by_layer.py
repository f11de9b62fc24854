"""The mean square of a signal changes by n Var(w) / 2 in every ReLU layer; Keras's initialisers do as ours."""

import numpy as np
import pytest

from figures.learning.training_loop.signal_by_layer import DEPTH, GAINS, WIDTH, experiment, predicted, sizes

FACTS = experiment()


@pytest.mark.parametrize(("name", "gain"), GAINS.items())
def test_the_median_keeps_to_the_formula_within_a_factor_of_2(name, gain):
    median = FACTS["bands"][list(GAINS).index(name), 1]
    assert np.abs(np.log2(median / predicted(gain))).max() < 1


def test_only_hes_start_stays_level():
    ends = {name: end["median"] for name, end in FACTS["end"].items()}
    assert 0.5 < ends["He"] < 2
    assert ends["tenth"] < 1e-10 and ends["Glorot"] < 0.01 and ends["large"] > 1e5


def test_the_mean_square_is_exact_on_average():
    """Without the median: the mean of a² over very many networks of one layer is the formula's."""
    rng = np.random.default_rng(1)
    a = rng.normal(size=(4000, 1, WIDTH))
    z = a @ rng.normal(0, np.sqrt(2 / WIDTH), (4000, WIDTH, WIDTH))
    assert np.mean(np.maximum(z, 0) ** 2) == pytest.approx(np.mean(a**2), rel=0.01)


@pytest.mark.parametrize(("name", "gain"), [("GlorotUniform", 1.0), ("HeNormal", 2.0)])
def test_layers_of_keras_started_with_its_own_initialisers_do_the_same(name, gain):
    keras = pytest.importorskip("keras")
    rng, found = np.random.default_rng(0), []
    for seed in range(20):
        a = rng.normal(size=(32, WIDTH))
        start = np.sqrt(np.mean(a**2))
        for layer in range(DEPTH):
            a = np.maximum(0, a @ np.array(getattr(keras.initializers, name)(seed=100 * seed + layer)((WIDTH, WIDTH))))
        found.append(np.sqrt(np.mean(a**2)) / start)
    assert abs(np.log2(np.median(found) / predicted(gain)[-1])) < 1


def test_every_run_begins_at_1():
    assert (sizes(2.0)[0] == 1).all() and sizes(2.0).shape[0] == DEPTH + 1
