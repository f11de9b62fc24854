"""Every gradient of the 2–2–1 network by four roads: the formulas of the hand, matrices, nudges and autodiff.

One row a parameter; how far each road ends from the hand formula, on a logarithmic scale.
(Longer than 60 lines for the facts that fill the page's table of differences.)
Page: Backpropagation in matrices. Source: Nielsen (2015), chapter 2; the only figure of the page that needs TensorFlow.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.worked import one_neuron
from figures.learning.worked.oracles import pytorch_network, tensorflow_network, tensorflow_neuron
from figures.learning.worked.two_two_one import (
    ENTRIES,
    by_complex_step,
    by_five_points,
    by_matrices,
    by_nudges,
    hand,
    parameters,
)
from figures.neural import Array
from figures.neural.gradient_check import STEP
from figures.neural.scalar_graph import Number
from figures.shapes.digits import scientific
from figures.style import colours

ZERO = 1e-18  # where a difference of exactly 0 is drawn
NAMES = ("$w_{11}$", "$w_{12}$", "$w_{21}$", "$w_{22}$", "$b_1$", "$b_2$", "$v_1$", "$v_2$", "$c$")


def distances(found: Sequence[Array], by_hand: dict[str, float]) -> dict[str, float]:
    """By parameter: how far a gradient, given as arrays, is from the one by hand."""
    return {name: abs(float(found[array][place]) - by_hand[name]) for name, (array, place) in ENTRIES.items()}


def experiment() -> dict[str, Any]:
    """By parameter: the gradient by hand, and how far the other roads are from it."""
    roads = {
        "matrices": by_matrices(parameters()),
        "nudges": by_nudges(parameters()),
        "tensorflow": tensorflow_network(),
    }
    if (torch := pytorch_network()) is not None:
        roads["pytorch"] = torch
    by_hand = hand()
    off = {road: distances(found, by_hand) for road, found in roads.items()}
    closer = {"five_points": by_five_points(), "complex_step": by_complex_step()}
    nearest = {way: max(distances(found, by_hand).values()) for way, found in closer.items()}
    neuron = one_neuron.hand()
    judged = tensorflow_neuron()
    numbers = {name: Number(getattr(one_neuron, name.upper())) for name in neuron}
    ((numbers["w"] * numbers["x"] + numbers["b"]).sigmoid() - numbers["y"]).square().backward()
    off_neuron = {
        "circuit": {name: abs(numbers[name].grad - neuron[name]) for name in neuron},
        "nudges": {name: abs(slope - neuron[name]) for name, slope in one_neuron.by_nudges(STEP).items()},
        "tensorflow": {name: abs(judged[name] - neuron[name]) for name in neuron},
    }
    worst = {road: max(each.values()) for road, each in off.items()}
    asked = "it is not installed here"
    if torch is not None:
        off_by = f"off by at most {scientific(worst['pytorch'])}"
        asked = f"here it is {off_by if worst['pytorch'] else 'equal to the hand in every digit'}"
    text = {road: {name: scientific(each) for name, each in found.items()} for road, found in off.items()}
    text_neuron = {road: {name: scientific(each) for name, each in found.items()} for road, found in off_neuron.items()}
    return {
        "hand": {name: by_hand[name] for name in ENTRIES},
        "off": off,
        "neuron": neuron,
        "off_neuron": off_neuron,
        "closer": nearest,
        "worst": worst,
        "text": text
        | {
            "closer": {way: scientific(each) for way, each in nearest.items()},
            "worst": {road: scientific(each) for road, each in worst.items()},
        },
        "text_neuron": text_neuron,
        "roads": len(roads) + 1,
        "step": scientific(STEP),
        "pytorch": asked,
    }


def draw(off: dict[str, dict[str, float]]) -> Figure:
    """Dots in rows; what is exactly equal stands on the left."""
    figure = Figure(figsize=(5.2, 4.8))
    axes = figure.subplots()
    looks = {
        "nudges": ("v", colours.INK, 0),
        "matrices": ("D", colours.FOURTH, -0.31),  # NumPy's sign, as that of the libraries in all figures
        "tensorflow": ("o", colours.FIRST, 0.31),
        "pytorch": ("s", colours.SECOND, 0),
    }
    for road, (marker, colour, shift) in looks.items():
        if road in off:
            places = np.maximum(list(off[road].values()), ZERO)
            axes.semilogx(places, np.arange(len(NAMES)) + shift, marker, color=colour, ms=5)
    for word, x, row, road in (
        ("PyTorch", 1.4e-17, -2.05, "pytorch"),
        ("matrices", 1.4e-17, -1.4, "matrices"),
        ("TensorFlow", 1.4e-17, -0.75, "tensorflow"),
        ("nudges", 3e-12, -0.75, "nudges"),
    ):
        if road in off:
            axes.text(x, row, word, color=looks[road][1], ha="center")
    axes.set(xlim=(5e-19, 1e-10), ylim=(8.7, -2.7), yticks=range(len(NAMES)), yticklabels=NAMES)
    axes.set(xticks=[1e-18, 1e-16, 1e-14, 1e-12, 1e-10], xlabel="distance from the formula of the hand")
    axes.set_xticklabels(["0", *(rf"$\mathdefault{{10^{{{power}}}}}$" for power in (-16, -14, -12, -10))])
    axes.minorticks_off()
    return figure
