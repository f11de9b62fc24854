"""What is to be printed: the parts of the book, what is told about it, and where its looks are."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError

from figures.engine.formulas.macros import macros_in
from figures.engine.press.chapters import Chapter, Part, read_parts
from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.project.names import unknown

FORM = "expected press as {leave_out: [part/page.md]}"
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # where there is no commit


@dataclass
class Book:
    """One book, made from one site."""

    title: str
    description: str
    author: str
    rights: str
    language: str
    address: str
    date: datetime
    commit: str
    root: Path
    site: Path
    parts: list[Part]

    @property
    def chapters(self) -> list[Chapter]:
        """All of them, in order."""
        return [chapter for part in self.parts for chapter in part.chapters]

    @property
    def told(self) -> str:
        """Which edition this is."""
        return f"Edition of {self.date:%-d %B %Y}" + (f", commit {self.commit[:8]}" if self.commit else "")


def read_book(root: Path, site: Path | None = None) -> Book:
    """The book of the project in `root`, as its finished site shows it, which may lie elsewhere. Raises FigureError."""
    try:
        config: Any = load_config(str(root / "mkdocs.yml"))
    except (ConfigurationError, OSError) as error:
        raise FigureError(Fault(f"expected the settings of a site: {error}", "mkdocs.yml")) from error
    site = site or Path(config.site_dir)
    commit, date = _edition(root)
    leave_out = _left_out(config.extra.get("press"), root / "mkdocs.yml", site)
    address = config.site_url or ""
    return Book(
        config.site_name,
        config.site_description or "",
        config.site_author or "",
        config.copyright or "",
        config.theme.get("language", "en") if hasattr(config.theme, "get") else "en",
        address,
        date,
        commit,
        root,
        site,
        read_parts(site, address, leave_out, macros_in(Path(config.docs_dir))),
    )


def _left_out(press: Any, file: Path, site: Path) -> set[str]:
    """The addresses that pages may have which stay on the site alone. Raises FigureError."""
    names = press.get("leave_out", []) if isinstance(press, dict) else None if press else []
    wrong = "" if isinstance(names, list) and all(isinstance(name, str) for name in names) else FORM
    for name in press or () if not wrong else ():
        wrong = wrong or ("" if name == "leave_out" else unknown(str(name), "setting of press", ["leave_out"]))
    addresses = {} if wrong else {name: _addresses(name) for name in names or ()}
    for name, each in addresses.items():
        if (site / "index.html").is_file() and not any((site / address).is_file() for address in each):
            pages = [path.relative_to(site).with_suffix(".md").as_posix() for path in sorted(site.rglob("*.html"))]
            wrong = wrong or unknown(name, "page", pages)
    if wrong:
        raise FigureError(Fault(wrong, file.name, line_of(file, r"\bpress\s*:")))
    return {address for each in addresses.values() for address in each}


def _addresses(page: str) -> list[str]:
    stem = page.rsplit(".", 1)[0]
    return [f"{stem}.html", f"{stem}/index.html"]


def _edition(root: Path) -> tuple[str, datetime]:
    """The last commit and when it was made; SOURCE_DATE_EPOCH, if set, is the time."""
    try:
        asked = ["git", "-C", str(root), "log", "-1", "--format=%H %ct"]
        commit, seconds = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=30).stdout.split()
    except (OSError, ValueError, subprocess.SubprocessError):
        commit, seconds = "", ""
    seconds = environ.get("SOURCE_DATE_EPOCH", seconds)
    return commit, datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else UNDATED
