"""Four programs for one network: each is judged by the others, by `figures.neural` and by closed forms."""

import re

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.gradient_check import central_differences
from figures.neural.losses import categorical_cross_entropy_from_logits as cross_entropy
from figures.neural.optimisers import SGD, Adam

NAME = "the-same-network-everywhere"
FRAMEWORKS = ("NumPy", "Keras", "PyTorch", "JAX")
NEEDS = {"PyTorch": "torch", "JAX": "jax"}
EPS = {"float64": 2.0**-52, "float32": 2.0**-23}
FEW = 30  # spacings: what ten steps may gather
GROUPS = ("output", "loss", "gradients", "10 SGD steps", "10 Adam steps")


@pytest.fixture(scope="module")
def page(namespace_of):
    return namespace_of(NAME)


@pytest.fixture(scope="module")
def printed(run_of):
    return run_of(NAME)[1]


@pytest.fixture
def keras(library):
    library("tensorflow")
    return library("keras")


@pytest.fixture
def wide(library):
    """Double precision in Keras and JAX for one test that calls the page's trainers."""
    keras, jax = (library(name) for name in ("keras", "jax"))
    kept = keras.config.floatx(), jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    yield
    keras.config.set_floatx(kept[0])
    jax.config.update("jax_enable_x64", kept[1])


@pytest.fixture(params=FRAMEWORKS)
def framework(request, library):
    if request.param in NEEDS:
        library(NEEDS[request.param])
    return request.param


def one_hot(y):
    return np.eye(y.max() + 1)[y]


def our_loss(theta, x, y):
    """The loss by the functions of the book."""
    W1, b1, W2, b2 = theta
    return cross_entropy(ACTIVATIONS["tanh"].function(x @ W1 + b1) @ W2 + b2, one_hot(y))


def start_of(page):
    x, y, start = page["SMALL"]
    return x.astype(float), y, [p.astype(float) for p in start]


def gradients_of(page, theta, x, y):
    return page["numpy_gradients"](theta, x, y)[2]


@pytest.mark.parametrize("precision", EPS)
@pytest.mark.parametrize("group", GROUPS)
def test_every_framework_agrees_with_numpy_to_a_few_spacings(page, precision, group):
    assert page["OTHERS"][0] == "Keras"
    for name in page["OTHERS"]:
        assert max(page["GAPS"][precision, name][group]) <= FEW * EPS[precision], name


def test_the_start_is_the_same_in_both_precisions(page):
    x, _, start = page["SMALL"]
    assert all(array.dtype == "float32" for array in (x, *start))


def test_the_loss_is_that_of_the_book(page, framework):
    x, y, start = start_of(page)
    assert float(page["FOUND"]["float64"][framework]["loss"][0]) == pytest.approx(our_loss(start, x, y), rel=1e-14)


def test_every_gradient_is_that_of_central_differences(page, framework):
    x, y, start = start_of(page)
    found = page["FOUND"]["float64"][framework]["gradients"]
    for parameter, gradient in zip(start, found, strict=True):
        np.testing.assert_allclose(gradient, central_differences(lambda: our_loss(start, x, y), parameter), atol=1e-9)


def ten_steps(page, optimiser):
    x, y, theta = start_of(page)
    for _ in range(page["STEPS"]):
        optimiser.update(list(zip(theta, gradients_of(page, theta, x, y), strict=True)))
    return theta


def test_ten_steps_of_sgd_are_those_of_the_book(page, framework):
    expected = ten_steps(page, SGD(page["SGD_RATE"]))
    for found, wanted in zip(page["FOUND"]["float64"][framework]["10 SGD steps"], expected, strict=True):
        np.testing.assert_allclose(found, wanted, atol=1e-14)


def adam(page, epsilon):
    return Adam(page["ADAM_RATE"], page["BETA_1"], page["BETA_2"], epsilon)


def test_ten_steps_of_adam_in_keras_are_those_of_the_book_whose_form_is_the_same(page):
    expected = ten_steps(page, adam(page, page["EPSILON"]))
    for found in (page["FOUND"]["float64"]["Keras"], page["KERAS_FORM"]["float64"]):
        for array, wanted in zip(found["10 Adam steps"], expected, strict=True):
            np.testing.assert_allclose(array, wanted, atol=1e-14)


