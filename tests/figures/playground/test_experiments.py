"""What the page tells readers to expect of each experiment, in the browser's scripts and in NumPy alike."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from figures.playground.training import Run
from tests.figures.playground.browser import ROOT, in_node

PAGE = (ROOT / "docs" / "examples" / "playground.md").read_text(encoding="utf-8")
LINKS = dict(re.findall(r"\[([^\]]+)\]\(playground\.md\?([^)]*)\)", PAGE))


def test_other_pages_lead_to_experiments_of_this_page_and_each_claim_to_one() -> None:
    pages = {
        path: path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md") if path.stem != "playground"
    }
    there = {path: set(re.findall(r"playground\.md\?([^)]*)\)", text)) for path, text in pages.items()}
    assert set().union(*there.values()) <= set(LINKS.values())
    assert sum(bool(queries) for queries in there.values()) >= 12


@dataclass
class Seen:
    """An experiment when it has stopped: as Node has it, and the NumPy run."""

    node: dict[str, Any]
    run: Run

    @property
    def loss(self) -> float:
        return float(self.node["train"]["loss"])

    @property
    def test_loss(self) -> float:
        return float(self.node["test"]["loss"])

    @property
    def right(self) -> int:
        return int(self.node["train"]["right"])


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    answers = in_node([{"query": query} for query in LINKS.values()])
    found = {}
    for name, answer in zip(LINKS, answers, strict=True):
        run = Run(answer["recipe"])
        for _ in range(answer["step"]):
            run.update()
        found[name] = Seen(answer, run)
    return found


def hidden(run: Run, layer: int = 1) -> Any:
    """What the units of a layer answer at the training examples."""
    run.network.forward(run.train[0])
    return run.network.inputs[layer]


def weights(run: Run, layer: int) -> Any:
    W, _, shape = run.network.layers[layer]
    return run.network.theta[W].reshape(shape)


def test_node_and_numpy_end_with_the_same_bits_and_losses(seen: dict[str, Seen]) -> None:
    assert len(seen) == len(re.findall(r"\(playground\.md\?", PAGE)) >= 12, "two links have one text"
    for name, one in seen.items():
        assert one.run.network.theta.tobytes().hex() == one.node["theta"], name
        assert one.run.measure(one.run.train) == (one.loss, one.right), name


def test_one_neuron_and_a_network_of_planes_end_at_log_2_on_xor(seen: dict[str, Seen]) -> None:
    for name in ("no hidden unit", "two layers of four"):
        assert seen[name].loss == pytest.approx(np.log(2), abs=1e-5), name
        assert np.abs(seen[name].run.network.forward(seen[name].run.train[0])).max() < 0.01, name
    flat = seen["two layers of four"].run
    x, one = flat.train[0].astype(float), np.ones((4, 1))
    for layer in (1, 2):
        plane = np.linalg.lstsq(np.hstack([x, one]), hidden(flat, layer).astype(float), rcond=None)[1]
        assert plane.max() < 1e-9


def test_two_hidden_units_solve_xor_from_one_start_and_are_stuck_from_another(seen: dict[str, Seen]) -> None:
    assert seen["this start"].right == 4 and seen["this start"].loss < 0.02
    stuck = seen["That start"]
    assert stuck.right == 2 and stuck.loss == pytest.approx(np.log(2) / 2, abs=0.01)
    z = np.sort(stuck.run.network.forward(stuck.run.train[0]))
    assert np.diff(z).min() < 0.05


def test_units_that_begin_alike_stay_alike_to_the_last_bit(seen: dict[str, Seen]) -> None:
    run = seen["begin alike"].run
    assert (weights(run, 0) == weights(run, 0)[:, :1]).all() and (weights(run, 1) == weights(run, 1)[0]).all()
    assert run.step >= 500 and (weights(run, 1) != 0.5).all()


def test_step_units_do_not_learn_but_the_output_does(seen: dict[str, Seen]) -> None:
    run = seen["step units"].run
    fresh = Run(run.settings)
    assert (weights(run, 0) == weights(fresh, 0)).all() and (weights(run, 1) != weights(fresh, 1)).any()


def test_with_too_high_a_rate_every_relu_unit_dies(seen: dict[str, Seen]) -> None:
    run = seen["ReLU and far too high a rate"].run
    assert (hidden(run) == 0).all()
    assert np.ptp(run.network.forward(run.train[0])) == 0
    assert (hidden(Run(run.settings)) > 0).any(axis=0).all()


def test_the_rate_two_over_lambda_parts_rest_from_ever_wider_swings(seen: dict[str, Seen]) -> None:
    below, above = seen["Just below"], seen["Just above"]
    x, y = (part.astype(float) for part in below.run.train)
    A = np.column_stack([x[:, 0], np.ones(len(x))])
    limit = 2 / np.linalg.eigvalsh(2 * A.T @ A / len(A))[-1]
    assert below.run.settings["rate"] < limit < above.run.settings["rate"] < 1.06 * below.run.settings["rate"]
    best = np.linalg.lstsq(A, y, rcond=None)[1][0] / len(y)
    assert below.loss == pytest.approx(best, rel=1e-3)
    rerun = Run(above.run.settings)
    w = []
    for _ in range(above.run.step):
        rerun.update()
        w.append(float(rerun.network.theta[0]))
    swings = np.abs(np.diff(w))
    assert (swings[1:] > swings[:-1]).all() and (np.sign(np.diff(w))[1:] != np.sign(np.diff(w))[:-1]).all()


def test_a_neuron_that_is_sure_and_wrong_turns_round_with_cross_entropy_only(seen: dict[str, Seen]) -> None:
    slow, fast = seen["squared error of a sigmoid"], seen["cross-entropy"]
    assert (weights(Run(slow.run.settings), 0) == -4).all() and (weights(Run(fast.run.settings), 0) == -4).all()
    assert slow.right < 10 and slow.loss > 0.9 and fast.right > 90 and slow.run.step == fast.run.step


def test_a_softmax_of_one_unit_moves_no_weight(seen: dict[str, Seen]) -> None:
    run = seen["it says"].run
    assert (run.network.theta == Run(run.settings).network.theta).all()
    assert seen["it says"].right == int((run.train[1] == 1).sum())


def test_the_spiral_is_too_much_for_three_units_and_depth_comes_farther_here(seen: dict[str, Seen]) -> None:
    three, twelve, deep = (
        seen[name].test_loss for name in ("three units", "Twelve in one layer", "three layers of four")
    )
    assert three > 0.5 and 0.2 < twelve < 0.7 * three and deep < 0.5 * twelve


def test_momentum_and_adam_are_ahead_of_plain_descent(seen: dict[str, Seen]) -> None:
    assert seen["plain descent"].loss > 0.6 and seen["momentum"].loss < 0.45 and seen["Adam"].loss < 0.3


def test_a_price_on_weights_keeps_the_network_from_learning_by_heart(seen: dict[str, Seen]) -> None:
    alone, priced = seen["Left alone"], seen["a price on large weights"]
    assert alone.right == alone.node["train"]["count"] and alone.test_loss > 10 * alone.loss
    assert priced.test_loss < 5 * priced.loss and priced.test_loss < 0.8 * alone.test_loss


def test_one_tanh_unit_follows_half_a_wave_and_three_halve_its_loss(seen: dict[str, Seen]) -> None:
    assert seen["Three"].loss < seen["One tanh unit"].loss / 2
    one = seen["One tanh unit"].run
    curve = one.network.forward(np.linspace(-3, 3, 50, dtype=np.float32)[:, None])
    assert len(set(np.sign(np.diff(curve)))) == 1


def test_one_neuron_on_xor_without_noise_says_about_a_half_and_is_right_on_about_half() -> None:
    run = Run({"noise": 0, "hidden": []})
    for _ in range(500):
        run.update()
    for part in (run.train, run.test):
        loss, right = run.measure(part)
        assert loss == pytest.approx(np.log(2), abs=0.03) and 0.4 < right / len(part[1]) < 0.6


def test_one_bit_of_one_weight_is_enough_for_two_runs_to_part_and_a_calm_run_stays_close() -> None:
    one, other = (Run({"rate": 0.3}) for _ in range(2))
    other.network.theta[0] = np.nextafter(other.network.theta[0], np.float32(1))
    for _ in range(200):
        one.update()
        other.update()
    apart = np.abs(one.network.theta - other.network.theta)
    assert (apart > 0).mean() > 0.5 and apart.max() < 1e-4
