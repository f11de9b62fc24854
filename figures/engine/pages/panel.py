"""The control panel under a figure, and the file of frames that it works with."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from figures.engine.drawing.tables import table

NUMBER = 9  # letters for which there is room beside any slider (engine.css)
SYMBOLIC = re.compile(r"[a-z]\d?")  # a parameter that is itself a symbol: w1 is written as its TeX alone


def panel(name: str, controls: Mapping[str, Mapping[str, Any]], number: str, frames: str, drag: str = "") -> str:
    """Native inputs for the controls of a figure; `frames` is the address of its frames, `drag` its grips."""
    dragged = f' data-drag="{drag}"' if drag else ""
    rows = "".join(_row(f"{name}-{parameter}", parameter, control) for parameter, control in controls.items())
    return (
        f'<form class="figure-controls" data-figure="{name}" data-frames="{escape(frames)}"{dragged} '
        f'autocomplete="off" aria-label="Controls of figure {number}">{rows}'
        '<button type="button" data-act="reset">Reset</button>'
        '<p class="figure-note" role="status"></p><button type="button" data-act="retry" hidden>Try again</button>'
        '<p class="figure-status figure-hidden" role="status"></p></form>'
    )


def frames_file(name: str, frames: str, shape: Iterable[int], texts: Mapping[str, list[str]]) -> str:
    """The frames as a script, which a page may load from the file system too, with the facts of its caption:
    `texts` gives for "fact|format" the text at every setting."""
    tables = {key: table(values, list(shape)) for key, values in texts.items()}
    more = json.dumps(tables, separators=(",", ":"), ensure_ascii=False)
    return f'figureFrames("{name}",{frames[:-1]},"texts":{more}}})'


def _row(identity: str, parameter: str, control: Mapping[str, Any]) -> str:
    words = "" if SYMBOLIC.fullmatch(parameter) and control["symbol"] else parameter.replace("_", " ")
    symbol = f'<span class="arithmatex">\\({escape(control["symbol"])}\\)</span>' if control["symbol"] else ""
    label = f'<label for="{identity}">{f"{words} {symbol}".strip()}</label>'
    kind = "figure-control figure-way" if control["kind"] in ("Slider", "Steps") else "figure-control"
    return f'<div class="{kind}">{label}{_input(identity, parameter, control)}</div>'


def _input(identity: str, parameter: str, control: Mapping[str, Any]) -> str:
    spoken = f' aria-label="{parameter}"' if SYMBOLIC.fullmatch(parameter) else ""  # a formula alone is no name to all
    default, named = control["default"], f'id="{identity}" name="{parameter}"{spoken}'
    if control["kind"] == "Choice":
        options = (
            f"<option{' selected' if option == default else ''}>{escape(option)}</option>"
            for option in control["values"]
        )
        return f"<select {named}>{''.join(options)}</select>"
    if control["kind"] == "Toggle":
        return f'<input type="checkbox" {named}{" checked" if default else ""}>'
    low, high, step = (
        (control["low"], control["high"], control["step"]) if control["kind"] == "Slider" else (0, control["last"], 1)
    )
    span = f'min="{_exact(low)}" max="{_exact(high)}" step="{_exact(step)}" value="{_exact(default)}"'
    words, more = _in_words(control)
    slider = (
        f'<input type="range" {named} {span}{more}>'
        f'<span class="figure-value" data-of="{parameter}" aria-hidden="true"{_room(control)}>{words}</span>'
    )
    if control["kind"] == "Slider":
        return slider
    buttons = (("back", "Step back", "‹"), ("play", "Play", "▶"), ("forward", "Step forward", "›"))
    return slider + "".join(
        f'<button type="button" data-act="{act}" data-for="{parameter}" aria-label="{label}">{sign}</button>'
        for act, label, sign in buttons
    )


def _in_words(control: Mapping[str, Any]) -> tuple[str, str]:
    """What a slider is set to at first, and what its input knows to say so at each setting."""
    if says := control.get("says"):
        words = escape(says[control["default"]])
        more = f' data-says="{"&#10;".join(map(escape, says))}"'
    elif unit := escape(control["unit"]):
        words, more = f"{_number(control['default'])} {unit}", f' data-unit="{unit}"'
    else:
        return _number(control["default"]), ""
    return words, f'{more} aria-valuetext="{words}"'


def _room(control: Mapping[str, Any]) -> str:
    """Room for the longest words, if they need more than a number: the slider keeps its length beside all of them."""
    longest = max(map(len, control.get("says") or [""]))
    return f' style="flex-basis:{longest}ch"' if longest > NUMBER else ""


def _exact(value: float) -> str:
    return f"{value:.12g}"  # as many digits as a setting has; with fewer, the browser counts other settings


def _number(value: float) -> str:
    return _exact(value).replace("-", "−")
