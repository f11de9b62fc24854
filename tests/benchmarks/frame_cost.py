"""What a frame costs at build time: python -m tests.benchmarks.frame_cost [FIGURE]

Without a name it measures a simple figure of two panels, one curve and one text in each, beside its static drawing.
Prints CPU milliseconds (the best of several runs: other work on the machine only adds) for the static SVG and for one
frame, and their ratio. Required: a frame of a simple two-panel figure costs at most 5 ms where the static drawing
costs about 100 ms, so at most a twentieth of it.
"""

import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Annotated

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.engine.drawing.frames import Source, replayed
from figures.engine.drawing.inline import fragment
from figures.engine.drawing.loading import load
from figures.engine.drawing.origin import Origins
from figures.engine.drawing.painting import Painting
from figures.engine.drawing.run import _colours
from figures.engine.drawing.script import call, declared
from figures.engine.drawing.settings import settings_of
from figures.engine.drawing.style import apply_style
from figures.engine.project.project import Project

ROOT = Path(__file__).resolve().parents[2]
X = np.linspace(-4, 4, 200)


def draw(*, weight: Annotated[float, Slider(-4, 4, 0.1, symbol="w")] = 1.0) -> Figure:
    """A curve and its slope."""
    figure = Figure()
    for axes, y in zip(figure.subplots(1, 2), (np.tanh(weight * X), weight / np.cosh(weight * X) ** 2), strict=True):
        axes.plot(X, y)
        axes.text(0, -1, f"weight {weight:.1f}")
        axes.set(xlim=(-4, 4), ylim=(-4, 4), xlabel="x")
    return figure


def measure(name: str, module: ModuleType) -> None:
    """Print the two costs."""
    apply_style(ROOT, name)
    painting = Painting(Origins(_colours(ROOT)), Path(str(module.__file__)))
    still = []
    for _ in range(3):
        began = time.process_time()
        painting.of(module.draw(**call_numbers(module)))
        still.append(time.process_time() - began)
    drawn = call(module, declared(module), {}, {})
    assert drawn.recording is not None
    signed = painting.of(drawn.figure)
    drawn.figure.set_layout_engine("none")
    settings, costs = settings_of(drawn.controls), []
    source = Source(
        drawn.controls,
        drawn.defaults,
        drawn.draw,
        drawn.facts,
        lambda setting: "",
        painting.check,
        lambda raw: fragment(painting.on_page(raw), name),
        lambda raw: raw,
    )
    for _ in range(3):
        began = time.process_time()
        replayed(source, settings, drawn.recording, signed)
        costs.append((time.process_time() - began) / len(settings))
    count = len(settings)
    print(
        f"{name}: static {min(still) * 1e3:.1f} ms, a frame {min(costs) * 1e3:.2f} ms ({count} frames), "
        f"ratio 1 : {min(still) / min(costs):.0f}"
    )


def call_numbers(module: ModuleType) -> dict[str, object]:
    """What draw takes from experiment."""
    import inspect

    numbers = module.experiment() if hasattr(module, "experiment") else {}
    parameters = inspect.signature(module.draw).parameters.values()
    return {item.name: numbers[item.name] for item in parameters if item.default is item.empty}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("one figure at a time: replaying changes Matplotlib for the rest of the process")
    if len(sys.argv) == 2:
        measure(sys.argv[1], load(Project(ROOT).script(sys.argv[1])))
    else:
        measure("two panels", sys.modules[__name__])
