"""With weights as they stand every row of the list is wrong, with its remedy right, in Keras and in JAX."""

from pathlib import Path

import numpy as np
import pytest

from figures.frameworks.where_frameworks_part.port_finds_the_culprit import LAYERS, MENDED, WRONG, draw
from figures.style import colours

ROOT = Path(__file__).resolve().parents[4]
PAGE = ROOT / "docs" / "frameworks" / "where-frameworks-part.md"
ROWS = ("dense", "stride", "pool", "transposed", "flatten", "batch_norm", "layer_norm", "lstm", "gru", "gelu", "leaky",
        "embedding")  # fmt: skip
ROUNDING = 2e-6  # some spacings of single precision
SLIGHT = {"gelu": 1e-4}  # an approximation


@pytest.fixture(scope="module")
def facts(facts_of):
    return facts_of("port_finds_the_culprit")


def test_the_list_has_these_rows_and_the_page_shows_all(facts):
    assert set(facts["rows"]) == set(ROWS)
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"port_finds_the_culprit.text.{name}.after" in page for name in ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_layer_carried_over_as_it_stands_is_wrong_and_with_the_remedy_right(facts, name):
    row = facts["rows"][name]
    assert row["before"] > SLIGHT.get(name, 1e-2) and row["after"] < ROUNDING


@pytest.mark.parametrize("name", ROWS)
def test_jax_says_the_same_with_the_remedied_weights(facts, name):
    if "jax" not in facts["rows"][name]:
        pytest.skip("JAX is not installed")
    assert facts["rows"][name]["jax"] < ROUNDING


def test_each_thing_mended_takes_its_culprits_away(facts):
    padding, epsilon, order = {"conv 1", "conv 2"}, {"norm 1", "norm 2"}, {"dense"}
    wrong = [{each for each in text.split(", ") if each != "none"} for text in facts["culprits"].values()]
    assert wrong == [padding | epsilon | order, epsilon | order, order, set()]
    assert len(MENDED) == len(wrong) and set(LAYERS) >= wrong[0]


def test_the_answer_is_right_only_when_all_is_mended(facts):
    *unfinished, last = facts["final"].values()
    assert min(unfinished) > 100 * WRONG and last < WRONG / 10


@pytest.mark.parametrize("count", range(len(MENDED)))
def test_of_the_layers_alone_the_culprits_and_no_others_are_red_and_right_of_the_line(count):
    rng = np.random.default_rng(count)
    culprits = rng.random(len(LAYERS)) < 0.5
    alone = np.full((len(MENDED), len(LAYERS)), 1e-7)
    alone[count, culprits] = 0.3
    (axes,) = draw(np.ones_like(alone), alone, mended=MENDED[count]).axes
    marks = {line.get_color(): line for line in axes.lines if len(line.get_ydata()) == len(LAYERS)}
    for ink, there in ((colours.LOSS, culprits), (colours.TARGET, ~culprits)):
        assert (~np.isnan(marks[ink].get_xdata())).tolist() == there.tolist()
    (limit,) = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert np.nanmax(marks[colours.TARGET].get_xdata()) < limit < np.nanmin(marks[colours.LOSS].get_xdata())
    first, *_, last = [label.get_text() for label in axes.get_yticklabels()]
    assert (first, last) == (LAYERS[0], LAYERS[-1]) and axes.yaxis_inverted()
