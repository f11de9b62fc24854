"""What the page says of drawings, of scribbles and of strangeness, and that its script says the same."""

from typing import Any

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from figures.digits.data import digits
from figures.digits.images import unseen_digits
from figures.examples.draw_a_digit.drawings_and_answers import FALSE_ALARMS, KNOWN, SCRIBBLES, experiment
from tests.site.in_node import in_node

SCRIPTS = [f"docs/assets/draw-a-digit/{name}.js" for name in ("layers", "network", "known")]
ASK = """(() => {
    const typed = ([name, value]) => [name, { data: Float64Array.from(value.data), shape: value.shape }];
    const numbers = (group) => Object.fromEntries(Object.entries(given[group]).map(typed));
    const network = digitNetworks.convolutional(numbers("cnn")), known = knownDigits(numbers("known"));
    const told = known.test(1);
    return { answers: given.images.map((image) => ({ ...known.nearest(image), ...network.of(image) })),
             labels: given.images.map((image) => known.nearest(image).which.map(known.label)),
             test: [...told.image], of: [told.label, told.number, known.tests] };
})()"""


@pytest.fixture(scope="module")
def numbers(numbers_of: Any) -> Any:
    if not digits().is_mnist:
        pytest.skip("what is said here holds for MNIST, which is not there")
    return numbers_of(experiment)


def halved(images: Any) -> Any:
    """The means over 2 × 2 pixels, written out."""
    return np.stack([(images[:, a::2, b::2]) for a in (0, 1) for b in (0, 1)]).mean(axis=0).reshape(len(images), -1)


def distances(numbers: Any, images: Any) -> Any:
    """By SciPy."""
    return cdist(halved(images), halved(numbers["kept"]["images"] / numbers["kept"]["levels"]))


def test_the_network_reads_the_drawn_digits_and_is_sure_of_some_other_drawing(numbers: Any) -> None:
    assert numbers["right"] == np.sum(numbers["said"][:10].argmax(axis=1) == np.arange(10)) >= 9
    assert 0.95 < numbers["surest_other"] == numbers["said"][10:].max()


def test_its_ten_shares_add_up_to_one_for_any_drawing(numbers: Any) -> None:
    np.testing.assert_allclose(numbers["said"].sum(axis=1), 1)
    assert numbers["sum_for_house"] == pytest.approx(1)


def test_of_scribbles_it_is_often_sure_and_the_distance_finds_a_good_part_of_them(numbers: Any) -> None:
    assert numbers["scribbles"] == SCRIBBLES
    assert 0.05 < numbers["sure_of_scribbles"] < numbers["nine_tenths"] < 0.7
    assert 0.4 < numbers["strange_scribbles"] < 0.8
    assert numbers["sure_and_passed"] < numbers["sure_of_scribbles"] / 2


def test_the_limit_calls_one_test_digit_in_fifty_strange(numbers: Any) -> None:
    away = distances(numbers, unseen_digits()[0][..., 0]).min(axis=1)
    assert np.mean(away > numbers["kept"]["limit"]) == pytest.approx(FALSE_ALARMS, abs=2 / len(away))


def test_all_drawn_digits_are_known_and_the_others_strange(numbers: Any) -> None:
    np.testing.assert_allclose(numbers["away"], distances(numbers, numbers["drawn"]).min(axis=1), atol=1e-6)
    strange = numbers["away"] > numbers["kept"]["limit"]
    assert not strange[:10].any() and strange[10:].sum() == numbers["strange_others"] >= 4


def test_a_byte_a_weight_costs_no_more_than_a_fifth_of_a_point(numbers: Any) -> None:
    assert abs(numbers["accuracy"]["lost"]) <= 0.002 and numbers["accuracy"]["in_bytes"] > 0.965
    assert numbers["weights"] == 5258 and numbers["kilobytes"] < 5.5


def test_the_script_of_the_page_answers_as_python_does(numbers: Any) -> None:
    def plain(arrays: dict[str, Any]) -> dict[str, Any]:
        return {name: {"data": np.ravel(it).tolist(), "shape": list(np.shape(it))} for name, it in arrays.items()}

    known = {f"{group}.{name}": it for group in ("kept", "tests") for name, it in numbers[group].items()}
    images = numbers["drawn"].reshape(len(numbers["drawn"]), -1)
    told = in_node(SCRIPTS, ASK, {"cnn": plain(numbers["cnn"]), "known": plain(known), "images": images.tolist()})
    away = distances(numbers, numbers["drawn"])
    for k, (given, labels) in enumerate(zip(told["answers"], told["labels"], strict=True)):
        np.testing.assert_allclose(given["probabilities"], numbers["said"][k], atol=1e-5)
        np.testing.assert_allclose(away[k][given["which"]], np.sort(away[k])[:5], atol=1e-5)
        assert given["distance"] == pytest.approx(away[k].min(), abs=1e-5)
        assert given["strange"] == (away[k].min() > numbers["kept"]["limit"])
        assert labels == numbers["kept"]["labels"][given["which"]].tolist()
    x, y = unseen_digits()
    label, number, count = told["of"]
    assert (label, count) == (y[number], len(numbers["tests"]["labels"])) and len(numbers["kept"]["labels"]) == KNOWN
    np.testing.assert_allclose(told["test"], x[number].ravel(), atol=1e-6)
