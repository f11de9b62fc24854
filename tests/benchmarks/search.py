"""From the press that opens the search to its first result, on a processor slowed down four times.

    python -m tests.benchmarks.search [rounds]

Our site and the same pages in Material's own frame, with Material's own search (see twin.py), are asked in turn, each
time by a fresh reader, whose browser has fetched one page and nothing else. That page is words in both: the twin has
neither drawings nor formulas in its pages, which cost a browser time whatever is searched.
"""

import re
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.benchmarks.measure import ROOT, build, verdict
from tests.benchmarks.sites import plain
from tests.site.chromium import MISSING, found
from tests.site.observed import open_context, start_chromium
from tests.site.served import build as build_site
from tests.site.served import serve

FIRST = 0.6  # of Material's time
SLOWER = 4
PAGE, WORD = "reference/bibliography.html", "momentum"
OURS = ".find", ".search-found a"  # what is pressed, and a result
THEIRS = ".md-search__input", ".md-search-result__item a"
FRAME = re.compile(r"^  custom_dir: .*\n|^extra_(?:css|javascript):\n(?:  .*\n)+", re.MULTILINE)
# Milliseconds from the press until a frame in which a result stands.
WAIT = """result => { window.found = new Promise(done => {
    let began = 0;
    addEventListener("pointerdown", event => { began ||= event.timeStamp }, true);
    const look = () => document.querySelector(result) ? done(performance.now() - began) : requestAnimationFrame(look);
    look();
}) }"""


def main(rounds: int = 7) -> None:
    """Build both sites, measure and report."""
    program = found()
    if program is None:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        ours, twin = Path(folder) / "any/ours", Path(folder) / "any/twin"
        build_site(ours)
        build(unframed(plain(ROOT, twin)))
        with serve(ours) as mine, serve(twin / "site") as theirs, start_chromium(program) as chromium:
            pairs = [(first(chromium, mine, OURS), first(chromium, theirs, THEIRS)) for _ in range(rounds)]
    print("milliseconds, ours and Material's:", *(f"{a:.0f}/{b:.0f}" for a, b in pairs))
    verdict("first result of a search, × Material's", median(a / b for a, b in pairs), FIRST)


def unframed(twin: Path) -> Path:
    """The twin without what is ours in its frame."""
    path = twin / "mkdocs.yml"
    path.write_text(FRAME.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    return twin


def first(browser: Browser, home: str, search: tuple[str, str]) -> float:
    """Milliseconds until a fresh reader sees a result."""
    with open_context(browser) as context:
        page = context.new_page()
        page.goto(home + PAGE, wait_until="networkidle")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        box, result = search
        page.evaluate(WAIT, result)
        page.locator(box).click()
        page.locator("input:focus").wait_for()
        page.keyboard.type(WORD)
        return float(page.evaluate("window.found"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
