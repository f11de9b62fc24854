"""Controls: what a reader may turn, declared in the type of a keyword-only parameter of `draw`.

def draw(x, *, weight: Annotated[float, Slider(-4, 4, step=0.25, symbol="w")] = 1.0): ...
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Annotated, Any, get_args, get_origin, get_type_hints

MOST = 2000  # settings of one figure: about ten seconds of drawing


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high` in steps of `step`; `symbol` is how formulas write it (TeX), `unit` follows it."""

    low: float
    high: float
    step: float
    symbol: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        _make_plain(self, "low", "high", "step")

    def values(self) -> list[float]:
        """Every setting, low to high; both ends belong to it."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + i * self.step, 10) for i in range(count + 1)]

    def fault(self) -> str | None:
        """What is wrong with the range, or None."""
        for name in ("low", "high", "step"):
            if not (_is_number(value := getattr(self, name)) and math.isfinite(value)):
                return f"expected {name} as a number, got {value!r}"
        if not self.low < self.high:
            return f"expected low < high, got {self.low} and {self.high}"
        steps = (self.high - self.low) / self.step if self.step > 0 else 0.5
        if steps >= MOST:
            return f"step {self.step} gives {steps + 1:.0f} settings; at most {MOST} are drawn, so make it larger"
        if abs(steps - round(steps)) > 1e-9:
            return f"step {self.step} does not divide the range {self.low} to {self.high} evenly"
        if len(set(self.values())) <= round(steps):
            return f"step {self.step} is too small to tell settings apart; count in a smaller unit"
        return _text_fault(self, "symbol", "unit")

    def takes(self, value: Any) -> bool:
        """Whether that is one of the settings."""
        return _is_number(value) and value in self.values()


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
        if not all(isinstance(option, str) and option.strip() for option in self.options):
            return f"expected options as text, got {', '.join(map(repr, self.options))}"
        if len(self.options) < 2 or len(set(self.options)) < len(self.options):
            return f"expected two or more different options, got {self.options}"
        return _text_fault(self, "symbol")

    def takes(self, value: Any) -> bool:
        """Whether that is one of the settings."""
        return isinstance(value, str) and value in self.options


@dataclass(frozen=True)
class Toggle:
    """Off or on."""

    symbol: str = ""

    def values(self) -> list[bool]:
        """Off, then on."""
        return [False, True]

    def fault(self) -> str | None:
        """What is wrong with the symbol, or None."""
        return _text_fault(self, "symbol")

    def takes(self, value: Any) -> bool:
        """Whether that is one of the settings."""
        return isinstance(value, bool)


@dataclass(frozen=True)
class Steps:
    """The whole numbers 0 to `last`, a sequence that can be played, paused and stepped; `says` gives each of them the
    words that readers see and hear instead: says=["epoch 0", "epoch 5", "epoch 50"]."""

    last: int
    symbol: str = ""
    unit: str = ""
    says: Sequence[str] = ()

    def __post_init__(self) -> None:
        _make_plain(self, "last")

    def values(self) -> list[int]:
        """0, 1, …, last."""
        return list(range(self.last + 1))

    def fault(self) -> str | None:
        """What is wrong with the length, or None."""
        if not isinstance(self.last, int) or isinstance(self.last, bool):
            return f"expected last as a whole number, got {self.last!r}"
        if self.last < 1:
            return f"expected at least one step, got last = {self.last}"
        if self.last >= MOST:
            return f"{self.last} steps are too many; at most {MOST} settings are drawn"
        return self._said_wrong() or _text_fault(self, "symbol", "unit")

    def _said_wrong(self) -> str | None:
        if not isinstance(self.says, (list, tuple)):
            return f"expected says as a list of texts, got {self.says!r}"
        if self.says == ():
            return None
        for text in self.says:
            if not (isinstance(text, str) and text.strip() and text.isprintable()):
                return f"expected each text of says in one line, got {text!r}"
        if len(self.says) != self.last + 1:
            return f"expected {self.last + 1} texts in says, one for each of 0 to {self.last}, got {len(self.says)}"
        return "a unit follows a number, and says has words for it; leave one of them out" if self.unit else None

    def takes(self, value: Any) -> bool:
        """Whether that is one of the settings."""
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= self.last


Control = Slider | Choice | Toggle | Steps
EXAMPLES: dict[type, str] = {
    Slider: "Slider(0, 4, step=0.5)",
    Choice: 'Choice("one", "other")',
    Toggle: "Toggle()",
    Steps: "Steps(10)",
}


def controls_of(draw: Callable[..., Any]) -> dict[str, Control]:
    """The controls that `draw` declares, by parameter name.

    Raises ValueError for a control with a faulty range or a default that it cannot reach.
    """
    try:
        hints = get_type_hints(draw, include_extras=True)
    except Exception as error:  # one that is written as text can be wrong in any way
        wrong = f"cannot be read: {type(error).__name__}: {error}"
        if isinstance(error, NameError):
            wrong = f"name {error.name}, which the script does not import"
        raise ValueError(f"the types of draw's parameters {wrong}") from error
    found: dict[str, Control] = {}
    for name, parameter in signature(draw).parameters.items():
        hint = hints.get(name)
        marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        controls = [mark for mark in marks if isinstance(mark, Control)]
        bare = next(
            (
                each
                for each in (*marks, hint, parameter.default)
                if isinstance(each, type) and issubclass(each, Control)
            ),
            None,
        )
        if bare is not None:
            raise ValueError(f"control {name}: {bare.__name__} is a kind of control; say which, as in {EXAMPLES[bare]}")
        if not controls:
            if inner := control_in(hint):
                kind = type(inner).__name__
                got = f"{kind}(…) alone" if inner is hint else str(hint)
                raise ValueError(f"control {name}: expected Annotated[type, {kind}(…)] as its type, got {got}")
            if isinstance(parameter.default, Control):
                raise ValueError(
                    f"control {name}: a control is written as its type, Annotated[type, "
                    f"{type(parameter.default).__name__}(…)], and the value at first behind ="
                )
            continue
        control = controls[0]
        fault = control.fault() if len(controls) == 1 else "it is declared twice"
        if type(control) not in EXAMPLES:
            known = ", ".join(kind.__name__ for kind in EXAMPLES)
            fault = f"{type(control).__name__} is a kind of its own; take one of {known}"
        if fault is None and parameter.kind is not Parameter.KEYWORD_ONLY:
            fault = "a control belongs after the * in the parameters of draw"
        if fault is None and parameter.default is Parameter.empty:
            fault = "it has no default, which is what the figure shows at first"
        if fault is None and not control.takes(parameter.default):
            fault = f"the default {parameter.default!r} is not one of its settings"
        if fault is not None:
            raise ValueError(f"control {name}: {fault}")
        found[name] = control
    return found


def control_in(hint: Any) -> Control | None:
    """The first control that a type names, however deep."""
    if isinstance(hint, Control):
        return hint
    parts = hint if isinstance(hint, (tuple, list)) else get_args(hint)
    return next((inner for part in parts if (inner := control_in(part))), None)


def how_made(message: str) -> str:
    """What a control takes, if a message is about how one was made; otherwise nothing."""
    for kind, example in EXAMPLES.items():
        if message.startswith(f"{kind.__name__}.__init__() "):
            parameters = ", ".join(signature(kind).parameters)
            return f"; a {kind.__name__} takes {parameters}, as in {example}"
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _make_plain(control: Any, *names: str) -> None:
    """Numbers of NumPy become Python's own, which pages can be told."""
    for name in names:
        if getattr(value := getattr(control, name), "ndim", None) == 0:
            object.__setattr__(control, name, value.item())


def _text_fault(control: Any, *names: str) -> str | None:
    for name in names:
        if not isinstance(text := getattr(control, name), str):
            return f"expected {name} as text, got {text!r}"
        if not text.isprintable():
            return f"expected {name} as text on one line, got {text!r}"
    return None