class PaperAdam(Adam):
    """Algorithm 1 by the book's other form, with an epsilon that follows the step number."""

    def update(self, pairs):
        kept, self.epsilon = self.epsilon, self.epsilon * np.sqrt(1 - self.beta_2 ** (self.t + 1))
        super().update(pairs)
        self.epsilon = kept


@pytest.mark.parametrize("name", ["NumPy", "PyTorch", "JAX"])
def test_ten_steps_of_adam_elsewhere_are_those_of_algorithm_1(page, name, library):
    if name in NEEDS:
        library(NEEDS[name])
    optimiser = PaperAdam(page["ADAM_RATE"], page["BETA_1"], page["BETA_2"], page["EPSILON"])
    for array, wanted in zip(page["FOUND"]["float64"][name]["10 Adam steps"], ten_steps(page, optimiser), strict=True):
        np.testing.assert_allclose(array, wanted, atol=1e-14)


def test_a_wrong_epsilon_is_detected(page, framework):
    """Twice the epsilon, or its other place, is far above rounding in double precision."""
    found = page["FOUND"]["float64"][framework]["10 Adam steps"]
    doubled = ten_steps(page, adam(page, 2 * page["EPSILON"]))
    other = page["FOUND"]["float64"]["NumPy"] if framework == "Keras" else page["KERAS_FORM"]["float64"]
    for wrong in (doubled, other["10 Adam steps"]):
        assert page["gap"](found, wrong)[0] > 1e4 * FEW * EPS["float64"]


def test_a_convention_does_not_shrink_with_the_precision_but_rounding_does(page):
    for name in page["OTHERS"]:
        wrong = {}
        for precision in EPS:
            form = page["FOUND"][precision]["NumPy"] if name == "Keras" else page["KERAS_FORM"][precision]
            wrong[precision] = page["gap"](page["FOUND"][precision][name]["10 Adam steps"], form["10 Adam steps"])[0]
        assert wrong["float64"] > wrong["float32"] / 4
        for group in ("output", "gradients"):
            double, single = (page["GAPS"][precision, name][group][1] for precision in EPS)
            assert double < single * 2**-20


def test_none_is_the_right_one_in_single_precision(page):
    for group in GROUPS:
        off = [
            page["gap"](page["FOUND"]["float32"][name][group], page["reference"]("float64", name)[group])[0]
            for name in page["TRAINERS"]
        ]
        assert max(off) < 20 * EPS["float32"]


def test_the_difference_is_measured_as_the_formula_says(page):
    absolute, relative = page["gap"]([np.array([1.0, -4.0]), np.array([2.0])], [np.array([1.5, -5.0]), np.array([2.5])])
    assert (absolute, relative) == (1.0, 0.2)
    assert page["gap"]([np.ones(2)], [np.ones(2)]) == (0.0, 0.0)


def test_a_sum_makes_sgd_n_times_as_long_and_leaves_adam_nearly_alone(page, printed):
    n = len(page["SMALL"][1])
    assert f"SGD   {n}.0000 to {n}.0000 times as long" in printed
    low, high = re.search(r"Adam  ([\d.]+) to ([\d.]+) times", printed).groups()
    assert 1 <= float(low) <= float(high) < 1.01


def test_keras_and_pytorch_take_the_mean_unless_told_otherwise(page, keras, library):
    torch = library("torch")
    x, y, start = start_of(page)
    logits, mean = page["FOUND"]["float64"]["NumPy"]["output"][0], our_loss(start, x, y)
    assert float(keras.losses.SparseCategoricalCrossentropy(True, dtype="float64")(y, logits)) == pytest.approx(mean)
    assert torch.nn.CrossEntropyLoss()(torch.tensor(logits), torch.tensor(y)).item() == pytest.approx(mean)


def test_keras_and_pytorch_average_a_squared_error_over_all_entries(keras, library):
    torch = library("torch")
    rng = np.random.default_rng(3)
    y_hat, y = rng.normal(size=(2, 5, 4))
    mean = ((y_hat - y) ** 2).mean()
    assert float(keras.losses.MeanSquaredError(dtype="float64")(y, y_hat)) == pytest.approx(mean)
    assert float(torch.nn.functional.mse_loss(torch.tensor(y_hat), torch.tensor(y))) == pytest.approx(mean)


