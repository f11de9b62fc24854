"""One wrapper more at each setting. That JAX gives these shapes is shown in tests/frameworks."""

from itertools import pairwise

import pytest
from matplotlib.patches import FancyBboxPatch

from figures.frameworks.functions_in_jax.jax_transformations import FUNCTIONS, WRAPPERS, N, draw, experiment, facts

FACTS = experiment()


@pytest.mark.parametrize("level", range(4))
def test_there_are_as_many_boxes_as_names_in_the_function(level: int):
    (axes,) = draw(FACTS["shape_of_x"], FACTS["out"], function=FUNCTIONS[level]).axes
    boxes = [patch for patch in axes.patches if isinstance(patch, FancyBboxPatch)]
    assert len(boxes) == FUNCTIONS[level].count("(") + 1 == level + 1
    assert {text.get_text() for text in axes.texts} >= set(WRAPPERS[: level + 1])


@pytest.mark.parametrize("level", range(4))
def test_the_boxes_lie_inside_each_other(level: int):
    (axes,) = draw(FACTS["shape_of_x"], FACTS["out"], function=FUNCTIONS[level]).axes
    boxes = [patch for patch in axes.patches if isinstance(patch, FancyBboxPatch)]
    for inner, outer in pairwise(boxes):
        assert outer.get_x() < inner.get_x() and outer.get_height() > inner.get_height()


def test_only_vmap_changes_the_shape_of_what_goes_in_and_jit_changes_nothing():
    assert FACTS["shape_of_x"] == ["()", "()", f"({N},)", f"({N},)"]
    assert FACTS["out"][2] == FACTS["out"][3]


def test_the_words_follow_the_choice():
    assert facts(FACTS["out"], "loss") == {"now": "loss", "takes": "θ and one example", "gives": "one number"}
    assert facts(FACTS["out"], FUNCTIONS[3])["takes"] == f"θ and {N} examples"
