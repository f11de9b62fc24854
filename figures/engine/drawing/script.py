"""Calls the functions of a figure script, holding it to the contract between them."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import Any

from matplotlib.figure import Figure

from figures.engine.drawing.contract import (
    check_all_taken,
    check_seeded,
    check_signatures,
    first_line,
    parameters_of,
    setting_of,
)
from figures.engine.drawing.controls import Control, controls_of
from figures.engine.drawing.data import facts_of
from figures.engine.drawing.replay import Recording
from figures.engine.project.faults import Fault, FigureError


@dataclass
class Drawn:
    """What a script gave: the picture, every number, the numbers that draw took, and the controls declared."""

    figure: Figure
    numbers: Mapping[str, Any]
    taken: dict[str, Any]
    controls: dict[str, Control]
    draw: Callable[..., Figure]  # again, at other settings of the controls
    facts: Callable[..., dict[str, Any]]  # those that depend on the setting
    defaults: dict[str, Any]
    recording: Recording | None  # of the call of draw, if there are controls


def declared(module: ModuleType) -> dict[str, Control]:
    """The controls of a script whose functions can be called. Raises FigureError where they cannot."""
    check_signatures(module)
    try:
        return controls_of(module.draw)
    except ValueError as error:
        raise FigureError(Fault(str(error), line=first_line(module.draw))) from error


def call(
    module: ModuleType, controls: dict[str, Control], numbers: Mapping[str, Any], settings: Mapping[str, str]
) -> Drawn:
    """draw() with the experiment's numbers and, where given, other settings of its controls (as text).

    A script whose draw has controls may have a third function, facts(), that takes numbers and controls like draw and
    returns the scalars that depend on the setting.
    Raises FigureError where they do not fit together; whatever the script itself raises goes through.
    """
    draw = module.draw
    parameters = inspect.signature(draw).parameters
    if both := next((name for name in numbers if name in controls), None):
        raise FigureError(
            Fault(
                f"experiment() gives {both}, which is also a control of draw; rename one of them",
                line=first_line(module.experiment),
            )
        )
    for name, parameter in parameters.items():
        if name not in numbers and parameter.default is inspect.Parameter.empty:
            raise FigureError(
                Fault(
                    f"draw takes {name!r}, which experiment() does not give; it gives "
                    f"{', '.join(map(str, numbers)) or 'nothing'}",
                    line=first_line(draw),
                )
            )
    taken = {name: numbers[name] for name in parameters if name in numbers and name not in controls}
    check_all_taken(module, numbers, {*taken, *parameters_of(module, "facts")})
    chosen = {name: setting_of(name, text, controls) for name, text in settings.items()}
    defaults = {name: parameters[name].default for name in controls} | chosen
    drawing = partial(draw, **taken, **chosen)
    recording = Recording(drawing) if controls else None
    figure = recording.figure if recording else drawing()
    if not isinstance(figure, Figure):
        raise FigureError(
            Fault(f"draw returned {type(figure).__name__}; expected a Matplotlib Figure", line=first_line(draw))
        )
    check_seeded(module)
    return Drawn(
        figure, numbers, taken, controls, partial(draw, **taken), _facts(module, numbers, controls), defaults, recording
    )


def _facts(
    module: ModuleType, numbers: Mapping[str, Any], controls: Mapping[str, Control]
) -> Callable[..., dict[str, Any]]:
    """The script's facts() with its numbers bound; without one, a function that knows none."""
    if not hasattr(module, "facts"):
        return lambda **_: {}
    names = inspect.signature(module.facts).parameters
    for name in names:
        if name not in numbers and name not in controls:
            raise FigureError(
                Fault(
                    f"facts takes {name!r}, which is neither a number that experiment() gives nor a control of draw",
                    line=first_line(module.facts),
                )
            )
    bound = partial(module.facts, **{name: numbers[name] for name in names if name in numbers and name not in controls})

    def facts(**setting: Any) -> dict[str, Any]:
        told = bound(**{name: value for name, value in setting.items() if name in names})
        try:
            return facts_of(told, "facts")
        except FigureError as error:
            raise FigureError(replace(error.faults[0], line=first_line(module.facts))) from None

    return facts
