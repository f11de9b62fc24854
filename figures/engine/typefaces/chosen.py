"""The typefaces of a project: which files set its pages and measure its figures.

figures/style/typefaces/ holds typefaces.toml, which names the faces by what they set, and the package.json and
package-lock.json of the npm packages that hold the files. A project without that folder has Matplotlib's own faces.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.store.digests import digest

FOLDER = "figures/style/typefaces"
CHOICE = f"{FOLDER}/typefaces.toml"
ROLES = {"text": "serif", "label": "sans-serif", "code": "monospace", "signs": ""}  # … and what Matplotlib calls them
FILES = ("typefaces.toml", "package-lock.json")
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·×éèúü‘’“”–—…−←→"
GREEK = "αβγδεζηθικλμνξοπρςστυφχψωΔΘΛΞΠΣΦΨΩ"
SIGNS = "°±²³¹½÷ŷ\u0302′″⁰⁴⁵⁶⁷⁸⁹⁻₀₁₂₃√∂∞≈≠≤≥∑∏‹›▶❚"
PRESENT = frozenset(LATIN + GREEK + SIGNS)  # an edit that keeps to these cuts nothing anew


@dataclass(frozen=True)
class Face:
    """One font file, and the family, weight and slant by which pages and scripts ask for it."""

    role: str
    family: str
    weight: int
    italic: bool
    file: Path

    @property
    def whole(self) -> bool:
        """Upright and regular: with Greek and signs, which for the others come from the face of signs."""
        return self.role != "signs" and self.weight == 400 and not self.italic

    @property
    def usual(self) -> frozenset[str]:
        """The letters that a page has of this face in any case, if its file has them."""
        if self.role == "signs":
            return PRESENT - frozenset(LATIN)
        return PRESENT if self.whole else frozenset(LATIN)


class Typefaces:
    """The choice of the project in `root`; nothing is read before it is asked for."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self.cache = root / ".cache" / "typefaces"

    @property
    def chosen(self) -> bool:
        """Whether the project chose any."""
        return self.folder.is_dir()

    def digest(self) -> str:
        """What drawings depend on: the choice and the exact packages; "" if there is none."""
        if not self.chosen:
            return ""
        return digest("".join(digest(self._bytes(name)) for name in FILES).encode())

    def fetch(self, say: Callable[[str], None]) -> None:
        """Get the packages by npm, once. Raises FigureError."""
        if self.chosen:
            from figures.engine.formulas.node import NodeError, install

            try:
                install(self.folder, self.cache, say, "typefaces")
            except NodeError as error:
                raise FigureError(Fault(str(error))) from error

    def families(self) -> dict[str, str]:
        """The family of each role."""
        return {role: str(section["family"]) for role, section in self._sections().items()}

    def faces(self) -> list[Face]:
        """Every face, those of the first role first. Raises FigureError if a file is not there."""
        return [
            self._face(role, section["family"], key, str(file))
            for role, section in self._sections().items()
            for key, file in section.items()
            if key != "family"
        ]

    def _sections(self) -> dict[str, dict[str, Any]]:
        """What typefaces.toml says of each role. Raises FigureError at what it should not say."""
        if not self.chosen:
            return {}
        try:
            sections = tomllib.loads(self._bytes("typefaces.toml").decode("utf-8-sig"))
        except (ValueError, UnicodeDecodeError) as error:
            line = re.search(r"at line (\d+)", str(error))
            raise FigureError(Fault(f"expected TOML: {error}", CHOICE, int(line[1]) if line else 0)) from error
        for role, section in sections.items():
            if role not in ROLES:
                raise self._fault(f"expected the sections {', '.join(ROLES)}, got {role}", rf"^\[{role}\]")
            if not isinstance(section, dict) or not isinstance(section.get("family"), str) or "400" not in section:
                raise self._fault(f'section {role}: expected family = "…" and 400 = "file"', rf"^\[?{role}\b")
        return {role: sections[role] for role in ROLES if role in sections}

    def _face(self, role: str, family: str, key: str, file: str) -> Face:
        weight, _, slant = key.partition(" ")
        where = rf'^"?{key}"?\s*=\s*"{file}"'
        if not weight.isdigit() or slant not in ("", "italic"):
            raise self._fault(f'section {role}: expected a weight such as 400 or "400 italic", got {key!r}', where)
        path = self._packages() / file
        if file.startswith("matplotlib/"):
            spec = find_spec("matplotlib")
            assert spec is not None and spec.origin is not None
            path = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / file.removeprefix("matplotlib/")
        if not path.is_file():
            raise self._fault(
                f"section {role}: there is no file {file} in the packages; package.json beside it names them", where
            )
        return Face(role, family, int(weight), slant == "italic", path.resolve())  # as Matplotlib names files

    def _packages(self) -> Path:
        from figures.engine.formulas.node import home_of

        return home_of(self.folder, self.cache) / "node_modules"

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise FigureError(
                Fault(
                    f"cannot be read ({error.strerror}); a project that chooses its typefaces has "
                    f"{FOLDER} with {', '.join(FILES)} and package.json",
                    f"{FOLDER}/{name}",
                )
            ) from error

    def _fault(self, message: str, pattern: str) -> FigureError:
        return FigureError(Fault(message, CHOICE, line_of(self.folder / "typefaces.toml", pattern)))
