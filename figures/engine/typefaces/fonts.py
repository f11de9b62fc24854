"""The fonts of pages: of each face one file, with every letter of the book that it has.

What a bold or an italic face has not, Greek and signs, it takes from the regular one of its family, which a page has in
any case. What one of the regular faces lacks comes from the face of signs, which only pages with such a letter fetch.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from figures.engine.store.digests import digest
from figures.engine.store.recalling import once
from figures.engine.typefaces.chosen import PRESENT, Face, Typefaces
from figures.engine.typefaces.webfonts import cut, inside, letters_in, rule


@dataclass(frozen=True)
class Font:
    """A file, and the family, weight and slant for whose `letters` a page takes it; `role` as in typefaces.toml."""

    role: str
    family: str
    weight: int
    italic: bool
    letters: str
    data: bytes
    only: bytes = b""  # a file without other letters, where `data` has some

    @property
    def inside(self) -> str:
        """As a source that no browser has to fetch."""
        return inside(self.only or self.data)

    def rule(self, source: str, family: str, display: str = "optional") -> str:
        """Its `@font-face` rule, with the font at `source`, under the name by which it is asked for."""
        return rule(family, self.weight, self.italic, self.letters, source, f";font-display:{display}")


def fonts_of(typefaces: Typefaces, letters: str, say: Callable[[str], None]) -> list[Font]:
    """Those of the project, with the usual letters and with `letters`.

    Kept in the cache: fontTools is loaded only when a letter comes that was not there before; what is fetched then is
    told to `say`. Raises FigureError if a file is missing or broken.
    """
    own = digest(Path(__file__).read_bytes())
    key = digest(f"{own} {typefaces.digest()} {letters}".encode())
    place = typefaces.cache / "fonts" / f"{key}.json"

    def make() -> bytes:
        typefaces.fetch(say)
        fonts = _cut(typefaces.faces(), set(letters) | PRESENT, typefaces.cache)
        data = [{name: b64encode(getattr(font, name)).decode() for name in ("data", "only")} for font in fonts]
        return json.dumps([vars(font) | files for font, files in zip(fonts, data, strict=True)]).encode()

    return [
        Font(**each | {name: b64decode(each[name]) for name in ("data", "only")})
        for each in json.loads(once(place, make))
    ]


def _cut(faces: list[Face], letters: set[str], cache: Path) -> list[Font]:
    held = {face: letters_in(face) & letters for face in faces}
    regular = {face.family: face for face in faces if face.whole}
    everywhere = letters.intersection(*(held[face] for face in regular.values()))
    own = {
        face: held[face] - everywhere if face.role == "signs" else held[face] & (letters if face.whole else face.usual)
        for face in faces
    }
    lent = [
        (face, regular[face.family], held[regular[face.family]] - own[face])
        for face in faces
        if face.family in regular and not face.whole
    ]
    return [
        Font(
            face.role,
            face.family,
            face.weight,
            face.italic,
            "".join(sorted(taken)),
            cut(source, own[source], cache),
            b"" if source is face else cut(source, taken, cache),
        )
        for face, source, taken in [*((face, face, taken) for face, taken in own.items()), *lent]
        if taken
    ]
