"""Gradients behind the mistake on the way back are wrong, the others right, whatever the mistake."""

import pytest

from figures.frameworks.from_scratch_in_numpy.check_points_at_the_bug import (
    NAMES,
    PLACES,
    RIGHT,
    WRONG,
    draw,
    experiment,
    facts,
)
from figures.style import colours

LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_each_mistake_spoils_what_lies_behind_it_and_nothing_else(numbers):
    spoiled = {place: (row > WRONG).tolist() for place, row in zip(PLACES, numbers["errors"], strict=True)}
    assert spoiled == {
        "none": [False] * 6,
        "the first tanh": [True] * 2 + [False] * 4,
        "the bias of layer 2": [False] * 3 + [True] + [False] * 2,
        "the second tanh": [True] * 4 + [False] * 2,
        "the loss": [True] * 6,
    }


def test_there_is_no_doubtful_error(numbers):
    errors = numbers["errors"]
    assert ((errors < RIGHT) | (errors > WRONG)).all()


def test_a_loss_summed_over_ten_examples_is_wrong_by_nine_elevenths(numbers):
    assert numbers["errors"][PLACES.index("the loss")] == pytest.approx(9 / 11, rel=1e-6)


def test_the_suspect_is_the_second_tanh(numbers):
    assert numbers["suspect"] == "the second tanh"


@pytest.mark.parametrize("mistake", PLACES)
def test_red_bars_are_as_many_as_the_caption_says(numbers, mistake):
    bars = draw(numbers["errors"], mistake=mistake).axes[0].collections
    red = [bar for bar in bars if tuple(bar.get_facecolor()[0][:3]) == _rgb(colours.LOSS)]
    assert len(bars) == len(NAMES) and len(red) == facts(numbers["errors"], mistake)["wrong"]


def _rgb(colour):
    from matplotlib.colors import to_rgb

    return to_rgb(colour)


@pytest.mark.parametrize("mistake", PLACES)
def test_the_number_beside_a_bar_is_its_error(numbers, mistake):
    (axes,) = draw(numbers["errors"], mistake=mistake).axes
    written = [text for text in axes.texts if text.get_text()[:1].isdigit()]
    values = []
    for text in written:
        digits, _, power = text.get_text().translate(LOWERED).partition("\u00a0·\u00a010")
        values.append(float(f"{digits}e{power or 0}"))
    assert values == pytest.approx(numbers["errors"][PLACES.index(mistake)], rel=0.5)
