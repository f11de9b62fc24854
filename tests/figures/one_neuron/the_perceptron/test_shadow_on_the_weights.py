"""The dot product is the shadow times the length of w: by turning the plane, and by the nearest point of the line."""

import numpy as np
import pytest

from figures.one_neuron.the_perceptron.shadow_on_the_weights import X, draw, experiment, facts, weights


@pytest.mark.parametrize("length", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("angle", [0.0, 30.0, 105.0, 210.0, 345.0])
def test_the_product_is_shadow_times_length_and_the_shadow_is_x_seen_from_w(angle, length):
    told = facts(X, angle, length)
    turn = np.exp(-1j * np.radians(angle))  # turns the plane until w lies on the first axis
    assert told["shadow"] == pytest.approx((complex(*X) * turn).real, abs=1e-8)
    assert told["product"] == pytest.approx(told["shadow"] * length, abs=1e-8)
    assert told["product"] == pytest.approx(sum(X * weights(angle, length)), abs=1e-8)


def test_the_foot_of_the_dashed_line_is_the_point_of_the_line_nearest_to_x():
    (axes,) = draw(X, angle=75.0, length=1.5).axes
    x, foot = axes.lines[1].get_xydata()
    line = np.linspace(-3, 3, 60_001)[:, None] * weights(75.0, 1.0)
    np.testing.assert_allclose(foot, line[np.argmin(np.linalg.norm(line - x, axis=1))], atol=1e-4)


@pytest.mark.parametrize(("angle", "length"), [(-15.0, 2.0), (60.0, 0.5), (-150.0, 1.5)])
def test_the_titles_name_two_factors_and_their_product(angle, length):
    (axes,) = draw(X, angle=angle, length=length).axes
    shadow, of_w, product = (
        float(axes.get_title(loc=loc).replace("−", "-").strip("$").split("=")[-1].split()[-1])
        for loc in ("left", "center", "right")
    )
    assert shadow * of_w == pytest.approx(product, abs=0.02)
    assert product == pytest.approx(
        2 * length * np.cos(np.radians(angle)) + 1.5 * length * np.sin(np.radians(angle)), abs=0.01
    )


def test_no_direction_gives_more_than_the_length_of_x(numbers_of):
    products = [facts(X, angle, 1.0)["product"] for angle in np.arange(0, 360, 0.01)]
    assert max(products) == pytest.approx(numbers_of(experiment)["length_of_x"], abs=1e-6)
