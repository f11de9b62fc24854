"""A MkDocs hook: the built site can be kept by a browser, and installed. It writes the list of its files with their
digests into worker.js, a manifest, and icons drawn after the logo."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from figures.engine.site.for_hooks import made_of
from figures.engine.store.made import Making
from figures.engine.store.writes import write_atomically

WORKER, MANIFEST = "worker.js", "manifest.webmanifest"
READ = (".html", ".css", ".js", ".woff2", ".wasm", ".webmanifest", ".thumbnail.svg", "logo.svg")  # not: downloads
SIZES = (180, 192, 512)
PAPER, FINER = "#ffffff", 4  # drawn larger and made smaller, for smooth edges
SAFE = 0.7  # of an icon's width: systems cut its corners in their own ways
_serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Nothing is kept of pages that are being written."""
    global _serving
    _serving = command == "serve"


def on_files(files: Files, config: MkDocsConfig) -> None:
    """The manifest and its icons are made, not written by hand."""
    logo = Path(config.docs_dir, "assets/logo.svg").read_text(encoding="utf-8")
    made = {
        f"assets/icon-{size}.png": made_of(config).file("icons", Making([logo, size], partial(icon, logo, size)))
        for size in SIZES
    }
    made[MANIFEST] = json.dumps(manifest(config), ensure_ascii=False).encode()
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))


@event_priority(-110)
def on_post_build(config: MkDocsConfig) -> None:
    """When the site is whole: the files are those that the engine has put in its place."""
    if not _serving and Path(config.site_dir, WORKER).exists():
        keep(Path(config.site_dir))


def manifest(config: MkDocsConfig) -> dict[str, Any]:
    """What an installed book is called and looks like."""
    icons = [{"src": f"assets/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in SIZES]
    return {
        "name": config.site_name,
        "short_name": config.site_name.split(",")[0],
        "description": config.site_description,
        "lang": "en-GB",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons + [icon | {"purpose": "maskable"} for icon in icons[-1:]],
    }


def icon(logo: str, size: int) -> bytes:
    """A PNG of the logo's lines and circles, in their light colours, on a ground."""
    from PIL import Image, ImageDraw  # most builds have their icons

    width = size * FINER
    scale = width * SAFE / 32
    edge = width * (1 - SAFE) / 2
    sheet = Image.new("RGB", (width, width), PAPER)
    pen = ImageDraw.Draw(sheet)
    colours = dict(re.findall(r"\.(\w+) { fill: (#\w+) }", logo.split("@media")[0]))
    for line in _lines(re.search(r' d="([^"]+)"', logo)[1]):  # type: ignore[index]
        pen.line([tuple(edge + scale * value for value in point) for point in line], "#7a8390", round(1.5 * scale))
    for kind, *numbers in re.findall(r'<circle class="(\w+)" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', logo):
        x, y, r = (float(number) * scale for number in numbers)
        pen.ellipse((edge + x - r, edge + y - r, edge + x + r, edge + y + r), colours[kind])
    file = BytesIO()
    sheet.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _lines(path: str) -> Iterator[list[tuple[float, float]]]:
    """The pieces of a path of M and l, each as its points."""
    for piece in path.split("M")[1:]:
        steps = re.findall(r"(l?)\s*(-?[\d.]+)\s*(-?[\d.]+)", piece)
        points: list[tuple[float, float]] = []
        for relative, x, y in steps:
            last = points[-1] if relative else (0.0, 0.0)
            points.append((last[0] + float(x), last[1] + float(y)))
        yield points


def keep(site: Path) -> None:
    """Write the site's files and their digests into its worker."""
    worker = site / WORKER
    files = {
        path.relative_to(site).as_posix(): base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()
        for path in sorted(site.rglob("*"))
        if path.name.endswith(READ) and path != worker
    }
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    book = json.dumps({"version": version, "files": files}, ensure_ascii=False, separators=(",", ":"))
    text = worker.read_text(encoding="utf-8")
    write_atomically(worker, text.replace("const BOOK = null;", f"const BOOK = {book};", 1).encode())
