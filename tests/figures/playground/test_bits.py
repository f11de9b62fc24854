"""The browser and NumPy find the same numbers, to the last bit."""

from itertools import product
from typing import Any

import pytest

from tests.figures.playground.browser import in_node, in_numpy, wasm

LOSSES = ("cross_entropy", "quadratic", "hinge")
OPTIMISERS = ("sgd", "momentum", "rmsprop", "adam")
PRICES: dict[str, dict[str, float]] = {"none": {}, "L1": {"l1": 1e-3}, "L2": {"l2": 1e-3}, "dropout": {"dropout": 20}}
SMALL = {"data": "circle", "hidden": [3], "points": 40, "batch": 8}
EVERY = {
    f"{loss}, {optimiser}, {price}, {bits} bits": SMALL
    | {"loss": loss, "optimiser": optimiser, "bits": bits, "steps": 30}
    | PRICES[price]
    for loss, optimiser, price, bits in product(LOSSES, OPTIMISERS, PRICES, (32, 64))
}
# Each loss with each optimiser, and each of those with one of the regularisers.
LONG = {
    f"{loss}, {optimiser}, 1000 steps": SMALL
    | {"loss": loss, "optimiser": optimiser, "steps": 1000, "rate": 0.02}
    | list(PRICES.values())[(i + j) % 4]
    for (i, loss), (j, optimiser) in product(enumerate(LOSSES), enumerate(OPTIMISERS))
}
ACTIVATIONS = ("linear", "step", "relu", "leaky_relu", "sigmoid", "tanh", "sine")
DATA = ("xor", "circle", "gaussians", "moons", "spiral", "sine")
OTHER: dict[str, dict[str, Any]] = {
    **{f"{name} units": SMALL | {"activation": name, "hidden": [3, 2], "steps": 30} for name in ACTIVATIONS},
    **{f"{name} data": {"data": name, "loss": "quadratic", "steps": 20} for name in DATA},
    **{f"{name} output": SMALL | {"output": name, "loss": "quadratic", "steps": 20} for name in ("sigmoid", "softmax")},
    "no hidden units": {"hidden": [], "steps": 40},
    "equal weights": {"start": "equal", "steps": 40},
    "a batch of 1": {"batch": 1, "steps": 40},
    "a batch of all": {"batch": 2000, "steps": 40},
    "own points": {
        "data": "own",
        "own": [[0.5, -1, 1], [1, 0.25, 0], [-1, 1, 1]],
        "noise": 0,
        "train": 100,
        "steps": 9,
    },
    "changed on the way": SMALL
    | {"steps": 60, "changes": [[0, "rate", 0.3], [10, "weight.3", 1.25], [20, "free.4", 0], [40, "l2", 0.01]]},
}
CASES = EVERY | LONG | OTHER


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    return dict(zip(CASES, in_node(list(CASES.values())), strict=True))


@pytest.mark.parametrize("names", [EVERY, LONG, OTHER], ids=["every kind", "for 1000 steps", "whatever else"])
def test_every_parameter_and_every_loss_are_equal_in_every_bit(
    names: dict[str, Any], answers: dict[str, dict[str, Any]]
) -> None:
    unequal = []
    for name in names:
        expected = in_numpy(CASES[name])
        if {key: answers[name][key] for key in expected} != expected:
            unequal.append(name)
    assert unequal == []


def test_webassembly_and_javascript_are_equal_in_every_bit(answers: dict[str, dict[str, Any]]) -> None:
    fast = dict(zip(CASES, in_node(list(CASES.values()), wasm()), strict=True))
    left = {name for name, case in CASES.items() if case.get("dropout") or case.get("bits") == 64}
    assert {name for name in CASES if fast[name]["engine"] != "WebAssembly"} == left
    assert {answer["engine"] for answer in answers.values()} == {"JavaScript"}
    assert [name for name in CASES if fast[name] != answers[name] | {"engine": fast[name]["engine"]}] == []


def test_the_networks_have_learned_something_and_are_finite(answers: dict[str, dict[str, Any]]) -> None:
    for name in LONG:
        seen = answers[name]["train"]
        assert 0 <= seen["loss"] < 10 and seen["right"] > seen["count"] / 2, name
