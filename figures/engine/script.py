"""Loads one figure script and calls its two functions, holding it to the contract between them."""

import importlib.util
import inspect
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib
import numpy as np
from matplotlib import style
from matplotlib.figure import Figure

from figures.engine.controls import Choice, Control, Slider, Steps, Toggle, controls_of
from figures.engine.data import facts_of
from figures.engine.faults import Fault, FigureError
from figures.engine.labels import set_labels
from figures.engine.lettering import measure_with
from figures.engine.observe import FreshLoader
from figures.engine.randomness import calm_imports
from figures.engine.replay import Replay
from figures.engine.typefaces import Typefaces

UNSEEDED = "random numbers without a seed; take them from numpy.random.default_rng(seed)"


def _global_randomness() -> tuple[Any, ...]:
    state: Any = np.random.get_state()  # noqa: NPY002 - the old global generator is what must not be used
    return state[1].tobytes(), *state[2:]


UNTOUCHED = _global_randomness()


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


def load(script: Path) -> ModuleType:
    """Import the script under its stem, from its source as it is now; from here on, randomness needs a seed."""
    calm_imports()
    _forbid_unseeded()
    spec = importlib.util.spec_from_loader(script.stem, FreshLoader(script.stem, str(script)), origin=str(script))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(script)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    return module


def call(module: ModuleType, settings: Mapping[str, str], replay: Replay) -> Drawn:
    """experiment(), then draw() with its numbers and, where given, other settings of its controls (as text).

    A script whose draw has controls may have a third function, facts(), that takes numbers and controls like draw and
    returns the scalars that depend on the setting. `replay` records the call of draw.
    Raises FigureError where the two do not fit together; whatever the script itself raises goes through.
    """
    draw = module.draw
    try:
        controls = controls_of(draw)
    except ValueError as error:
        raise FigureError(Fault(str(error), line=_line(draw))) from error
    numbers = module.experiment() if hasattr(module, "experiment") else {}
    if not isinstance(numbers, Mapping):
        raise FigureError(Fault(f"experiment() returned {type(numbers).__name__}; expected a dict of the numbers "
                                "that draw takes by name", line=_line(module.experiment)))
    parameters = inspect.signature(draw).parameters
    for name, parameter in parameters.items():
        if name not in numbers and parameter.default is inspect.Parameter.empty:
            raise FigureError(Fault(f"draw takes {name!r}, which experiment() does not give; it gives "
                                    f"{', '.join(map(str, numbers)) or 'nothing'}", line=_line(draw)))
    taken = {name: numbers[name] for name in parameters if name in numbers and name not in controls}
    chosen = {name: _setting(name, text, controls) for name, text in settings.items()}
    defaults = {name: parameters[name].default for name in controls} | chosen
    with replay.recording() if controls else nullcontext():
        figure = draw(**taken, **chosen)
    if not isinstance(figure, Figure):
        raise FigureError(Fault(
            f"draw returned {type(figure).__name__}; expected a Matplotlib Figure", line=_line(draw)))
    if _global_randomness() != UNTOUCHED:
        raise FigureError(Fault(UNSEEDED, line=_line(getattr(module, "experiment", draw))))
    return Drawn(figure, numbers, taken, controls, partial(draw, **taken), _facts(module, numbers, controls), defaults)


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
    return lambda **setting: facts_of(bound(**{name: value for name, value in setting.items() if name in names}))


def apply_style(root: Path, salt: str) -> None:
    """Matplotlib's defaults, the project's layers over them in the order of their names, its typefaces, and ids that
    repeat."""
    matplotlib.rcdefaults()
    style.use([str(layer) for layer in sorted((root / "figures" / "style").glob("*.mplstyle"))])
    measure_with(Typefaces(root))
    set_labels()
    matplotlib.rcParams.update({"svg.hashsalt": salt, "svg.fonttype": "none"})


def _setting(name: str, text: str, controls: Mapping[str, Control]) -> Any:
    """The text of a --set as the value that the control's kind takes; a number need not lie in the range."""
    if name not in controls:
        from figures.engine.project import unknown

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


def _forbid_unseeded() -> None:
    seeded = np.random.default_rng

    def default_rng(seed: Any = None) -> np.random.Generator:
        if seed is None and not _in_a_library_being_imported():
            raise FigureError(Fault(UNSEEDED))
        return seeded(seed)

    np.random.default_rng = default_rng


def _in_a_library_being_imported() -> bool:
    """Whether the innermost module that is being run is a library's: Keras makes a generator when it is loaded."""
    frame = inspect.currentframe()
    while frame and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    return frame is not None and "site-packages" in frame.f_code.co_filename


def _line(function: Callable[..., Any]) -> int:
    return function.__code__.co_firstlineno if hasattr(function, "__code__") else 0
