"""The files that pages offer or load beside themselves: drawings, numbers, scripts, notebooks, frames."""

import gzip
import shutil
from math import prod
from pathlib import Path

from figures.engine.pages import scripted
from figures.engine.pages.placing import FOLDER
from figures.engine.site.build import Build
from figures.engine.store.made import Made
from figures.engine.store.writes import put


def add_downloads(build: Build, made: Made, site: Path, site_url: str = "") -> None:
    """Put every file that the pages offer into the site; say what readers load for the controls just drawn."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for address, source in build.placing.downloads().items():
        if address.endswith(".py"):
            _put_as_drawn(build, source, f"{site}/{address}")
        else:
            put(source, f"{site}/{address}")
    for address, making in build.notebook_pages.downloads(site_url).items():
        made.put("notebooks", making, f"{site}/{address}")
    for name, script in build.placing.numbers().items():
        (site / FOLDER / f"{name}.numbers.js").write_bytes(script)
        shutil.copyfile(Path(scripted.__file__).with_name(scripted.READER), site / "assets" / scripted.READER)
    for name, making in build.placing.frames().items():
        made.put("frames", making, target := f"{site}/{FOLDER}/{name}.frames.js")
        if name not in build.state.drawn:
            continue
        content = Path(target).read_bytes()
        count = prod(len(control["values"]) for control in build.embedding.entries[name].controls.values())
        build.say(f"controls of {name}: {count} settings, {len(gzip.compress(content)) / 1000:.0f} kB compressed")


def _put_as_drawn(build: Build, script: Path, target: str) -> None:
    """The script as it was when it was drawn, by way of the cache: a second name costs a tenth of another file."""
    cache, text = build.placing.cache, build.project.imports.text(script)
    try:
        kept = cache.store(script.stem, text, "py")
    except OSError:  # a read-only cache still serves
        Path(target).write_bytes(text)
    else:
        put(cache.folder / script.stem / kept, target)
