"""Under `mkdocs serve`: from saving a file to the new page by HTTP, and how long a page takes while figures are drawn.

    python -m tests.benchmarks.serving [rounds]

A word on the longest page is compared with plain `mkdocs serve` on the same pages (see twin.py), a word in the prose of
the longest notebook with a word on that page, and an edit of `draw` in the heaviest figure with the same edit where the
numbers of its experiment have been deleted, and what it shares with others: so every edit was drawn before numbers
were kept.
"""

import shutil
import signal
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median

from figures.engine.project.project import Project
from figures.engine.store.cache import Cache
from tests.benchmarks.measure import QUIET, ROOT, build, verdict
from tests.benchmarks.sites import copy_of, plain
from tests.engine.serving import start

WORD, NOTEBOOK, DRAW, ANY_PAGE = 0.50, 1.2, 0.20, 2.0
NOTICE = "This figure is being drawn"
ASKED = 200  # times that a page is asked for


class Server:
    """mkdocs serve in a project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process, self.home = start(folder, "-q", environment=QUIET)
        self.until(lambda: bool(self.page("index.html")))

    def page(self, path: str) -> str:
        """The page, or nothing where there is none yet."""
        try:
            with urllib.request.urlopen(self.home + path, timeout=600) as answer:
                return answer.read().decode()  # type: ignore[no-any-return]
        except OSError:
            return ""

    def until(self, holds: Callable[[], bool]) -> float:
        """Seconds until it holds."""
        began = time.perf_counter()
        while not holds():
            time.sleep(0.01)
        return time.perf_counter() - began

    def word(self, source: Path, before: str = "\n") -> float:
        """Seconds from saving one more word at the end of a page to seeing it."""
        time.sleep(1.0)  # MkDocs looks for changes twice a second
        word = f"w{time.monotonic_ns()}"
        text = source.read_text(encoding="utf-8")
        source.write_text(f"{text.rstrip()}{before}{word}\n", encoding="utf-8")
        address = source.relative_to(self.folder / "docs").with_suffix(".html").as_posix()
        return self.until(lambda: word in self.page(address))

    def stop(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


def main(rounds: int = 5) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = copy_of(ROOT, Path(name) / "ours", whole=True)
        shutil.rmtree(ours / ".cache" / "kept", ignore_errors=True)
        build(ours)  # draws all from nothing, so that it is known which is the heaviest
        twin = plain(ours, Path(name) / "twin")
        longest = max((ours / "docs").rglob("*.md"), key=lambda path: path.stat().st_size).relative_to(ours)
        notebook = max((ours / "docs").rglob("*.py"), key=lambda path: path.stat().st_size)
        mine, theirs = Server(ours), Server(twin)
        try:
            pairs = [(mine.word(ours / longest), theirs.word(twin / longest)) for _ in range(rounds)]
            verdict(f"a word on {longest.name}, × plain serve", median(a / b for a, b in pairs), WORD)
            told = "\n\n# %% [markdown]\n# "
            pairs = [(mine.word(notebook, told), mine.word(ours / longest)) for _ in range(rounds)]
            verdict(f"a word in {notebook.name}, × a word on a page", median(a / b for a, b in pairs), NOTEBOOK)
            _drawings(ours, mine, rounds)
        finally:
            mine.stop()
            theirs.stop()


def _drawings(ours: Path, server: Server, rounds: int) -> None:
    scripts, cache = Project(ROOT).scripts, Cache(ours / ".cache" / "figures")
    seconds = {name: entry.seconds for name in scripts if (entry := cache.last_good(name))}
    heaviest = max(seconds, key=lambda name: seconds[name])
    script, numbers = ours / scripts[heaviest].relative_to(ROOT), ours / ".cache" / "numbers" / heaviest
    shared = ours / ".cache" / "kept"  # what several experiments have computed together
    if "figure = Figure(" not in script.read_text(encoding="utf-8"):
        raise SystemExit(f"{heaviest} makes its figure in another way: nothing would be drawn, and waited for in vain")
    page = next(
        path for path in (ours / "docs").rglob("*.*") if f"figure | {heaviest}\n" in path.read_text("utf-8", "replace")
    )
    address = page.relative_to(ours / "docs").with_suffix(".html").as_posix()
    idle = median(server.until(lambda: bool(server.page(address))) for _ in range(ASKED))
    drawn, kept, busy = [], [], []
    for number in range(2 * rounds):
        if number % 2:
            shutil.rmtree(numbers)
            shutil.rmtree(shared, ignore_errors=True)
        text = script.read_text(encoding="utf-8")
        time.sleep(1.0)
        script.write_text(
            text.replace("figure = Figure(", f"figure = Figure(dpi={150 + number}, ", 1), encoding="utf-8"
        )
        began = time.perf_counter()
        server.until(lambda: NOTICE in server.page(address))
        while NOTICE in server.page(address):
            busy.append(server.until(lambda: bool(server.page(address))))
        (drawn if number % 2 else kept).append(time.perf_counter() - began)
        script.write_text(text, encoding="utf-8")
        server.until(lambda: NOTICE not in server.page(address))
    ratio = median(a / b for a, b in zip(kept, drawn, strict=True))
    print(f"draw of {heaviest}: {median(kept):.2f} s with its numbers kept, {median(drawn):.2f} s without")
    verdict("draw of the heaviest figure, × with its experiment", ratio, DRAW)
    verdict("a page while figures are drawn, × nothing being drawn", median(busy) / idle, ANY_PAGE)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
