"""PyTorch, as the page shows it: its gradients against four equations and nudges, its traps each seen to spring."""

import contextlib
import copy
import io
import itertools
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from figures.frameworks.pytorch import autograd_graph
from figures.learning.worked import one_neuron, two_two_one
from figures.learning.worked.two_two_one import by_matrices
from figures.neural.optimisers import SGD, Adam
from tests.frameworks.conftest import load

torch: Any = None  # loaded by the first test, not while tests are collected


@pytest.fixture(scope="module", autouse=True)
def page(namespace_of: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    global torch
    torch = load("torch")
    torch.set_num_threads(1)
    return namespace_of("pytorch", "torch")


@pytest.fixture(scope="module")
def printed(page: dict[str, Any]) -> str:
    return str(page["__printed__"])


def graph(node: Any, name: str = "loss") -> dict[str, tuple[str, ...]]:
    """By class and order of visit: whom each node calls."""
    found: dict[str, tuple[str, ...]] = {}
    numbers = itertools.count()

    def walk(node: Any) -> str:
        own = f"{next(numbers)} {type(node).__name__}"
        found[own] = tuple(walk(below) for below, _ in node.next_functions if below is not None)
        return own

    walk(node)
    return found


def test_the_neuron_has_the_gradients_of_the_page_on_backpropagation(printed: str) -> None:
    by_hand = one_neuron.hand()
    assert f"dL/dw {by_hand['w']:+.6f}\ndL/db {by_hand['b']:+.6f}" in printed


def test_its_notes_are_the_five_operations_of_the_circuit_backwards(printed: str) -> None:
    operations = ("Pow", "Sub", "Sigmoid", "Add", "Mul")
    assert "\n".join([*(f"{name}Backward0" for name in operations), "AccumulateGrad"]) in printed


def test_the_gradients_of_the_hand_made_network_come_out_in_double_precision() -> None:
    W1, b1, W2, b2 = (torch.tensor(each, requires_grad=True) for each in two_two_one.parameters())
    hidden = torch.sigmoid(torch.tensor(two_two_one.X) @ W1 + b1)
    ((torch.sigmoid(hidden @ W2 + b2) - torch.tensor(two_two_one.Y)) ** 2).mean().backward()
    for tensor, expected in zip((W1, b1, W2, b2), by_matrices(two_two_one.parameters()), strict=True):
        np.testing.assert_allclose(tensor.grad.numpy(), expected, atol=1e-15)


def test_the_gradients_of_the_page_agree_with_central_differences(page: dict[str, Any]) -> None:
    net, x, y = copy.deepcopy(page["small"]).double(), page["x8"].double(), page["y8"].double()
    net.zero_grad()
    torch.nn.functional.mse_loss(net(x), y).backward()
    h = 1e-6
    for parameter in net.parameters():
        nudged = torch.zeros_like(parameter)
        with torch.no_grad():
            for place in np.ndindex(*parameter.shape):
                ends = []
                for sign in (1, -1):
                    parameter[place] += sign * h
                    ends.append(torch.nn.functional.mse_loss(net(x), y).item())
                    parameter[place] -= sign * h
                nudged[place] = (ends[0] - ends[1]) / (2 * h)
        assert torch.allclose(parameter.grad, nudged, atol=1e-8)


def test_the_graph_is_the_one_that_the_figure_draws(page: dict[str, Any]) -> None:
    net = page["TwoLayerNet"](*autograd_graph.WIDTHS)
    x = page["x"][: autograd_graph.EXAMPLES]
    loss = torch.nn.functional.mse_loss(net(x), page["y"][: autograd_graph.EXAMPLES])
    nodes = graph(loss.grad_fn)
    drawn = {(autograd_graph.BOXES[start][0], autograd_graph.BOXES[end][0]): 0 for start, end in autograd_graph.ARROWS}
    for start, end in autograd_graph.ARROWS:
        drawn[autograd_graph.BOXES[start][0], autograd_graph.BOXES[end][0]] += 1
    real: dict[tuple[str, str], int] = {}
    for node, below in nodes.items():
        for other in below:
            pair = node.split()[1], other.split()[1]
            real[pair] = real.get(pair, 0) + 1
    assert drawn == real
    assert len(nodes) == autograd_graph.experiment()["boxes"]


def test_the_gradients_that_travel_have_the_shapes_of_the_figure(page: dict[str, Any]) -> None:
    net = page["TwoLayerNet"](*autograd_graph.WIDTHS)
    x = page["x"][: autograd_graph.EXAMPLES]
    loss = torch.nn.functional.mse_loss(net(x), page["y"][: autograd_graph.EXAMPLES])
    arrives: dict[str, str] = {}
    second = loss.grad_fn.next_functions[0][0]
    (second_bias, _), (relu, _), (second_turn, _) = second.next_functions
    first = relu.next_functions[0][0]
    (first_bias, _), (nobody, _), (first_turn, _) = first.next_functions
    assert nobody is None
    nodes = {"second": second, "relu": relu, "second_turn": second_turn, "second_bias": second_bias,
             "second_weight": second_turn.next_functions[0][0], "first": first, "first_turn": first_turn,
             "first_bias": first_bias, "first_weight": first_turn.next_functions[0][0]}  # fmt: skip
    for name, node in nodes.items():
        node.register_prehook(lambda grads, name=name: arrives.__setitem__(name, str(tuple(grads[0].shape))))
    assert second_bias.variable is net.second.bias and nodes["first_weight"].variable is net.first.weight
    assert first._saved_mat1 is not None and torch.equal(first._saved_mat1, x) and first._saved_mat2 is None
    assert torch.equal(relu._saved_result, second._saved_mat1) and second._saved_mat2 is not None
    loss.backward()
    shapes = autograd_graph.experiment()["shapes"]
    assert arrives == {name.split(" to ")[1]: shape for name, shape in shapes.items()}


def test_a_deeper_network_has_two_accumulators_a_layer() -> None:
    layers = [torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1)]
    nodes = graph(torch.nn.Sequential(*layers)(torch.ones(4, 2)).sum().grad_fn)
    accumulators = [name for name in nodes if name.endswith("AccumulateGrad")]
    assert len(accumulators) == autograd_graph.experiment()["accumulators_if_deeper"]


