"""What the page says of tensors, tapes, layers, models and graphs, checked by hand-written NumPy and closed forms."""

import json
import os
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

NAME = "tensorflow-and-keras"
ON_A_BACKEND = """
import json, sys, keras, numpy as np
weights, points = [[np.array(w) for w in part] for part in json.load(sys.stdin)]
Dense = keras.layers.Dense
model = keras.Sequential([keras.Input((2,)), Dense(16, activation="tanh"), Dense(16, activation="tanh"), Dense(3)])
model.set_weights(weights)
answers = keras.ops.convert_to_numpy(model(np.array(points, dtype="float32")))
print(json.dumps([keras.backend.backend(), answers.tolist()]))
"""


@pytest.fixture(scope="module")
def book(namespace_of):
    return namespace_of(NAME)


@pytest.fixture(scope="module")
def tf(library):
    return library("tensorflow")


@pytest.fixture(scope="module")
def keras(tf, library):
    return library("keras")


def by_numpy(weights, x):
    W1, b1, W2, b2, W3, b3 = (np.asarray(w, dtype=float) for w in weights)
    return np.tanh(np.tanh(x @ W1 + b1) @ W2 + b2) @ W3 + b3


def test_the_layer_of_the_page_gives_the_numbers_of_layers_as_matrices(book):
    from figures.networks.layers_as_matrices.layer_as_matrix import B, W, X

    np.testing.assert_allclose(book["z"].numpy(), X @ W + B, rtol=1e-6)
    assert book["z"].dtype == "float32"


def test_tensors_keep_the_type_of_an_array_and_do_not_mix(tf):
    wide, narrow = tf.constant(np.ones(2)), tf.constant([1, 2.5])
    assert (wide.dtype, narrow.dtype) == (tf.float64, tf.float32)
    with pytest.raises(tf.errors.InvalidArgumentError, match="expected to be a double tensor but is a float tensor"):
        wide + narrow


def test_the_tape_equals_the_chain_rule_in_double_precision(book):
    a = 1 / (1 + np.exp(-1.0))
    assert float(book["by_tape"]) == pytest.approx(2 * (a - 1) * a * (1 - a) * 2, rel=1e-6)


def test_a_constant_is_not_watched_and_a_tape_plays_once(tf):
    u = tf.constant(2.0)
    with tf.GradientTape() as tape:
        L = u**2 + 3 * u
    assert tape.gradient(L, u) is None
    with tf.GradientTape() as tape:
        tape.watch(u)
        L = u**2 + 3 * u
    assert float(tape.gradient(L, u)) == 7
    with pytest.raises(RuntimeError, match=r"^A non-persistent GradientTape can only"):
        tape.gradient(L, u)


def test_a_tape_watches_variables_but_for_those_that_are_not_trainable(tf):
    moves, rests = tf.Variable(2.0), tf.Variable(3.0, trainable=False)
    with tf.GradientTape() as tape:
        product = moves * rests
    slopes = tape.gradient(product, [moves, rests])
    assert float(slopes[0]) == 3 and slopes[1] is None


def test_a_softmax_before_a_loss_of_logits_is_taken_back_in_a_model_and_not_in_an_array(keras):
    """The charges by NumPy: those of the logits, and those of a softmax of the softmax."""
    z, y = np.array([[4.0, 1.0, -2.0]]), np.array([[1.0, 0.0, 0.0]])
    p = np.exp(z) / np.exp(z).sum()
    once, twice = float(-np.log(p[0, 0])), float(np.log(np.exp(p).sum()) - p[0, 0])
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Activation("softmax")])
    with pytest.warns(UserWarning, match="from_logits"):
        assert float(loss(y, model(z.astype("float32")))) == pytest.approx(once, rel=1e-4)
    assert float(loss(y, p.astype("float32"))) == pytest.approx(twice, rel=1e-4)


def test_a_layer_has_no_weights_before_its_first_input(keras):
    layer = keras.layers.Dense(3)
    assert layer.weights == []
    layer(np.ones((1, 4)))
    assert [tuple(v.shape) for v in layer.weights] == [(4, 3), (3,)]
    with pytest.raises(ValueError, match="expected axis -1 of input shape to have value 4"):
        layer(np.ones((3, 2)))


