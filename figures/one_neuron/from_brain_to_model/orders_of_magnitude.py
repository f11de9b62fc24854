"""A brain has more connections than a large network has weights, and each is slower and cheaper by far.

Three logarithmic scales: how many, how long one act takes, how much energy it needs; brains in blue, machines in
orange. Page: From brain to model. Source: Azevedo et al. (2009), cells; Pakkenberg et al. (2003), synapses; Bean
(2007), spikes; Raichle and Gusnard (2002), watts; Brown et al. (2020), weights of a language model; Horowitz (2014),
joules of a circuit. What is quoted here is rounded there too.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator

from figures.neural import Array
from figures.style import colours

CELLS, SYNAPSES = 8.6e10, 1.5e14  # of the brain; of the neocortex alone
CORTICAL_CELLS = 2.1e10  # whose synapses those are
WEIGHTS = 1.75e11  # of a language model of 2020
SPIKE, CLOCK = 1e-3, 1e-9  # seconds: a spike; a tick of a processor of one gigahertz
WATTS = 20.0  # of the brain
MULTIPLY, ADD = 3.7e-12, 0.9e-12  # joules, numbers of 32 bits, in circuits of 45 nanometres


def one_digit(value: float) -> float:
    """Rounded to one digit: the numbers that it comes from are no better known."""
    return float(f"{value:.0e}")


def experiment() -> dict[str, Any]:
    """The quoted numbers and what follows from them."""
    joules = WATTS / SYNAPSES  # in a second, if all of the brain's energy went into these synapses: more than it can be
    return {
        "many": np.array([CELLS, SYNAPSES, WEIGHTS]), "seconds": np.array([SPIKE, CLOCK]),
        "joules": np.array([joules, MULTIPLY + ADD]), "cells_in_thousand_millions": CELLS / 1e9,
        "synapses_a_cell": one_digit(SYNAPSES / CORTICAL_CELLS), "synapses_a_weight": one_digit(SYNAPSES / WEIGHTS),
        "ticks_a_spike": SPIKE / CLOCK, "seconds_a_product": one_digit((MULTIPLY + ADD) / joules), "watts": WATTS,
    }  # fmt: skip


def draw(many: Array, seconds: Array, joules: Array) -> Figure:
    """Three scales, one under the other."""
    figure = Figure(figsize=(5.2, 4.6))
    panels = figure.subplots(3, 1)
    brain, machine = colours.FIRST, colours.SECOND
    scales = (
        ("how many", many, (brain, brain, machine), ("cells", "synapses", "weights of a large model"), (1e9, 1e16)),
        ("seconds for one act", seconds, (brain, machine), ("spike", "tick of a clock"), (1e-10, 1e-1)),
        ("joules", joules, (brain, machine), ("one synapse for a\nsecond, at most", "multiply and add once"),
         (1e-14, 1e-10)),
    )  # fmt: skip
    for axes, (title, values, inks, names, limits) in zip(panels, scales, strict=True):
        for k, (value, ink, name) in enumerate(zip(values, inks, names, strict=True)):
            beside = k == 2
            axes.plot(value, 0, "o" if ink is brain else "s", color=ink, ms=9, clip_on=False)
            axes.text(value * 1.6 if beside else value, 0 if beside else 0.35, name, color=ink,
                      ha="left" if beside else "center", va="center" if beside else "bottom")  # fmt: skip
        axes.set(xscale="log", xlim=limits, ylim=(-1.2, 1.4), yticks=[], title=title)
        axes.xaxis.set_major_locator(LogLocator(numticks=20))  # a mark for each power of ten
        axes.minorticks_off()
        axes.spines["left"].set_visible(False)
    panels[0].legend(panels[0].lines[1:], ("brain", "machine"), loc="lower right", bbox_to_anchor=(1, 0.96), ncols=2,
                     handletextpad=0, labelcolor="linecolor", borderaxespad=0)  # fmt: skip
    return figure
