"""A colour has a meaning, one value on white paper and one on a dark screen."""

import re
from types import ModuleType


class Colour(str):
    """The light value as a string (Matplotlib takes it as it is), with the `dark` one beside it.

    Raises ValueError unless both are written as #rrggbb.
    """

    dark: str

    def __new__(cls, light: str, *, dark: str) -> "Colour":
        for value in (light, dark):
            if not re.fullmatch(r"#[0-9a-f]{6}", value):
                raise ValueError(f"Colour: expected #rrggbb in lower case, got {value!r}")
        colour = super().__new__(cls, light)
        colour.dark = dark
        return colour


def named_colours(module: ModuleType) -> dict[str, Colour]:
    """The colours that a style module defines, by CSS name: `CLASS_0` becomes `class-0`.

    Raises ValueError if two of them share a light value: the drawing could not tell them apart.
    """
    named: dict[str, Colour] = {}
    for constant, value in vars(module).items():
        if not isinstance(value, Colour):
            continue
        twin = next((name for name, other in named.items() if other == value), None)
        name = constant.lower().replace("_", "-")
        if twin is not None:
            raise ValueError(f"colours {twin} and {name} share the light value {value}; make one differ")
        named[name] = value
    return named
