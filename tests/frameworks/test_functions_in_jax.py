"""JAX, as the page shows it: each wrapper against an independent oracle, each rule of purity seen broken."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from figures.frameworks.functions_in_jax import gradient_of_each_example, jax_transformations
from figures.learning.worked import one_neuron
from figures.neural.gradient_check import central_differences
from figures.neural.optimisers import Adam, Momentum
from tests.frameworks.conftest import load

jax: Any = None  # loaded by the first test, not while tests are collected


@pytest.fixture(scope="module", autouse=True)
def page(namespace_of: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    global jax
    jax = load("jax")
    return namespace_of("functions-in-jax", "jax")


@pytest.fixture(scope="module")
def printed(page: dict[str, Any]) -> str:
    return str(page["__printed__"])


def numpy_loss(theta: list[np.ndarray], x: np.ndarray, y: np.ndarray) -> float:
    """The loss of the two-layer network in double precision."""
    W1, b1, W2, b2 = theta
    return float(np.mean((np.tanh(x @ W1 + b1) @ W2 + b2 - y) ** 2))


def test_what_is_compiled_for_the_page_is_kept_for_the_other_processes_of_this_run() -> None:
    assert any(Path(os.environ["JAX_COMPILATION_CACHE_DIR"]).iterdir())


def test_the_neuron_has_the_gradients_of_the_page_on_backpropagation(printed: str) -> None:
    by_hand = one_neuron.hand()
    for name in "wxby":
        assert f"dL/d{name} {by_hand[name]:+.6f}" in printed


def test_most_functions_of_numpy_are_there_and_none_that_writes_into_an_array() -> None:
    names = [name for name in dir(np) if not name.startswith("_") and callable(getattr(np, name))]
    there = [name for name in names if hasattr(jax.numpy, name)]
    assert 0.7 < len(there) / len(names) < 1
    assert not {"copyto", "putmask"} & set(there) and {"copyto", "putmask"} <= set(names)


def test_a_second_call_gives_the_same_gradient(printed: str) -> None:
    line = f"{one_neuron.hand()['w']:+.6f}"
    assert f"{line}\n{line}  again\n" in printed


def test_the_gradient_of_the_network_agrees_with_central_differences(page: dict[str, Any]) -> None:
    layers = page["init"](jax.random.key(0), (2, 3, 1))
    x, y = (np.asarray(page[name], float)[:16] for name in "xy")
    theta = [np.asarray(layer[name], float) for layer in layers for name in "Wb"]
    found = jax.grad(page["loss"])(layers, x, y)
    gradients = [np.asarray(layer[name]) for layer in found for name in "Wb"]
    for parameter, gradient in zip(theta, gradients, strict=True):
        nudged = central_differences(lambda: numpy_loss(theta, x, y), parameter)
        np.testing.assert_allclose(gradient, nudged, atol=2e-6)


def test_the_weights_lie_within_the_range_of_glorot_and_differ(page: dict[str, Any]) -> None:
    first, second = page["init"](jax.random.key(7), (40, 30, 20))
    for layer, (n_in, n_out) in ((first, (40, 30)), (second, (30, 20))):
        W = np.asarray(layer["W"])
        assert W.shape == (n_in, n_out) and not np.asarray(layer["b"]).any()
        assert 0.98 < abs(W).max() / np.sqrt(6 / (n_in + n_out)) <= 1
    assert not np.array_equal(first["W"][:30, :20], second["W"])


def test_vmap_gives_what_the_formula_of_the_figure_gives(page: dict[str, Any]) -> None:
    np.testing.assert_allclose(page["line_x"], gradient_of_each_example.X, atol=1e-6)
    np.testing.assert_allclose(page["line_y"], gradient_of_each_example.Y, atol=1e-6)
    each = np.column_stack([page["each"]["w"], page["each"]["b"]])
    np.testing.assert_allclose(each, gradient_of_each_example.gradients(), atol=1e-5)
    assert each.size == gradient_of_each_example.experiment()["numbers"]


def test_vmap_gives_what_a_loop_gives_for_a_network_too(page: dict[str, Any]) -> None:
    theta, x, y = page["theta"], page["x"][:20], page["y"][:20]
    gradient = jax.grad(page["loss"])
    each = jax.vmap(gradient, in_axes=(None, 0, 0))(theta, x, y)
    for row in range(20):
        one = gradient(theta, x[row], y[row])
        for many, single in zip(jax.tree.leaves(each), jax.tree.leaves(one), strict=True):
            np.testing.assert_allclose(many[row], single, atol=1e-6)


def test_the_mean_of_the_gradients_is_the_gradient_of_the_mean(page: dict[str, Any], printed: str) -> None:
    expected = gradient_of_each_example.experiment()["mean"]
    assert float(page["mean"]["w"]) == pytest.approx(expected["w"], abs=1e-5)
    assert float(page["batch"]["b"]) == pytest.approx(expected["b"], abs=1e-5)
    assert "same as a loop:    True" in printed


def test_shapes_are_those_of_the_figure_at_every_wrapper(page: dict[str, Any]) -> None:
    loss = page["line_loss"]
    functions = [loss, jax.grad(loss), jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))]
    functions.append(jax.jit(functions[-1]))
    drawn = jax_transformations.experiment()
    for function, shape, out in zip(functions, drawn["shape_of_x"], drawn["out"], strict=True):
        x = np.ones(eval(shape), np.float32)
        found = jax.eval_shape(function, page["line"], x, x)
        said = str(found.shape) if hasattr(found, "shape") else f"w {found['w'].shape}, b {found['b'].shape}"
        assert said == out


def test_only_the_wrong_order_of_the_figure_is_refused(page: dict[str, Any]) -> None:
    loss, line, x, y = (page[name] for name in ("line_loss", "line", "line_x", "line_y"))
    many = {"in_axes": (None, 0, 0)}
    assert jax_transformations.experiment()["wrong_order"] == "grad(vmap(loss))"
    with pytest.raises(TypeError, match="scalar-output"):
        jax.grad(jax.vmap(loss, **many))(line, x, y)
    jax.vmap(jax.grad(loss), **many)(line, x, y)
    jax.grad(jax.jit(loss))(line, x[0], y[0])


def test_a_function_is_traced_once_for_each_shape_and_type(printed: str) -> None:
    block = printed[printed.index("call (3,)") :].splitlines()[:8]
    kinds = ["call" if line.startswith("call") else "trace" for line in block]
    assert kinds == ["call", "trace", "call", "call", "trace", "call", "call", "trace"]


def test_a_variable_from_outside_is_frozen_by_the_trace(printed: str) -> None:
    assert "0.1 should be 0.5" in printed


def test_an_if_on_a_value_is_refused_and_where_is_not(printed: str) -> None:
    assert "TracerBoolConversionError\n[0. 3.]" in printed


def test_the_notes_are_the_five_operations_of_the_circuit(page: dict[str, Any]) -> None:
    notes = jax.make_jaxpr(page["neuron_loss"])(-1.0, 2.0, 3.0, 1.0)
    assert [equation.primitive.name for equation in notes.eqns] == ["mul", "add", "logistic", "sub", "integer_pow"]


def test_the_step_changes_nothing_and_is_the_formula(page: dict[str, Any]) -> None:
    start, x, y = page["start"], page["x"], page["y"]
    kept = jax.tree.map(lambda leaf: np.array(leaf), start)
    stepped, value = page["step"](start, x, y, 0.25)
    gradient = jax.grad(page["loss"])(start, x, y)
    assert float(value) == pytest.approx(float(page["loss"](start, x, y)), rel=1e-6)
    for new, old, g, now in zip(*map(jax.tree.leaves, (stepped, kept, gradient, start)), strict=True):
        np.testing.assert_allclose(new, old - 0.25 * g, atol=1e-6)
        np.testing.assert_array_equal(now, old)


def test_it_learns_to_multiply(page: dict[str, Any]) -> None:
    assert float(page["loss"](page["theta"], page["x"], page["y"])) < 0.02 / 9
    assert float(page["loss"](page["state"][0], page["x"], page["y"])) < 0.02 / 9


def test_the_same_key_gives_the_same_numbers_and_parts_of_it_others(page: dict[str, Any]) -> None:
    key = jax.random.key(0)
    parts = jax.random.split(key)
    drawn = [tuple(np.asarray(jax.random.normal(each, 3)).tolist()) for each in (key, key, *parts)]
    assert drawn[0] == drawn[1] and len(set(drawn)) == 3


def test_the_optimisers_of_optax_are_the_formulas(page: dict[str, Any], printed: str) -> None:
    optax = load("optax")
    rng = np.random.default_rng(0)
    slopes = rng.normal(size=(30, 5))
    for ours, theirs in (
        (Adam(0.125, epsilon=0.0), optax.adam(0.125, eps=0.0)),
        (Momentum(0.125, 0.5), optax.sgd(0.125, momentum=0.5)),
    ):
        theta = np.ones(5)
        found = jax.numpy.ones(5)
        memory = theirs.init(found)
        for slope in slopes:
            ours.update([(theta, slope)])
            changes, memory = theirs.update(jax.numpy.asarray(slope), memory, found)
            found = optax.apply_updates(found, changes)
        np.testing.assert_allclose(found, theta, atol=1e-5)
    assert "momentum is ours: True" in printed


def test_a_chain_clips_before_it_steps_and_the_rate_falls_along_a_cosine(page: dict[str, Any]) -> None:
    optax = load("optax")
    chain = optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(0.5))
    slope = jax.numpy.array([3.0, 4.0])
    changes, _ = chain.update(slope, chain.init(slope), slope)
    np.testing.assert_allclose(changes, [-0.3, -0.4], rtol=1e-6)
    for step in (0, 125, 250, 500):
        expected = 0.05 * (1 + np.cos(np.pi * step / 500)) / 2
        assert float(page["falling"](step)) == pytest.approx(expected, abs=1e-8)


def test_both_optimisers_of_optax_learn_to_multiply(page: dict[str, Any]) -> None:
    for optimiser in (page["optax"].adam(0.05), page["clipped"]):
        assert float(page["train"](optimiser, 500)[1]) < 0.02 / 9


def test_jvp_is_a_direction_through_the_jacobian_and_vjp_a_row_of_weights(page: dict[str, Any]) -> None:
    W, b, x, u, v = (page[name] for name in ("W", "b", "x_4", "u", "v"))

    def layer(x: np.ndarray) -> np.ndarray:
        return np.asarray(np.tanh(x @ W + b))

    h = 1e-6
    J = np.column_stack([(layer(x + h * e) - layer(x - h * e)) / (2 * h) for e in np.eye(4)])
    np.testing.assert_allclose(page["forward_mode"], J @ v, atol=1e-5)
    np.testing.assert_allclose(page["backward_mode"], u @ J, atol=1e-5)
    np.testing.assert_allclose(page["forwards"], J, atol=1e-5)
    np.testing.assert_allclose(page["alone"], J[0], rtol=5e-4, atol=1e-6)


def test_the_hessian_says_below_which_rate_descent_is_stable(page: dict[str, Any], printed: str) -> None:
    x = np.asarray(page["line_x"], float)
    exact = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    np.testing.assert_allclose(page["H"], exact, atol=1e-5)
    assert page["threshold"] == pytest.approx(2 / np.linalg.eigvalsh(exact)[-1], rel=1e-5)
    assert "95% of the threshold: the gradient falls\n105% of the threshold: the gradient grows\n" in printed


def test_a_product_with_the_hessian_of_a_network_needs_no_table_and_costs_a_few_gradients(page: dict[str, Any]) -> None:
    theta, x, y = page["start"], page["x"], page["y"]
    keys = jax.random.split(jax.random.key(3), 4)
    leaves, form = jax.tree.flatten(theta)
    v = jax.tree.unflatten(form, [jax.random.normal(key, leaf.shape) for key, leaf in zip(keys, leaves, strict=True)])

    def loss(theta: Any) -> Any:
        return page["loss"](theta, x, y)

    found = page["times_hessian"](loss, theta, v)
    h = 1e-2
    slopes = [jax.grad(loss)(jax.tree.map(lambda p, d, s=sign: p + s * h * d, theta, v)) for sign in (1, -1)]
    for product, up, down in zip(*map(jax.tree.leaves, (found, *slopes)), strict=True):
        np.testing.assert_allclose(product, (up - down) / (2 * h), atol=5e-3)
    work = [
        jax.jit(function).lower(*given).compile().cost_analysis()["flops"]
        for function, given in (
            (jax.grad(loss), (theta,)),
            (lambda t, d: page["times_hessian"](loss, t, d), (theta, v)),
        )
    ]
    assert 1 < work[1] / work[0] < 4


def test_it_prints_narrow_lines(printed: str) -> None:
    assert max(map(len, printed.splitlines())) <= 48  # what a telephone shows


def test_the_code_of_the_exercises_prints_what_the_page_shows(faults_in_solutions: Callable[..., list[str]]) -> None:
    assert not faults_in_solutions("functions-in-jax")
