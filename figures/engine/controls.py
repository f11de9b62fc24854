"""Controls: what a reader may turn, declared in the type of a keyword-only parameter of `draw`.

    def draw(x, *, weight: Annotated[float, Slider(-4, 4, step=0.25, symbol="w")] = 1.0): ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Annotated, Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high` in steps of `step`; `symbol` is how formulas write it (TeX), `unit` follows it."""

    low: float
    high: float
    step: float
    symbol: str = ""
    unit: str = ""

    def values(self) -> list[float]:
        """Every setting, low to high; both ends belong to it."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + i * self.step, 10) for i in range(count + 1)]

    def fault(self) -> str | None:
        """What is wrong with the range, or None."""
        if not self.low < self.high:
            return f"expected low < high, got {self.low} and {self.high}"
        steps = (self.high - self.low) / self.step if self.step > 0 else 0.5
        if abs(steps - round(steps)) > 1e-9:
            return f"step {self.step} does not divide the range {self.low} to {self.high} evenly"
        return None


@dataclass(frozen=True)
class Choice:
    """One of several named options."""

    options: tuple[str, ...]
    symbol: str = ""

    def __init__(self, *options: str, symbol: str = "") -> None:
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "symbol", symbol)

    def values(self) -> list[str]:
        """The options in the order given."""
        return list(self.options)

    def fault(self) -> str | None:
        """What is wrong with the options, or None."""
        if len(self.options) < 2 or len(set(self.options)) < len(self.options):
            return f"expected two or more different options, got {self.options}"
        return None


@dataclass(frozen=True)
class Toggle:
    """Off or on."""

    symbol: str = ""

    def values(self) -> list[bool]:
        """Off, then on."""
        return [False, True]

    def fault(self) -> None:
        """A toggle cannot be declared wrongly."""


@dataclass(frozen=True)
class Steps:
    """The whole numbers 0 to `last`, a sequence that can be played, paused and stepped."""

    last: int
    symbol: str = ""
    unit: str = ""

    def values(self) -> list[int]:
        """0, 1, …, last."""
        return list(range(self.last + 1))

    def fault(self) -> str | None:
        """What is wrong with the length, or None."""
        return None if self.last >= 1 else f"expected at least one step, got last = {self.last}"


Control = Slider | Choice | Toggle | Steps


def controls_of(draw: Callable[..., Any]) -> dict[str, Control]:
    """The controls that `draw` declares, by parameter name.

    Raises ValueError for a control with a faulty range or a default that it cannot reach.
    """
    hints = get_type_hints(draw, include_extras=True)
    found: dict[str, Control] = {}
    for name, parameter in signature(draw).parameters.items():
        hint = hints.get(name)
        marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        control = next((mark for mark in marks if isinstance(mark, Control)), None)
        if control is None:
            continue
        fault = control.fault()
        if fault is None and parameter.kind is not Parameter.KEYWORD_ONLY:
            fault = "a control belongs after the * in the parameters of draw"
        if fault is None and parameter.default is Parameter.empty:
            fault = "it has no default, which is what the figure shows at first"
        if fault is None and parameter.default not in control.values():
            fault = f"the default {parameter.default!r} is not one of its settings"
        if fault is not None:
            raise ValueError(f"control {name}: {fault}")
        found[name] = control
    return found
