"""Loads one figure script and calls its two functions, holding it to the contract between them."""

import importlib.util
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib
from matplotlib import style
from matplotlib.figure import Figure

from figures.engine.drawing.controls import Choice, Control, Slider, Steps, Toggle, controls_of
from figures.engine.drawing.data import facts_of
from figures.engine.drawing.labels import set_labels
from figures.engine.drawing.lettering import measure_with
from figures.engine.drawing.numbers import is_scalar
from figures.engine.drawing.pdf import set_pdfs
from figures.engine.drawing.reads import FreshLoader
from figures.engine.drawing.replay import Recording
from figures.engine.drawing.seeds import refuse_unseeded
from figures.engine.project.faults import Fault, FigureError
from figures.engine.typefaces.chosen import Typefaces


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


def load(script: Path) -> ModuleType:
    """Import the script under its stem, from its source as it is now."""
    spec = importlib.util.spec_from_loader(script.stem, FreshLoader(script.stem, str(script)), origin=str(script))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(script)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    return module


def call(module: ModuleType, settings: Mapping[str, str]) -> Drawn:
    """experiment(), then draw() with its numbers and, where given, other settings of its controls (as text).

    A script whose draw has controls may have a third function, facts(), that takes numbers and controls like draw and
    returns the scalars that depend on the setting.
    Raises FigureError where the two do not fit together; whatever the script itself raises goes through.
    """
    draw = module.draw
    try:
        controls = controls_of(draw)
    except ValueError as error:
        raise FigureError(Fault(str(error), line=_line(draw))) from error
    _check_signatures(module)
    numbers = module.experiment() if hasattr(module, "experiment") else {}
    if not isinstance(numbers, Mapping):
        raise FigureError(Fault(f"experiment() returned {type(numbers).__name__}; expected a dict of the numbers "
                                "that draw takes by name", line=_line(module.experiment)))
    parameters = inspect.signature(draw).parameters
    if both := next((name for name in numbers if name in controls), None):
        raise FigureError(Fault(f"experiment() gives {both}, which is also a control of draw; rename one of them",
                                line=_line(module.experiment)))
    for name, parameter in parameters.items():
        if name not in numbers and parameter.default is inspect.Parameter.empty:
            raise FigureError(Fault(f"draw takes {name!r}, which experiment() does not give; it gives "
                                    f"{', '.join(map(str, numbers)) or 'nothing'}", line=_line(draw)))
    taken = {name: numbers[name] for name in parameters if name in numbers and name not in controls}
    _check_all_taken(module, numbers, {*taken, *_parameters(module, "facts")})
    chosen = {name: _setting(name, text, controls) for name, text in settings.items()}
    defaults = {name: parameters[name].default for name in controls} | chosen
    drawing = partial(draw, **taken, **chosen)
    recording = Recording(drawing) if controls else None
    figure = recording.figure if recording else drawing()
    if not isinstance(figure, Figure):
        raise FigureError(Fault(
            f"draw returned {type(figure).__name__}; expected a Matplotlib Figure", line=_line(draw)))
    try:
        refuse_unseeded()
    except FigureError as error:
        raise FigureError(replace(error.faults[0], line=_line(getattr(module, "experiment", draw)))) from None
    return Drawn(figure, numbers, taken, controls, partial(draw, **taken), _facts(module, numbers, controls), defaults,
                 recording)


def _check_signatures(module: ModuleType) -> None:
    """Raises FigureError for functions that the engine cannot call."""
    for name in ("experiment", "draw", "facts"):
        function = getattr(module, name, None)
        if function is None and name != "draw":
            continue
        if not callable(function):
            raise FigureError(Fault(f"{name} is {type(function).__name__}; expected a function"))
        for parameter in inspect.signature(function).parameters.values():
            if name == "experiment" and parameter.default is parameter.empty and (
                    parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)):
                raise FigureError(Fault(f"experiment takes {parameter.name!r}, which nobody gives; make it a constant, "
                                        "or give it a default", line=_line(function)))
            if name != "experiment" and parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
                raise FigureError(Fault(f"{name} takes {parameter}; expected each number and control by its own name",
                                        line=_line(function)))


def _parameters(module: ModuleType, name: str) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(getattr(module, name)).parameters if hasattr(module, name) else {}


def _check_all_taken(module: ModuleType, numbers: Mapping[str, Any], taken: set[str]) -> None:
    """Raises FigureError for an array that neither draw nor facts takes: it would reach no reader."""
    for name, value in numbers.items():
        if name not in taken and not isinstance(value, Mapping) and not is_scalar(value):
            raise FigureError(Fault(f"experiment() gives {name}, an array that neither draw nor facts takes; what draw "
                                    "takes can be downloaded, so let it take the array or leave it out",
                                    line=_line(module.experiment)))


def _facts(module: ModuleType, numbers: Mapping[str, Any], controls: Mapping[str, Control]
           ) -> Callable[..., dict[str, Any]]:
    """The script's facts() with its numbers bound; without one, a function that knows none."""
    if not hasattr(module, "facts"):
        return lambda **_: {}
    names = inspect.signature(module.facts).parameters
    for name in names:
        if name not in numbers and name not in controls:
            raise FigureError(Fault(f"facts takes {name!r}, which is neither a number that experiment() gives nor a "
                                    "control of draw", line=_line(module.facts)))
    bound = partial(module.facts, **{name: numbers[name] for name in names if name in numbers and name not in controls})

    def facts(**setting: Any) -> dict[str, Any]:
        told = bound(**{name: value for name, value in setting.items() if name in names})
        try:
            return facts_of(told, "facts")
        except FigureError as error:
            raise FigureError(replace(error.faults[0], line=_line(module.facts))) from None

    return facts


def apply_style(root: Path, salt: str) -> None:
    """Matplotlib's defaults, the project's layers over them in the order of their names, its typefaces, and ids that
    repeat."""
    matplotlib.rcdefaults()
    style.use([str(layer) for layer in sorted((root / "figures" / "style").glob("*.mplstyle"))])
    measure_with(Typefaces(root))
    set_labels()
    set_pdfs()
    matplotlib.rcParams.update({"svg.hashsalt": salt, "svg.fonttype": "none"})


def _setting(name: str, text: str, controls: Mapping[str, Control]) -> Any:
    """The text of a --set as the value that the control's kind takes; a number need not lie in the range."""
    if name not in controls:
        from figures.engine.project.names import unknown

        raise FigureError(Fault(unknown(name, "control", controls)))
    control = controls[name]
    try:
        match control:
            case Slider():
                return float(text)
            case Steps():
                return int(text)
            case Toggle():
                return {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}[text.lower()]
            case Choice(options=options):
                return options[options.index(text)]
    except (ValueError, KeyError) as error:
        expected = {Slider: "a number", Steps: "a whole number", Toggle: "true or false"}.get(
            type(control), f"one of {', '.join(map(str, control.values()))}")
        raise FigureError(Fault(f"control {name}: expected {expected}, got {text!r}")) from error


def _line(function: Callable[..., Any]) -> int:
    return function.__code__.co_firstlineno if hasattr(function, "__code__") else 0
