"""What a notebook is kept under, which those who execute it ask for as well as those who look whether it is fresh."""

from pathlib import Path

from figures.engine.freshness.fingerprint import Fingerprints
from figures.engine.notebooks.cells import code_of
from figures.engine.pages.pagetext import text_of


def key_of(fingerprints: Fingerprints, source: Path) -> str:
    """The fingerprint of a notebook: of its code, unless that looks at its own file."""
    text = text_of(fingerprints.project.imports.text(source))
    code = "\n# %%\n".join(code_of(text))
    return fingerprints.notebook(source, text if source.name in code or "__file__" in code else code)
