"""The browser trains the two small networks as NumPy does, and they are as large as the page says."""

from itertools import islice
from typing import Any

import numpy as np
import pytest

from figures.digits.few import EPOCHS, HIDDEN, KERNELS, LEVELS, SIDE, STEPS, few, learning, networks
from figures.neural import Array
from tests.site.in_node import in_node

SCRIPTS = ["docs/assets/playground/arithmetic.js"]
SCRIPTS += [f"docs/assets/convolution/{name}.js" for name in ("layers", "training")]
SEED = 3
ASK = """(() => {
    const typed = ([name, {data, shape}]) => [name, {data: Uint8Array.from(data), shape}];
    const session = digitTraining.session(Object.fromEntries(Object.entries(given.numbers).map(typed)), given.seed);
    const look = () => Object.fromEntries(Object.entries(session.networks).map(
        ([name, each]) => [name, each.parameters.map(({value}) => [...value])]));
    const told = [{step: 0, ...session.measure(), weights: look()}];
    while (session.step < session.steps) {
        session.advance();
        const whole = session.step % session.perEpoch === 0;
        if (session.step === 1 || whole) told.push({step: session.step, ...session.measure(), weights: look()});
    }
    return told;
})()"""


@pytest.fixture(scope="module")
def digits() -> dict[str, Any]:
    return few()


@pytest.fixture(scope="module")
def by_javascript(digits: dict[str, Any]) -> list[dict[str, Any]]:
    numbers = {f"digits.{name}": {"data": it.ravel().tolist(), "shape": list(it.shape)} for name, it in digits.items()}
    numbers["levels"] = {"data": [LEVELS], "shape": [1]}
    told: list[dict[str, Any]] = in_node(SCRIPTS, ASK, {"numbers": numbers, "seed": SEED})
    return told


def images(digits: dict[str, Any], name: str) -> Array:
    x: Array = digits[name][..., None] / LEVELS
    return x


def test_the_browser_takes_the_steps_of_numpy_and_counts_the_same_digits_as_right(
    digits: dict[str, Any], by_javascript: list[dict[str, Any]]
) -> None:
    x, y = images(digits, "training"), digits["training_labels"].astype(int)
    told = {each["step"]: each for each in by_javascript}
    assert len(told) == EPOCHS + 2
    for step, both in enumerate(islice(learning(x, y, SEED), STEPS * EPOCHS + 1)):
        if step not in told:
            continue
        for name, network in both.items():
            for theirs, ours in zip(told[step]["weights"][name], network.parameters, strict=True):
                np.testing.assert_allclose(theirs, ours.ravel(), rtol=1e-6, atol=1e-9, err_msg=f"{name}, step {step}")
            says = network.forward(images(digits, "unseen")).argmax(axis=1)
            assert told[step][name] == np.mean(says == digits["unseen_labels"])


def test_the_start_is_the_same_in_every_bit(by_javascript: list[dict[str, Any]]) -> None:
    for name, network in networks(SEED).items():
        for theirs, ours in zip(by_javascript[0]["weights"][name], network.parameters, strict=True):
            np.testing.assert_array_equal(theirs, ours.ravel())


def test_both_networks_have_nearly_as_many_parameters() -> None:
    size = {name: sum(each.size for each in network.parameters) for name, network in networks(1).items()}
    half = (SIDE - 2) // 2
    assert size == {
        "cnn": 9 * KERNELS + KERNELS + half**2 * KERNELS * 10 + 10,
        "dense": SIDE**2 * HIDDEN + HIDDEN + HIDDEN * 10 + 10,
    }
    assert 0.97 < size["dense"] / size["cnn"] < 1.03