def test_the_defaults_are_printed_as_they_are(page, printed, library):
    library("torch")
    assert re.search(r"Keras +0\.01 +0\.001 +1e-07 +0\.001\n", printed)
    assert re.search(r"PyTorch +0\.001 +0\.001 +1e-08 +0\.01\n", printed)


def test_the_first_step_for_a_tiny_gradient_follows_the_two_formulas(printed, library):
    library("torch")
    rows = re.findall(r"^ +(1e-0[2468]) +([\d.]+) +([\d.]+)$", printed, re.MULTILINE)
    assert len(rows) == 4
    for g, by_keras, by_torch in ((float(cell) for cell in row) for row in rows):
        assert by_keras == pytest.approx(g / (g + 1e-7 / np.sqrt(0.001)), abs=2e-4)
        assert by_torch == pytest.approx(g / (g + 1e-8), abs=2e-4)


def first_step_of_keras(keras, betas):
    """The length of Adam's first step for a gradient of 1 in double precision, in rates."""
    variable = keras.Variable(0.0, dtype="float64")
    keras.optimizers.Adam(0.5, *betas, epsilon=0.0).apply([np.ones(())], [variable])
    return -float(variable.numpy()) / 0.5


def test_keras_rounds_its_betas_and_those_of_the_page_pass(page, keras):
    single = [float(np.float32(beta)) for beta in (0.9, 0.999)]
    predicted = np.sqrt((1 - single[1]) / (1 - 0.999)) * (1 - 0.9) / (1 - single[0]) - 1
    measured = first_step_of_keras(keras, (0.9, 0.999)) - 1
    assert measured == pytest.approx(predicted, rel=1e-3) and abs(measured) > 1e6 * EPS["float64"]
    assert abs(first_step_of_keras(keras, (page["BETA_1"], page["BETA_2"])) - 1) < 4 * EPS["float64"]


def by_formula(printed, name):
    """What the page prints in the row of that name."""
    return [float(cell) for cell in re.search(rf"^{name} +(.+)$", printed, re.MULTILINE)[1].split()]


def test_momentum_keeps_steps_in_keras_and_gradients_in_pytorch(printed, library):
    library("torch")
    places, theta, v, gathered, other = {"Keras": [], "PyTorch": []}, 0.0, 0.0, 0.0, 0.0
    for rate in (1.0, 1.0, 0.1):
        v, gathered = 0.5 * v - rate, 0.5 * gathered + 1
        theta, other = theta + v, other - rate * gathered
        places["Keras"].append(theta)
        places["PyTorch"].append(other)
    for name, expected in places.items():
        assert by_formula(printed, f"{name} SGD") == pytest.approx(expected, abs=1e-3)
    assert places["Keras"][:2] == places["PyTorch"][:2] and places["Keras"] != places["PyTorch"]


def test_weight_decay_is_apart_in_keras_and_in_adamw_and_part_of_the_gradient_in_pytorchs_adam(printed, library):
    library("torch")
    apart = 2 - 0.25 * 0.5 * 2 - 0.25  # one step of Adam is as long as its rate, whatever the gradient
    assert by_formula(printed, "Keras Adam") == by_formula(printed, "PyTorch AdamW") == [pytest.approx(apart)]
    assert by_formula(printed, "PyTorch Adam") == [pytest.approx(2 - 0.25)]


def test_rmsprop_has_its_epsilon_inside_the_root_in_keras_and_outside_in_pytorch(keras, library):
    torch = library("torch")
    rho, epsilon, g = 0.75, 0.5, 2.0
    v = (1 - rho) * g * g
    variable = keras.Variable(0.0)
    keras.optimizers.RMSprop(1.0, rho=rho, epsilon=epsilon).apply([np.float32(g)], [variable])
    assert float(variable.numpy()) == pytest.approx(-g / np.sqrt(v + epsilon), rel=1e-6)
    parameter = torch.zeros((), requires_grad=True)
    parameter.grad = torch.tensor(g)
    torch.optim.RMSprop([parameter], lr=1.0, alpha=rho, eps=epsilon).step()
    assert parameter.item() == pytest.approx(-g / (np.sqrt(v) + epsilon), rel=1e-6)
    assert keras.optimizers.RMSprop().rho != torch.optim.RMSprop([parameter]).defaults["alpha"], "defaults differ"


