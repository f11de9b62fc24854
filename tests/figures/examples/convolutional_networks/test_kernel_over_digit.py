"""The maps are those of an independent program, and the nine products on show add up to the answer."""

import numpy as np
import pytest
from scipy.signal import correlate2d

from figures.examples.convolutional_networks.kernel_over_digit import KERNELS, draw, experiment, facts
from figures.neural.convolution import Convolution
from tests.site.in_node import in_node


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_every_map_is_the_cross_correlation_of_digit_and_kernel(numbers):
    for kernel, answers in zip(numbers["kernels"], numbers["maps"], strict=True):
        np.testing.assert_allclose(answers, correlate2d(numbers["digit"], kernel, mode="valid"), atol=1e-6)


def test_the_answer_that_the_caption_tells_is_the_sum_of_nine_products(numbers):
    for number, name in enumerate([*KERNELS, "trained"]):
        products = numbers["digit"][14:17, 10:13] * numbers["kernels"][number]
        assert facts(numbers["maps"], name, 14, 10)["answer"] == pytest.approx(products.sum(), abs=1e-6)


def test_blur_and_sharpen_keep_flat_areas_and_edge_kernels_are_silent_there(numbers):
    of = dict(zip([*KERNELS, "trained"], numbers["kernels"].sum(axis=(1, 2)), strict=True))
    assert of["blur"] == pytest.approx(1) and of["sharpen"] == 1 and of["upper edge"] == of["left edge"] == 0


def test_the_edge_kernel_is_positive_at_an_upper_edge_and_negative_at_a_lower_one():
    bar = np.zeros((9, 9))
    bar[3:6] = 1
    answers = correlate2d(bar, np.array(KERNELS["upper edge"]), mode="valid")[:, 3]
    np.testing.assert_array_equal(np.sign(answers), [0, 1, 1, 0, -1, -1, 0])


def test_the_browser_finds_the_map_of_any_kernel_that_numpy_finds(numbers):
    kernels = [*numbers["kernels"], np.random.default_rng(0).normal(size=(3, 3)).round(2), np.zeros((3, 3))]
    found = in_node(
        ["docs/assets/convolution/layers.js"],
        """given.kernels.map(kernel => {
            const layer = convolutionLayers.convolution(28, 1);
            layer.parameters[0].value.set(kernel.flat());
            return [...layer.of(given.digit.flat())];
        })""",
        {"digit": numbers["digit"].tolist(), "kernels": [kernel.tolist() for kernel in kernels]},
    )
    for kernel, map_ in zip(kernels, found, strict=True):
        layer = Convolution(kernel[:, :, None, None])
        np.testing.assert_allclose(map_, layer.forward(numbers["digit"][None, :, :, None]).ravel(), atol=1e-12)


def test_the_numbers_on_show_multiply_to_the_products_on_show(numbers):
    for name in [*KERNELS, "trained"]:
        sums = draw(numbers["digit"], numbers["kernels"], numbers["maps"], kernel=name).axes[2]
        columns = [text.get_text().replace("−", "-").split() for text in sums.texts if "\n" in text.get_text()]
        pixels, weights, products = np.array(columns, float).reshape(3, 3, 3)
        np.testing.assert_allclose(pixels * weights, products, atol=0.011)