def test_it_learns_to_multiply_inside_the_square_and_not_outside(page: dict[str, Any]) -> None:
    x, y, model = page["x"], page["y"], page["model"]
    assert page["loss_function"](model(x), y).item() < 0.02 * page["loss_function"](0 * y, y).item()
    grid = torch.cartesian_prod(*[torch.linspace(-0.9, 0.9, 19)] * 2)
    inside = (model(grid)[:, 0] - grid.prod(dim=1)).abs().max().item()
    assert inside < 0.15
    far = torch.tensor([[4.0, 4.0]])
    assert abs(model(far).item() - 16) > 4


def test_every_step_of_its_optimisers_is_that_of_our_own(page: dict[str, Any]) -> None:
    pairs = {
        "SGD": (SGD(0.125), lambda p: torch.optim.SGD(p, lr=0.125)),
        "Adam": (Adam(0.125, epsilon=0.0), lambda p: torch.optim.Adam(p, lr=0.125, eps=0.0)),
    }
    for ours, theirs in pairs.values():
        rng = np.random.default_rng(0)
        theta = rng.normal(size=5)
        tensor = torch.tensor(theta, requires_grad=True)
        optimiser = theirs([tensor])
        for _ in range(30):
            g = rng.normal(size=5)
            ours.update([(theta, g)])
            tensor.grad = torch.tensor(g)
            optimiser.step()
            np.testing.assert_allclose(tensor.detach().numpy(), theta, rtol=1e-12)


def test_a_matrix_product_wants_one_type_and_a_sum_does_not() -> None:
    single, double = torch.ones(2, 2), torch.ones(2, 2, dtype=torch.float64)
    with pytest.raises(RuntimeError, match="dtype"):
        single @ double
    assert (single + double).dtype == torch.float64


def test_backward_adds_until_it_is_set_back(printed: str) -> None:
    assert "u.grad = 7\n" in printed and "u.grad = 14\n" in printed and "u.grad = 21\n" in printed
    assert "set back, and again: 7" in printed


