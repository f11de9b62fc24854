"""One run of the playground: its settings, its steps, and what is changed on the way."""

from typing import Any

import numpy as np

from figures.playground.arithmetic import Array, Random, Real, exponential, log_of_one_plus
from figures.playground.examples import columns, examples, split
from figures.playground.network import Network, bend, target_of

SETTINGS: dict[str, Any] = {
    "data": "xor", "points": 200, "noise": 20, "train": 50, "sample": 1, "own": [],
    "hidden": [4, 2], "activation": "tanh", "output": "linear", "loss": "cross_entropy",
    "optimiser": "sgd", "rate": 0.1, "batch": 10, "l1": 0, "l2": 0, "dropout": 0,
    "start": "random", "seed": 1, "bits": 32, "steps": 1000, "changes": [],
}  # fmt: skip


class Run:
    """A network and its examples at a step of training."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = SETTINGS | settings
        chosen = self.settings
        self.real: Real = np.float32 if chosen["bits"] == 32 else np.float64
        self.classes = chosen["data"] != "sine"
        inputs = 2 if self.classes else 1
        points = examples(chosen["data"], chosen["points"], chosen["noise"] / 100, chosen["sample"], chosen["own"])
        self.train, self.test = (columns(part, inputs, self.real) for part in split(points, chosen["train"]))
        self.network = Network([inputs, *chosen["hidden"], 1], chosen, self.real)
        self.network.start(chosen["start"], Random(chosen["seed"], 3))
        self.chance, self.dropped = Random(chosen["seed"], 4), Random(chosen["seed"], 5)
        self.order = np.arange(len(self.train[1]), dtype=np.int32)
        self.step, self.next = 0, 0  # how many updates, and at which place of the order the next batch begins
        self.change()

    def change(self) -> None:
        """Do what the reader did at this step: set a number, or set, freeze or free a parameter."""
        for step, name, value in self.settings["changes"]:
            if step != self.step:
                continue
            kind, _, place = name.partition(".")
            if kind == "weight":
                self.network.theta[int(place)] = value
            elif kind == "free":
                self.network.free[int(place)] = value
            else:
                self.settings[name] = value

    def update(self) -> None:
        """One step, on the next batch; a new epoch has a new order."""
        if self.next == 0:
            self.chance.shuffle(self.order)
        rows = self.order[self.next : self.next + self.settings["batch"]]
        x, y = self.train
        z = self.network.forward(x[rows], self.dropped)
        self.network.update(self.network.backward(self.network.error(z, y[rows], self.classes)))
        self.next = self.next + len(rows) if self.next + len(rows) < len(self.order) else 0
        self.step += 1
        self.change()

    def measure(self, part: tuple[Array, Array]) -> tuple[float, int]:
        """The loss on some examples, without penalties, and how many of them are right; in 64 bits."""
        x, y = part
        loss, output = self.settings["loss"], self.settings["output"]
        z = self.network.forward(x).astype(float)
        t = target_of(y.astype(float), loss, output, self.classes)
        if loss == "cross_entropy":
            margin = (2 * t - 1) * z
            each = np.maximum(-margin, 0.0) + log_of_one_plus(exponential(-np.abs(margin)))
        elif loss == "hinge":
            each = np.maximum(1 - t * z, 0.0)
        else:
            difference = bend(output, z)[0] - t
            each = difference * difference
        total = 0.0
        for one in each.tolist():
            total += one
        says = (z >= 0) | (loss == "quadratic" and output == "softmax")  # which says 1 whatever z is
        right = int(np.sum(says == (y == 1))) if self.classes else 0
        return total / max(1, len(each)), right


def main() -> None:
    """Train as the page did, and print what it shows."""
    run = Run(SETTINGS)
    while run.step < SETTINGS["steps"]:
        run.update()
    print(f"after {run.step} steps")
    for name, part in (("training", run.train), ("test", run.test)):
        loss, right = run.measure(part)
        if len(part[1]):
            words = f", {right} of {len(part[1])} right" if run.classes else ""
            print(f"{run.settings['loss']} on the {name} examples {loss:.6f}{words}")
    for number, (W, b, shape) in enumerate(run.network.layers, start=1):
        print(f"layer {number}, weights, a row an input, and biases:")
        print(run.network.theta[W].reshape(shape))
        print(run.network.theta[b])


if __name__ == "__main__":
    main()
