"""Every part of the library agrees with a framework or a closed form, and it does what its page says."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

NAME = "from-scratch-in-numpy"
NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "frameworks" / f"{NAME}.py"


@pytest.fixture(scope="module")
def book(namespace_of):
    return namespace_of(NAME)


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def parameters(network):
    return [theta for theta, _ in network.pairs()]


@pytest.mark.parametrize("activation", ["Tanh", "Sigmoid", "ReLU"])
def test_outputs_loss_and_all_gradients_equal_automatic_differentiation(book, library, rng, activation):
    tf = library("tensorflow")
    phi = {"Tanh": tf.tanh, "Sigmoid": tf.sigmoid, "ReLU": tf.nn.relu}[activation]
    network = book["new_network"](3, book[activation])
    x, labels = rng.normal(size=(9, 2)), rng.integers(0, 3, 9)
    logits = network.forward(x)
    loss, grad = book["cross_entropy"](logits, labels)
    grad_x = network.backward(grad)
    tensors = [tf.constant(theta) for theta in (x, *parameters(network))]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        a, W1, b1, W2, b2, W3, b3 = tensors
        theirs = phi(phi(a @ W1 + b1) @ W2 + b2) @ W3 + b3
        their_loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, theirs))
    np.testing.assert_allclose(logits, theirs, rtol=1e-12)
    assert loss == pytest.approx(float(their_loss), rel=1e-12)
    ours = [grad_x, *(g for _, g in network.pairs())]
    for mine, other in zip(ours, tape.gradient(their_loss, tensors), strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-9, atol=1e-14)


def test_the_squared_error_and_its_gradient_equal_those_of_the_book(book, rng):
    from figures.neural.losses import mean_squared_error, mean_squared_error_gradient

    y_hat, y = rng.normal(size=(2, 7, 3))
    value, grad = book["mean_squared_error"](y_hat, y)
    assert value == pytest.approx(mean_squared_error(y_hat, y))
    np.testing.assert_allclose(grad, mean_squared_error_gradient(y_hat, y))


def test_the_cross_entropy_is_finite_for_logits_that_overflow(book):
    value, grad = book["cross_entropy"](np.array([[1000.0, 0.0, -1000.0]]), np.array([2]))
    assert value == 2000 and grad.tolist() == [[1, 0, -1]]


def test_sigmoid_never_overflows(book):
    with np.errstate(all="raise"):
        assert book["Sigmoid"]().forward(np.array([-1e4, 0.0, 1e4])).tolist() == [0, 0.5, 1]


def test_a_mistake_in_what_is_not_handed_on_spoils_one_gradient_alone(book):
    class MeanBias(book["Dense"]):
        def backward(self, delta):
            handed_on = super().backward(delta)
            self.grad_b[:] = delta.mean(axis=0)
            return handed_on

    network = book["new_network"](0)
    middle = MeanBias(16, 16, np.random.default_rng(0))
    network.layers = (*network.layers[:2], middle, *network.layers[3:])
    x, labels = book["x"][book["some"]], book["labels"][book["some"]]
    errors = np.array(book["gradient_check"](network, x, labels, book["cross_entropy"]))
    assert (errors > 1e-3).tolist() == [False] * 3 + [True] + [False] * 2


def test_sgd_steps_against_the_gradient_in_place(book):
    theta = np.array([1.0, 2.0])
    book["SGD"](0.5).update([(theta, np.array([1.0, -1.0]))])
    assert theta.tolist() == [0.5, 2.5]


def path(optimiser, theta, gradients):
    for g in gradients:
        optimiser.update([(theta, g)])
    return theta


def test_adam_equals_that_of_the_book_where_epsilon_plays_no_part(book, rng):
    from figures.neural.optimisers import Adam

    start, gradients = rng.normal(size=5), rng.normal(size=(50, 5))
    ours = path(book["Adam"](0.01, epsilon=0), start.copy(), gradients)
    np.testing.assert_allclose(ours, path(Adam(0.01, epsilon=0), start.copy(), gradients), rtol=1e-12)


def test_adam_equals_that_of_pytorch_with_its_epsilon(book, library, rng):
    torch = library("torch")
    start, gradients = rng.normal(size=5), 1e-7 * rng.normal(size=(50, 5))  # so small that epsilon counts
    theirs = torch.tensor(start.copy(), requires_grad=True)
    optimiser = torch.optim.Adam([theirs], lr=0.01, eps=1e-8)
    for g in gradients:
        theirs.grad = torch.tensor(g)
        optimiser.step()
    ours = path(book["Adam"](0.01, epsilon=1e-8), start.copy(), gradients)
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-10)


def test_one_epoch_of_training_is_one_step_a_batch(book):
    x, labels, loss = book["x"], book["labels"], book["cross_entropy"]
    trained, by_hand = book["new_network"](5), book["new_network"](5)
    book["train"](trained, x, labels, loss, book["SGD"](0.1), 1, 128, np.random.default_rng(2))
    order = np.random.default_rng(2).permutation(len(x))
    for rows in (order[:128], order[128:256], order[256:]):
        by_hand.backward(loss(by_hand.forward(x[rows]), labels[rows])[1])
        for theta, g in by_hand.pairs():
            theta -= 0.1 * g
    for one, other in zip(parameters(trained), parameters(by_hand), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_check_passes_the_network_and_finds_the_forgotten_square(book):
    x, labels = book["x"][book["some"]], book["labels"][book["some"]]
    assert max(book["gradient_check"](book["new_network"](0), x, labels, book["cross_entropy"])) < 1e-7
    first, second, *others = book["gradient_check"](book["broken"], x, labels, book["cross_entropy"])
    assert min(first, second) > 1e-2 and max(others) < 1e-7


def test_the_variance_of_the_first_weights_is_one_over_the_number_of_inputs(book, rng):
    W = book["Dense"](400, 500, rng).W
    assert W.var() == pytest.approx(1 / 400, rel=0.02) and W.min() < 0 < W.max()


def test_no_line_separates_two_neighbouring_arcs(book):
    optimize = pytest.importorskip("scipy.optimize", reason="needs SciPy: pip install -r requirements.txt")
    points, labels = book["arcs"](100, np.random.default_rng(0), noise=0)
    for one, other in ((0, 1), (1, 2)):
        rows = np.isin(labels, (one, other))
        side = np.where(labels[rows] == one, 1.0, -1.0)[:, None]
        constraints = -side * np.column_stack([points[rows], np.ones(rows.sum())])  # side · (w·x + b) ≥ 1
        found = optimize.linprog(np.zeros(3), A_ub=constraints, b_ub=-np.ones(rows.sum()), bounds=[(None, None)] * 3)
        assert found.status == 2, "infeasible"


def test_it_learns_the_arcs_and_the_layer_alone_does_not(book):
    fresh = book["x_fresh"], book["labels_fresh"]
    for network, history in book["runs"].values():
        assert history[0] == book["start"] and history[-1] < history[0] / 5
        assert book["accuracy"](network, *fresh) > book["accuracy"](book["line"], *fresh) + 0.1
    assert book["runs"]["Adam"][1][-1] < book["runs"]["SGD"][1][-1]


def test_it_begins_near_the_loss_of_knowing_nothing(book):
    assert abs(book["start"] - np.log(3)) < 0.5


def test_the_program_needs_numpy_alone_and_prints_the_same_twice(run_of, tmp_path):
    guard = "import sys; sys.modules['figures'] = sys.modules['scipy'] = sys.modules['matplotlib'] = None\n"
    program = guard + f"import runpy; runpy.run_path({str(NOTEBOOK)!r}, run_name='__main__')"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert result.stdout == run_of(NAME)[1] and not result.stderr


def test_what_it_prints_fits_a_phone(run_of):
    assert max(map(len, run_of(NAME)[1].splitlines())) <= 47  # characters in a window of 390 pixels


def test_the_solutions_print_what_the_page_shows(faults_in_solutions):
    assert not faults_in_solutions(NAME)
