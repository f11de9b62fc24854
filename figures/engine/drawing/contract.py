"""The contract of a script: which functions the engine can call, and that what they give is taken."""

import inspect
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

from figures.engine.drawing.controls import Choice, Control, Slider, Steps, Toggle, control_in
from figures.engine.drawing.numbers import is_scalar
from figures.engine.drawing.seeds import refuse_unseeded
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.names import unknown


def check_signatures(module: ModuleType) -> None:
    """Raises FigureError for functions that the engine cannot call."""
    for name in ("experiment", "draw", "facts"):
        function: Any = getattr(module, name, None)
        if not hasattr(module, name) and name != "draw":
            continue
        if not (inspect.isroutine(inspect.unwrap(function)) if name == "draw" else callable(function)):
            raise FigureError(Fault(f"{name} is {type(function).__name__}; expected a function"))
        for parameter in inspect.signature(function).parameters.values():
            if name == "experiment" and (control := control_in(parameter.annotation)):
                raise FigureError(
                    Fault(
                        f"{name} takes {parameter.name!r} as a {type(control).__name__}; controls belong to draw: let "
                        "experiment() give the numbers of all settings, and draw or facts() choose among them",
                        line=first_line(function),
                    )
                )
            if (
                name == "experiment"
                and parameter.default is parameter.empty
                and (parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD))
            ):
                raise FigureError(
                    Fault(
                        f"experiment takes {parameter.name!r}, which nobody gives; make it a constant, "
                        "or give it a default",
                        line=first_line(function),
                    )
                )
            if name != "experiment" and parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
                raise FigureError(
                    Fault(
                        f"{name} takes {parameter}; expected each number and control by its own name",
                        line=first_line(function),
                    )
                )


def parameters_of(module: ModuleType, name: str) -> Mapping[str, inspect.Parameter]:
    """The parameters of a function of the script; none if it has no such function."""
    return inspect.signature(getattr(module, name)).parameters if hasattr(module, name) else {}


def check_all_taken(module: ModuleType, numbers: Mapping[str, Any], taken: set[str]) -> None:
    """Raises FigureError for an array that neither draw nor facts takes: it would reach no reader."""
    for name, value in numbers.items():
        if name not in taken and not isinstance(value, Mapping) and not is_scalar(value):
            raise FigureError(
                Fault(
                    f"experiment() gives {name}, an array that neither draw nor facts takes; what draw "
                    "takes can be downloaded, so let it take the array or leave it out",
                    line=first_line(module.experiment),
                )
            )


def check_seeded(module: ModuleType) -> None:
    """Raises FigureError if the script has drawn random numbers without a seed."""
    try:
        refuse_unseeded()
    except FigureError as error:
        line = first_line(getattr(module, "experiment", module.draw))
        raise FigureError(replace(error.faults[0], line=line)) from None


def setting_of(name: str, text: str, controls: Mapping[str, Control]) -> Any:
    """The text of a --set as the value that the control's kind takes; a number need not lie in the range."""
    if name not in controls:
        raise FigureError(Fault(unknown(name, "control", controls)))
    control = controls[name]
    try:
        match control:
            case Slider():
                return _on_slider(control, float(text))
            case Steps():
                return int(text)
            case Toggle():
                return {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}[text.lower()]
            case Choice(options=options):
                return options[options.index(text)]
    except (ValueError, KeyError) as error:
        expected = {Slider: "a number", Steps: "a whole number", Toggle: "true or false"}.get(
            type(control), f"one of {', '.join(map(str, control.values()))}"
        )
        raise FigureError(Fault(f"control {name}: expected {expected}, got {text!r}")) from error


def _on_slider(control: Slider, number: float) -> float:
    """The number as the slider gives it: a whole one where it counts in whole numbers. Raises ValueError."""
    if not math.isfinite(number):
        raise ValueError(number)
    counts = all(isinstance(value, int) for value in (control.low, control.high, control.step))
    return int(number) if counts and number.is_integer() else number


def first_line(function: Callable[..., Any]) -> int:
    """Where the function begins in its file; 0 if it is no function of Python."""
    return function.__code__.co_firstlineno if hasattr(function, "__code__") else 0
