"""The graph of the two-layer network. That PyTorch makes this very graph is shown in tests/frameworks."""

import pytest

from figures.frameworks.pytorch.autograd_graph import ARROWS, BOXES, LAST, TOLD, WIDTHS, draw, experiment

FACTS = experiment()


def test_every_box_but_the_loss_is_called_by_exactly_one():
    called = [end for _, end in ARROWS]
    assert sorted(called) == sorted(set(BOXES) - {"loss"})


def test_what_arrives_at_a_parameter_has_its_shape_as_pytorch_stores_it():
    n_in, hidden, n_out = WIDTHS
    ends = {name.split(" to ")[1]: shape for name, shape in FACTS["shapes"].items()}
    assert ends["first_weight"] == str((hidden, n_in)) and ends["first_bias"] == str((hidden,))
    assert ends["second_weight"] == str((n_out, hidden)) and ends["second_bias"] == str((n_out,))


def test_accumulators_are_two_a_layer():
    assert FACTS["accumulators"] == 2 * (len(WIDTHS) - 1) and FACTS["accumulators_if_deeper"] == 2 * 3


@pytest.mark.parametrize("step", range(LAST + 1))
def test_a_shape_is_shown_once_the_pass_has_come_that_far(step: int):
    shown = [text.get_text() for text in draw(FACTS["shapes"], step=step).axes[0].texts]
    travelled = [FACTS["shapes"][f"{start} to {end}"] for (start, end), when in ARROWS.items() if when <= step]
    assert sorted(text for text in shown if text.startswith("(") and text[-1] == ")") == sorted(travelled)
    assert all(line in shown for line in TOLD[step])


def test_no_box_hands_on_before_something_has_arrived():
    for (start, _), when in ARROWS.items():
        arrives = [earlier for (_, end), earlier in ARROWS.items() if end == start]
        assert all(earlier < when for earlier in arrives)