def test_a_layer_is_heard_while_graphs_are_made_and_then_no_more(keras):
    class Heard(keras.layers.Layer):
        times = 0

        def call(self, x):
            Heard.times += 1  # plain Python, as `print` is
            return 2.0 * x

    model = keras.Sequential([keras.Input((2,)), Heard(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    said = []
    for _ in range(2):
        model.fit(np.ones((60, 2)), np.ones((60, 1)), batch_size=10, epochs=3, verbose=0)
        said.append(Heard.times)
    assert 0 < said[0] == said[1] < 6 * 3  # not at each of 18 steps, and not in the second run


def test_a_function_of_answers_and_targets_is_a_loss(keras):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", lambda y, y_hat: abs(y_hat - y) ** 3)
    model.set_weights([np.array([[2.0]]), np.array([1.0])])
    assert float(model.evaluate(np.ones((4, 1)), np.zeros((4, 1)), verbose=0)) == pytest.approx(27)


def test_sequential_and_functional_have_the_same_shapes_and_the_same_outputs(book):
    shapes = [[tuple(v.shape) for v in book[name].weights] for name in ("sequential", "functional")]
    assert shapes[0] == shapes[1] == [(2, 16), (16,), (16, 16), (16,), (16, 3), (3,)]
    np.testing.assert_array_equal(book["one"], book["other"])
    np.testing.assert_allclose(book["one"], by_numpy(book["start"], book["points"]), rtol=1e-4, atol=1e-5)


def test_the_forked_model_is_the_formula_with_a_way_past_the_hidden_layer(book):
    W1, b1, W2, b2 = book["forked"].get_weights()
    x = book["points"]
    expected = np.concatenate([x, np.tanh(x @ W1 + b1)], axis=1) @ W2 + b2
    np.testing.assert_allclose(book["forked"](x).numpy(), expected, rtol=1e-4, atol=1e-5)


def test_the_arcs_are_those_of_the_numpy_page(book, namespace_of):
    other = namespace_of("from-scratch-in-numpy")
    for seed in (0, 7):
        ours, theirs = (names["arcs"](5, np.random.default_rng(seed)) for names in (book, other))
        np.testing.assert_array_equal(ours[0], theirs[0])
        np.testing.assert_array_equal(ours[1], theirs[1])


def numpy_training(book, namespace_of, optimiser):
    """The library of the NumPy page on the same start and batches: three epochs of ten batches in order."""
    ours = namespace_of("from-scratch-in-numpy")
    network = ours["new_network"](0)
    for (theta, _), first in zip(network.pairs(), book["start"], strict=True):
        theta[...] = first
    for _ in range(3):
        for first in range(0, len(book["x"]), 30):
            x, labels = book["x"][first : first + 30].astype(float), book["labels"][first : first + 30]
            network.backward(ours["cross_entropy"](network.forward(x), labels)[1])
            optimiser.update(network.pairs())
    return [theta for theta, _ in network.pairs()]


@pytest.mark.parametrize("model", ["by_fit", "by_steps"])
def test_training_by_keras_equals_training_by_the_library_from_scratch(book, namespace_of, model):
    SGD = namespace_of("from-scratch-in-numpy")["SGD"]
    for theirs, ours in zip(book[model].get_weights(), numpy_training(book, namespace_of, SGD(0.1)), strict=True):
        np.testing.assert_allclose(theirs, ours, atol=1e-5)


def test_it_learns_and_fresh_points_are_right(book):
    assert book["history"]["loss"][-1] < book["history"]["loss"][0] / 5
    assert book["right"] > 0.9


def test_fit_reports_the_mean_over_batches_and_not_the_loss_at_the_end(book, keras):
    model = book["copy_of_the_start"]()
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss=book["loss_of"])
    told = model.fit(book["x"], book["labels"], batch_size=30, epochs=1, shuffle=False, verbose=0).history["loss"][0]
    again, optimiser = book["copy_of_the_start"](), keras.optimizers.SGD(0.1)
    steps = [
        book["training_step"](again, optimiser, book["x"][i : i + 30], book["labels"][i : i + 30])
        for i in range(0, len(book["x"]), 30)
    ]
    assert told == pytest.approx(np.mean([float(loss) for loss in steps]), rel=1e-4)
    at_the_end = np.ravel(model.evaluate(book["x"], book["labels"], verbose=0))[0]  # a clone keeps its metrics
    assert told != pytest.approx(at_the_end, rel=1e-2)


def test_first_weights_alone_do_not_begin_anew_but_with_a_new_optimiser_they_do(book, keras):
    model = book["copy_of_the_start"]()

    def compiled():
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss=book["loss_of"])

    def losses():
        model.set_weights(book["start"])
        x, labels = book["x"], book["labels"]
        return model.fit(x, labels, batch_size=30, epochs=2, shuffle=False, verbose=0).history["loss"]

    compiled()
    first, second = losses(), losses()
    assert second[0] != pytest.approx(first[0], rel=1e-2)
    compiled()
    assert losses() == pytest.approx(first, rel=1e-5)


def test_a_training_step_is_some_dozens_of_operations(book, tf, keras):
    model, optimiser = book["copy_of_the_start"](), keras.optimizers.SGD(0.1)
    optimiser.build(model.trainable_variables)
    x, labels = tf.constant(book["x"][:30]), tf.constant(book["labels"][:30])
    graph = book["compiled_step"].get_concrete_function(model, optimiser, x, labels).graph
    given = ("Const", "Placeholder", "NoOp", "Identity")
    computed = [node for node in graph.get_operations() if node.type not in given]
    assert 24 < len(computed) < 100, "some dozens"


def test_there_is_one_trace_for_each_shape_and_each_python_number(book):
    assert [getattr(u, "shape", None) for u in book["traced"]] == [(), (2,), None, None]


@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_the_same_model_runs_on_another_backend(book, library, backend):
    library(backend)
    given = [[w.tolist() for w in book["start"]], book["points"][:5].tolist()]
    result = subprocess.run(
        [sys.executable, "-c", ON_A_BACKEND],
        env=os.environ | {"KERAS_BACKEND": backend},
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    used, answers = json.loads(result.stdout)
    assert used == backend
    np.testing.assert_allclose(answers, book["one"][:5], rtol=1e-4, atol=1e-5)


def test_every_name_in_the_figure_of_the_stack_exists(tf, keras):
    from figures.frameworks.tensorflow_and_keras.framework_stack import BACKENDS, LEVELS

    top, middle, _ = (names for _, _, names, _, _ in LEVELS)
    for name in top:
        assert any(hasattr(place, name) for place in (keras, keras.layers, keras.optimizers, keras.Model)), name
    assert all(hasattr(tf, name) for name in middle)
    offered = {"TensorFlow": "tensorflow", "JAX": "jax", "PyTorch": "torch"}
    assert list(offered) == list(BACKENDS)
    import importlib.util

    assert all(importlib.util.find_spec(f"keras.src.backend.{module}") for module in offered.values())


def test_the_figure_of_what_is_stored_counts_as_keras_does(book):
    from figures.frameworks.tensorflow_and_keras.what_layers_store import WIDTHS, experiment

    numbers = experiment()
    assert list(numbers["layer"].values()) == [layer.count_params() for layer in book["sequential"].layers]
    assert numbers["parameters"] == book["functional"].count_params()
    assert [tuple(v.shape) for v in book["sequential"].weights[::2]] == list(pairwise(WIDTHS))


def cross_entropy(weights, x, labels):
    """The mean over the examples in double precision."""
    logits = by_numpy(weights, x)
    logits = logits - logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(x)), labels].mean()


