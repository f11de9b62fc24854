"""The settings of controls: all of them in one order, those to compare, and how messages name them."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from math import prod
from typing import Any

from figures.engine.drawing.controls import MOST, Control
from figures.engine.drawing.data import by_path
from figures.engine.project.faults import Fault, FigureError

MOST_ANEW = 500  # settings of one that is drawn anew for each: half a minute
COMPARED = 3  # settings at least, of those there are


def settings_of(controls: dict[str, Control]) -> list[dict[str, Any]]:
    """Every setting of the controls, the last one changing fastest. Raises FigureError if there are too many."""
    values = [control.values() for control in controls.values()]
    if (count := prod(map(len, values))) > MOST:
        raise FigureError(
            Fault(
                f"the controls have {_sizes(controls)} = {count} settings; at most {MOST} are drawn, "
                "so make steps larger or ranges smaller"
            )
        )
    return [dict(zip(controls, choice, strict=True)) for choice in product(*values)]


def samples(controls: dict[str, Control], defaults: dict[str, Any]) -> list[int]:
    """The settings to compare: the default, all corners, and one in the middle if these are few."""
    values = [control.values() for control in controls.values()]
    shape = [len(options) for options in values]
    places = {tuple(corner) for corner in product(*((0, length - 1) for length in shape))}
    places.add(tuple(options.index(value) for value, options in zip(defaults.values(), values, strict=True)))
    if len(places) < COMPARED:
        places.add(tuple(length // 2 for length in shape))
    return sorted(_number(place, shape) for place in places)


def _number(place: Sequence[int], shape: Sequence[int]) -> int:
    number = 0
    for at, length in zip(place, shape, strict=True):
        number = number * length + at
    return number


def spoken(setting: dict[str, Any]) -> str:
    """weight = 2, bias = 0"""
    return ", ".join(f"{name} = {value}" for name, value in setting.items())


def at_setting(setting: dict[str, Any], call: Callable[[], Any]) -> Any:
    """The result of the call; an error says the setting at which it came."""
    try:
        return call()
    except Exception as error:
        error.add_note(f"at {spoken(setting)}")
        raise


def shape_of(controls: dict[str, Control]) -> tuple[int, ...]:
    """How many values each control has."""
    return tuple(len(control.values()) for control in controls.values())


def refuse_too_many(controls: dict[str, Control], count: int, reason: str) -> None:
    """Raises FigureError for more settings than can be drawn anew, each on a figure of its own."""
    if count > MOST_ANEW:
        raise FigureError(
            Fault(
                f"{reason}, so that each setting needs a drawing of its own, and {_sizes(controls)} = {count} are more "
                f"than the {MOST_ANEW} that are made; make steps larger or ranges smaller, or let the controls change "
                "nothing but marks"
            )
        )


def _sizes(controls: dict[str, Control]) -> str:
    """17 (weight) × 5 (bias)"""
    return " × ".join(f"{len(control.values())} ({name})" for name, control in controls.items())


def facts_at(settings: list[dict[str, Any]], facts: Callable[..., dict[str, Any]]) -> dict[str, list[Any]]:
    """What facts() gives at each setting, by name. Raises FigureError where the names differ."""
    told = [by_path(at_setting(setting, partial(facts, **setting))) for setting in settings]
    for setting, each in zip(settings, told, strict=True):
        if odd := next(iter(each.keys() ^ told[0].keys()), None):
            raise FigureError(
                Fault(
                    f"facts() gives {odd} at some settings and not at others ({spoken(settings[0])} "
                    f"and {spoken(setting)} differ); give the same names at each"
                )
            )
    return {name: [each[name] for each in told] for name in told[0]}
