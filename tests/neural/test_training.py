"""The loop: the loss falls on every data set, and the same seed gives the same numbers."""

import ast
import sys
from pathlib import Path

import numpy as np
import pytest

import figures.neural
from figures.neural import datasets
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.losses import LOSSES
from figures.neural.network import multilayer_perceptron
from figures.neural.optimisers import SGD, Adam
from figures.neural.training import train

MODULES = sorted(Path(figures.neural.__file__).parent.glob("*.py"))
TANH = ACTIVATIONS["tanh"]


def classes(x, y):
    """Labels as one column of targets 0 and 1."""
    return x, y[:, None].astype(float)


DATA = {
    **{f"gate {name}": classes(*datasets.gate(name)) for name in datasets.TRUTH_TABLES},
    "gaussian clouds": classes(*datasets.gaussian_clouds(40, np.random.default_rng(0))),
    "spirals": classes(*datasets.spirals(60, np.random.default_rng(1))),
    "circle": classes(*datasets.circle(60, np.random.default_rng(2))),
}


@pytest.mark.parametrize("name", DATA)
def test_the_loss_falls_to_a_twentieth_on(name):
    x, y = DATA[name]
    rng = np.random.default_rng(0)
    network = multilayer_perceptron((x.shape[1], 16, 16, 1), TANH, rng)
    history = train(network, x, y, LOSSES["binary_cross_entropy_from_logits"], Adam(0.02), 250, 32, rng)
    assert history.loss[-1] < history.loss[0] / 20
    assert ((network.forward(x) > 0) == (y == 1)).all()


def test_the_loss_falls_to_a_hundredth_on_the_sine():
    x, y = datasets.sine(64)
    rng = np.random.default_rng(0)
    network = multilayer_perceptron((1, 9, 1), TANH, rng)
    history = train(network, x, y, LOSSES["mean_squared_error"], Adam(0.03), 400, 16, rng)
    assert history.loss[-1] < history.loss[0] / 100


def test_with_all_rows_in_a_step_and_a_small_rate_the_loss_falls_at_every_epoch():
    x, y = datasets.sine(32)
    network = multilayer_perceptron((1, 5, 1), TANH, np.random.default_rng(0))
    history = train(network, x, y, LOSSES["mean_squared_error"], SGD(0.05), 200)
    assert (np.diff(history.loss) < 0).all()


def test_the_history_has_the_loss_before_training_and_after_each_epoch():
    x, y = datasets.sine(8)
    network = multilayer_perceptron((1, 3, 1), TANH, np.random.default_rng(0))
    before = LOSSES["mean_squared_error"].function(network.forward(x), y)
    history = train(network, x, y, LOSSES["mean_squared_error"], SGD(), 3, validation=(x[:4], y[:4]))
    assert history.loss.shape == history.validation_loss.shape == (4,)
    assert history.loss[0] == before
    assert history.loss[-1] == LOSSES["mean_squared_error"].function(network.forward(x), y)
    assert history.validation_loss[-1] == LOSSES["mean_squared_error"].function(network.forward(x[:4]), y[:4])


@pytest.mark.parametrize(("size", "updates"), [(None, 1), (3, 4), (10, 1), (99, 1)])
def test_an_epoch_has_one_update_for_each_batch(size, updates):
    x, y = datasets.sine(10)
    optimiser = Adam()
    train(multilayer_perceptron((1, 1), TANH, np.random.default_rng(0)), x, y, LOSSES["mean_squared_error"],
          optimiser, 2, size)  # fmt: skip
    assert optimiser.t == 2 * updates


def test_batches_cover_every_row_once_an_epoch():
    seen = []

    class Spy(SGD):
        def update(self, pairs):
            seen.append(network.layers[0].x[:, 0].copy())

    x, y = datasets.sine(10)
    network = multilayer_perceptron((1, 1), TANH, np.random.default_rng(0))
    train(network, x, y, LOSSES["mean_squared_error"], Spy(), 1, 4, np.random.default_rng(5))
    assert [len(batch) for batch in seen] == [4, 4, 2]
    visited = np.concatenate(seen)
    assert sorted(visited) == x[:, 0].tolist() and visited.tolist() != x[:, 0].tolist()


def test_every_epoch_visits_the_rows_in_an_order_of_its_own():
    orders = []

    class Spy(SGD):
        def update(self, pairs):
            orders.append(network.layers[0].x[:, 0].tolist())

    x, y = datasets.sine(20)
    network = multilayer_perceptron((1, 1), TANH, np.random.default_rng(0))
    train(network, x, y, LOSSES["mean_squared_error"], Spy(), 3, 20, np.random.default_rng(5))
    assert len({tuple(order) for order in orders}) == 3
    assert {tuple(sorted(order)) for order in orders} == {tuple(x[:, 0])}


def test_without_a_generator_the_rows_come_in_their_order():
    seen = []

    class Spy(SGD):
        def update(self, pairs):
            seen.extend(network.layers[0].x[:, 0])

    x, y = datasets.sine(7)
    network = multilayer_perceptron((1, 1), TANH, np.random.default_rng(0))
    train(network, x, y, LOSSES["mean_squared_error"], Spy(), 2, 3)
    assert seen == 2 * x[:, 0].tolist()


def test_the_loss_of_an_epoch_is_that_of_all_rows_with_the_parameters_it_ends_with():
    x, y = datasets.sine(12)
    network = multilayer_perceptron((1, 4, 1), TANH, np.random.default_rng(0))
    expected = [LOSSES["mean_squared_error"].function(network.forward(x), y)]

    class Spy(SGD):
        def update(self, pairs):
            super().update(pairs)
            after.append(LOSSES["mean_squared_error"].function(network.forward(x), y))

    after: list[float] = []
    history = train(network, x, y, LOSSES["mean_squared_error"], Spy(0.1), 3, 5, np.random.default_rng(1))
    np.testing.assert_array_equal(history.loss, expected + after[2::3])  # three steps an epoch, the last one counts


def test_the_same_seed_gives_the_same_history_and_no_global_state_is_touched():
    def run(seed):
        rng = np.random.default_rng(seed)
        x, y = datasets.sine(16, rng)
        network = multilayer_perceptron((1, 4, 1), TANH, rng)
        return train(network, x, y, LOSSES["mean_squared_error"], Adam(), 5, 4, rng).loss

    state = np.random.get_state()[1].tolist()  # noqa: NPY002
    assert run(1).tolist() == run(1).tolist() != run(2).tolist()
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002


@pytest.mark.parametrize(("rows", "size"), [(9, 4), (10, 0)])
def test_rows_that_do_not_match_and_empty_batches_are_refused(rows, size):
    x, y = datasets.sine(10)
    network = multilayer_perceptron((1, 1), TANH, np.random.default_rng(0))
    with pytest.raises(ValueError, match=f"got 10, {rows} and {size}"):
        train(network, x, y[:rows], LOSSES["mean_squared_error"], SGD(), 1, size)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_the_mathematics_imports_only_numpy_and_prints_nothing(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]:
                root = name.split(".")[0]
                assert root in {"numpy", *sys.stdlib_module_names} or name.startswith("figures.neural"), name
        assert not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"print", "open"})