def test_the_default_starts_lie_within_the_stated_ranges(keras, library):
    torch = library("torch")
    layer = keras.layers.Dense(100, kernel_initializer=keras.initializers.GlorotUniform(seed=0))
    layer.build((None, 300))
    with torch.random.fork_rng():
        torch.manual_seed(0)
        linear = torch.nn.Linear(300, 100)
    for (W, b), bound in (
        (layer.get_weights(), np.sqrt(6 / 400)),
        ([each.detach().numpy() for each in linear.parameters()], 1 / np.sqrt(300)),
    ):
        assert 0.98 * bound < np.abs(W).max() <= bound * (1 + 1e-6)
        assert np.abs(b).max() == 0 or 0.8 * bound < np.abs(b).max() <= bound * (1 + 1e-6)
    assert not layer.get_weights()[1].any(), "Keras starts its biases at 0"


def test_the_rule_of_keras_is_its_default(keras):
    layer = keras.layers.Dense(1)
    assert isinstance(layer.kernel_initializer, keras.initializers.GlorotUniform)
    assert isinstance(layer.bias_initializer, keras.initializers.Zeros)


def test_a_linear_layer_of_pytorch_keeps_the_transpose(library):
    torch = library("torch")
    assert tuple(torch.nn.Linear(300, 100).weight.shape) == (100, 300)


def test_one_seed_draws_other_numbers_in_each(page):
    draws = list(page["draws"].values())
    assert not any(np.allclose(u, v, atol=1e-3) for i, u in enumerate(draws) for v in draws[:i])


@pytest.mark.parametrize(("row", "kept"), [
    ("NumPy", "float64   float64"), ("TensorFlow", "float32   float64"), ("Keras layer", "          float32"),
    ("PyTorch", "float32   float64"), ("JAX", "float32   float32"),
])  # fmt: skip
def test_what_becomes_of_numbers_and_arrays(printed, library, row, kept):
    if row in NEEDS:
        library(NEEDS[row])
    assert f"\n{row:12s} {kept}\n" in printed


def test_the_order_of_a_sum_changes_its_last_digits(page):
    sums, true = page["sums"], page["true"]
    assert all(total.dtype == "float32" for total in sums.values())
    off = {order: abs(float(total) - true) for order, total in sums.items()}
    assert off["from the left"] > 10 * off["in blocks"]


def test_tanh_is_good_to_a_few_units_of_the_last_place_in_all_and_not_the_same(library):
    torch, jax, tf = (library(name) for name in ("torch", "jax", "tensorflow"))
    z = np.linspace(-4, 4, 10_001).astype("float32")
    exact = np.tanh(z.astype(float))
    found = [np.tanh(z), tf.tanh(z).numpy(), torch.tanh(torch.tensor(z)).numpy(), np.asarray(jax.numpy.tanh(z))]
    for values in found:
        assert (np.abs(values - exact) / np.spacing(np.abs(exact).astype("float32"))).max() < 8
    assert not all(np.array_equal(values, found[0]) for values in found), "each has its own"


def test_the_switches_are_left_as_the_page_says(page, keras):
    assert keras.config.floatx() == "float32"


def test_jax_tells_of_the_shorter_format_as_its_default_on_graphics_processors(library):
    """What the page quotes stands in the documentation of the installed version, and nothing has been switched."""
    jax = library("jax")
    default = jax.lax.Precision.__doc__.split("DEFAULT:")[1].split("HIGH:")[0]
    assert "On GPU: uses tensorfloat32 if available" in " ".join(default.split())
    assert jax.config.jax_default_matmul_precision is None


@pytest.mark.usefixtures("wide")
def test_the_larger_problem_gives_the_same_numbers_too(page):
    trained = {}
    for name, trainer in page["TRAINERS"].items():
        step, weights = trainer("float64", "SGD", page["problem"](64, 8, 32, 5, seed=2))
        step()
        trained[name] = [np.array(each) for each in weights()]
    for each in trained.values():
        assert page["gap"](each, trained["NumPy"])[1] < FEW * EPS["float64"]


def test_what_it_prints_fits_a_phone(printed):
    assert max(map(len, printed.splitlines())) <= 47  # characters in a window of 390 pixels


def test_the_solutions_print_what_the_page_shows(faults_in_solutions):
    assert not faults_in_solutions(NAME)