def test_parts_that_are_not_divided_give_four_times_the_gradient(page: dict[str, Any]) -> None:
    model, x, y = copy.deepcopy(page["model"]), page["x"], page["y"]
    model.zero_grad()
    page["loss_function"](model(x), y).backward()
    whole = model.first.weight.grad.clone()
    model.zero_grad()
    for part_x, part_y in zip(x.chunk(4), y.chunk(4), strict=True):
        page["loss_function"](model(part_x), part_y).backward()
    assert torch.allclose(model.first.weight.grad, 4 * whole, atol=1e-6)


@pytest.mark.parametrize("words", [
    "Trying to backward through the graph a second time",
    "a leaf Variable that requires grad is being used in an in-place",
    "one of the variables needed for gradient computation has been",
])  # fmt: skip
def test_what_the_page_calls_refused_is_refused(printed: str, words: str) -> None:
    assert words in " ".join(printed.split())
    assert "no error" not in printed


def test_changes_through_data_are_not_noticed_and_spoil_the_gradient(printed: str) -> None:
    assert "honest 0.25\n.data  0.0\n" in printed


def test_changes_through_detach_and_no_grad_are_noticed() -> None:
    for change in (lambda a: a.detach().mul_(2), lambda a: _without_notes(a)):
        a = torch.sigmoid(torch.tensor(0.0, requires_grad=True))
        change(a)
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            a.backward()


def _without_notes(a: Any) -> None:
    with torch.no_grad():
        a.mul_(2)


def test_an_array_that_shares_memory_is_a_back_door_too() -> None:
    z = torch.tensor([0.0], requires_grad=True)
    a = torch.sigmoid(z)
    a.detach().numpy()[0] = 1.0
    a.sum().backward()
    assert z.grad.item() == 0.0


def test_a_state_dictionary_goes_on_learning_and_a_copy_does_not(printed: str) -> None:
    assert "state_dict() went along with the step: True" in printed
    assert "deepcopy     went along with the step: False" in printed


def test_what_was_saved_comes_back_to_the_last_bit(printed: str) -> None:
    assert "new network, same answers: False" in printed and "loaded,      same answers: True" in printed


def test_a_sequential_without_a_class_answers_as_the_class(page: dict[str, Any], printed: str) -> None:
    assert list(page["plain"].state_dict()) == ["0.weight", "0.bias", "2.weight", "2.bias"]
    W1, b1, W2, b2 = (each.numpy().astype(float) for each in page["plain"].state_dict().values())
    by_hand = np.maximum(page["x8"].numpy() @ W1.T + b1, 0) @ W2.T + b2
    np.testing.assert_allclose(page["plain"](page["x8"]).detach().numpy(), by_hand, atol=1e-6)
    assert "same answer: True" in printed


def test_dropout_is_at_random_in_training_only_and_judging_sets_the_mode_back(page: dict[str, Any]) -> None:
    net, pair = copy.deepcopy(page["drops"]), page["pair"]
    torch.manual_seed(5)
    assert torch.nn.Sequential(torch.nn.Dropout()).training, "a new module is in training mode"
    for learning, different in ((True, 8), (False, 1)):
        net.train(learning)
        assert len({net(pair).item() for _ in range(8)}) == different
        page["judge"](net, pair, torch.zeros(1, 1))
        assert net.training == net[2].training == learning
    W1, b1, W2, b2 = (each.detach().numpy().astype(float) for each in net.parameters())
    in_use = np.maximum(pair.numpy() @ W1.T + b1, 0) @ W2.T + b2
    np.testing.assert_allclose(net(pair).item(), in_use[0, 0], atol=1e-6)
    assert net(pair).grad_fn is not None, "eval() does not stop the notes"


def test_the_held_out_loss_turns_round_while_that_of_training_falls_on(page: dict[str, Any]) -> None:
    seen, held, turn = page["seen"], page["held"], page["turn"]
    assert 0 < turn < len(held) - 1
    assert held[-1] > 2 * held[turn] and seen[-1] < seen[turn] / 2
    W1, b1, W2, b2 = (each.numpy().astype(float) for each in page["wide"].state_dict().values())
    answers = np.maximum(page["held_x"].numpy() @ W1.T + b1, 0) @ W2.T + b2
    assert np.mean((answers - page["held_y"].numpy()) ** 2) == pytest.approx(held[turn], rel=1e-4)


