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

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:  # for copies of a figure
        return (str(self),), {"dark": self.dark}


PLAIN = {"ink": Colour("#000000", dark="#ffffff"), "paper": Colour("#ffffff", dark="#000000")}


def named_colours(module: ModuleType) -> dict[str, Colour]:
    """The colours of a style module, by CSS name: `CLASS_0` becomes `class-0`. Ink and paper are always there."""
    own = {name.lower().replace("_", "-"): value for name, value in vars(module).items() if isinstance(value, Colour)}
    return PLAIN | own
