"""What the pages on one neuron and on networks say of units holds where they say it, and not beyond."""

import re

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.optimisers import SGD, Momentum
from figures.one_neuron.activation_functions import dead_relu
from tests.pages.sources import ROOT, sources
from tests.pages.test_bibliography import LINK, keys


def steps_of_a_unit(optimiser, steps):
    """z of every sample after each step of one ReLU unit that begins much too high, and its parameters."""
    x = np.linspace(0, 2, 9)
    theta, seen = np.array([1.5, 1.0]), []
    for _ in range(steps):
        z = theta[0] * x + theta[1]
        seen.append((z.max(), *theta))
        pull = 2 * (np.maximum(0, z) - 0.5 * x) * (z > 0)
        optimiser.update([(theta, np.array([np.mean(pull * x), np.mean(pull)]))])
    return np.array(seen)


def test_a_dead_unit_rests_under_plain_descent_and_is_carried_on_by_momentum():
    plain, carried = steps_of_a_unit(SGD(0.35), 20), steps_of_a_unit(Momentum(0.35, 0.9), 20)
    assert plain[1, 0] < 0 and carried[1, 0] < 0, "both are dead after the first step"
    assert np.ptp(plain[1:, 1:], axis=0).max() == 0
    assert np.ptp(carried[1:, 1:], axis=0).min() > 0.1
    assert dead_relu.experiment()["after"]["largest_z"] < 0


@pytest.mark.parametrize("name", ["step", "sigmoid", "tanh", "relu", "leaky_relu"])
def test_it_never_falls(name):
    assert np.diff(ACTIVATIONS[name](np.linspace(-8, 8, 4001))).min() >= 0


def test_step_and_relu_have_flat_stretches_and_silu_falls_before_it_rises():
    z = np.linspace(-8, 8, 4001)
    assert all((np.diff(ACTIVATIONS[name](z)) == 0).any() for name in ("step", "relu"))
    steps = np.diff(ACTIVATIONS["silu"](z))
    first_rise = int(np.argmax(steps > 0))
    assert first_rise > 0 and steps[:first_rise].max() < 0 < steps[first_rise:].min()


def test_a_third_edition_is_cited_and_what_pages_cite_stands_under_works_cited():
    linked = {anchor for page, text in sources().items() if page != "reference/bibliography.md"
              for _, anchor in LINK.findall(text)}  # fmt: skip
    assert "chollet2025" in linked
    assert not linked & set(keys("Further reading"))
    assert not set(keys("Further reading")) & set(keys("Works cited"))


def test_every_row_of_the_table_of_differences_has_a_source():
    """Either of its own, or the book that the paragraph before the table names."""
    text = (ROOT / "docs/one-neuron/from-brain-to-model.md").read_text(encoding="utf-8")
    section = text.split("## What the model leaves out")[1].split("\n## ")[0]
    before, table = re.split(r"\n\n(?=\| What)", section, maxsplit=1)
    assert "#kandel2021" in before
    rows = dict(re.findall(r"^\| \*\*(\w+)\*\* (.*)$", table, re.MULTILINE))
    assert all("bibliography.md#" in rows[row] for row in ("Dendrites", "Sign", "Learning"))