def test_to_copies_a_tensor_and_moves_a_module() -> None:
    tensor, module = torch.ones(2), torch.nn.Linear(2, 1)
    assert tensor.to("meta").device.type == "meta" and tensor.device.type == "cpu"
    assert tensor.to("cpu") is tensor  # no copy where none is needed
    assert module.to("meta") is module and module.weight.device.type == "meta"
    with pytest.raises(RuntimeError, match="device"):
        module(tensor)


def test_a_compiled_module_answers_the_same_with_one_graph_and_then_one_for_any_number_of_rows(
    page: dict[str, Any], printed: str
) -> None:
    assert "same answers: True\n['linear', 'relu', 'linear']\n" in printed
    assert re.findall(r"(\d+) rows, graphs so far: (\d)", printed) == [("256", "1"), ("100", "2"), ("56", "2")]
    torch.compiler.reset()  # the page has taught it already that the number of rows varies
    graphs: list[Any] = []

    def keep(graph: Any, _: Any) -> Any:
        graphs.append(graph)
        return graph.forward

    fast = torch.compile(page["model"], backend=keep)
    for rows in (2, 3, 4, 5):
        x = page["x"][:rows]
        assert torch.equal(fast(x), page["model"](x))
    assert len(graphs) == 2
    fast(page["x"][:1])
    assert len(graphs) == 3  # "any number" leaves out 1


def test_a_question_about_a_value_breaks_the_graph_and_is_refused_for_a_full_one(printed: str) -> None:
    assert "[3.0, 3.0] 2 graphs\n[-3.0, -3.0] 3 graphs\n" in printed

    def bend(z: Any) -> Any:
        return z + 1 if z.sum() > 0 else z - 1

    with pytest.raises(torch._dynamo.exc.Unsupported):
        torch.compile(bend, fullgraph=True, backend="eager")(torch.ones(2))


def test_weight_decay_makes_biases_pay_unless_they_stand_in_a_group_without_it() -> None:
    for grouped, left in ((False, 0.95), (True, 1.0)):
        w, b = (torch.nn.Parameter(torch.ones(1)) for _ in range(2))
        sgd = torch.optim.SGD([{"params": [w]}, {"params": [b], **({"weight_decay": 0} if grouped else {})}],
                              lr=0.1, weight_decay=0.5)  # fmt: skip
        (0 * w + 0 * b).sum().backward()
        sgd.step()
        assert (w.item(), b.item()) == pytest.approx((0.95, left))


def test_a_weighted_cross_entropy_divides_by_the_sum_of_the_weights_and_pos_weight_by_the_rows() -> None:
    rng = np.random.default_rng(0)
    z, label = rng.normal(size=(6, 2)), np.array([1, 0, 0, 1, 0, 0])
    charge = np.logaddexp(0, np.where(label == 1, -1, 1) * (z[:, 1] - z[:, 0]))
    c = np.where(label == 1, 5.0, 1.0)
    found = torch.nn.CrossEntropyLoss(weight=torch.tensor([1.0, 5.0]).double())(torch.tensor(z), torch.tensor(label))
    assert found.item() == pytest.approx((c * charge).sum() / c.sum())
    logit, target = torch.tensor(z[:, 1] - z[:, 0]), torch.tensor(label).double()
    found = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor(5.0))(logit, target)
    assert found.item() == pytest.approx((c * charge).mean())


def test_it_prints_narrow_lines_and_the_same_each_time(page: dict[str, Any], printed: str) -> None:
    assert max(map(len, printed.splitlines())) <= 45  # what a telephone shows
    again = io.StringIO()
    with contextlib.redirect_stdout(again):
        page["show"](torch.nn.functional.mse_loss(page["small"](page["x8"]), page["y8"]).grad_fn)
    assert again.getvalue() in printed


def test_the_code_of_the_exercises_prints_what_the_page_shows(faults_in_solutions: Callable[..., list[str]]) -> None:
    assert not faults_in_solutions("pytorch")