def test_the_package_is_the_one_that_older_programs_import_from_tensorflow(tf, keras):
    assert tf.keras.Model is keras.Model and tf.keras.__version__ == keras.__version__


def test_early_stopping_ends_twenty_epochs_after_the_best_and_brings_its_weights_back(book):
    held_out, best = book["held_out"], book["best"]
    assert len(held_out) == best + 1 + 20 < 200
    assert held_out[best] == min(held_out) < held_out[-1] and book["learned"][-1] < book["learned"][best]
    kept = book["early"].best_weights
    assert book["back"] == pytest.approx(cross_entropy(kept, book["held"], book["held_labels"]), rel=1e-4)
    assert book["back"] == pytest.approx(held_out[best], rel=1e-5)


def test_without_restoring_the_weights_of_the_last_epoch_stay(book, keras):
    model = book["copy_of_the_start"]()
    model.compile(keras.optimizers.Adam(0.03), book["loss_of"])
    held = book["held"], book["held_labels"]
    early = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)
    told = model.fit(
        book["few"],
        book["few_labels"],
        batch_size=10,
        epochs=100,
        verbose=0,
        validation_data=held,
        validation_batch_size=600,
        callbacks=[early],
    ).history["val_loss"]
    assert cross_entropy(model.get_weights(), *held) == pytest.approx(told[-1], rel=1e-4)
    assert told[-1] > min(told)


def test_a_loaded_model_goes_on_as_the_saved_one_and_weights_alone_do_not(book, keras):
    assert book["near"]
    np.testing.assert_allclose(
        book["again"](book["held"]).numpy(), by_numpy(book["again"].get_weights(), book["held"]), rtol=1e-3, atol=1e-4
    )
    model = book["copy_of_the_start"]()
    model.set_weights(book["early"].best_weights)
    model.compile(keras.optimizers.Adam(0.03), book["loss_of"])
    model.fit(book["few"], book["few_labels"], batch_size=10, shuffle=False, verbose=0)
    assert book["largest_difference"](model, book["again"]) > 1e-3


def test_what_it_prints_fits_a_phone(run_of):
    assert max(map(len, run_of(NAME)[1].splitlines())) <= 47  # characters in a window of 390 pixels


def test_the_solutions_print_what_the_page_shows(faults_in_solutions):
    assert not faults_in_solutions(NAME)
