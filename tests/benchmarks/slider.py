"""From a reader's input to the painted picture: `python -m tests.benchmarks.slider COMMIT` compares a commit with now.

Both sites are built (or given: `--built FOLDER FOLDER`, each `…/any/site`) and served. On a processor slowed down four
times each figure is turned on one and on the other in turn, and the time from the event to the end of the frame that
paints it is taken. Required: at the heaviest slider of the commit the median is at most half of what it was.
"""

import argparse
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from tests.benchmarks.measure import ROOT, run, verdict
from tests.site.observed import start_chromium
from tests.site.served import serve

SLOWER, TURNS, ROUNDS = 4, 6, 4
FORM = re.compile(r'<form class="figure-controls" data-figure="([^"]+)"')
# The task that a frame posts is run when the frame has been painted.
TURN = """async ([place, turns]) => {
    const input = document.querySelector(`${place} [name]`), times = [];
    const soon = ms => new Promise(done => setTimeout(done, ms));
    const painted = () => new Promise(done => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(0);
    }));
    for (let turn = 0; turn < turns; turn += 1) {
        if (input.type === "range") { if (input.value === input.max) input.value = input.min; else input.stepUp(); }
        else if (input.type === "checkbox") input.checked = !input.checked;
        else input.selectedIndex = (input.selectedIndex + 1) % input.options.length;
        await soon(60);
        await new Promise(requestAnimationFrame);
        const began = performance.now();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await painted();
        times.push(performance.now() - began);
    }
    return times;
}"""


def main() -> None:
    """Print a line for each figure and the verdict on the heaviest; end with status 1 if it is missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("commit", nargs="?", default="HEAD")
    arguments.add_argument("--built", nargs=2, type=Path, help="the built sites, before and now")
    arguments.add_argument("--figures", nargs="*", help="only these")
    given = arguments.parse_args()
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("slider turns figures in Chromium, which is missing: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        before, now = given.built or sites(given.commit, Path(folder))
        with serve(before) as old, serve(now) as new, start_chromium(program) as chromium:
            moved = controlled(now)  # a figure may stand on another page than it did
            medians = {
                name: compare(chromium, name, f"{old}{page}", f"{new}{moved[name]}")
                for name, page in controlled(before).items()
                if name in moved and (not given.figures or name in given.figures)
            }
    heaviest = max(medians, key=lambda name: medians[name][0])
    was, is_now = medians[heaviest]
    verdict(f"{heaviest}, input to painted picture, now over before", is_now / was, 0.5)
    if is_now > was / 2:
        raise SystemExit(1)


def sites(commit: str, folder: Path) -> tuple[Path, Path]:
    """The site of a commit and the present one, built with what is drawn already."""
    tree, built = folder / "tree", (folder / "before/any/site", folder / "now/any/site")
    subprocess.run(["git", "worktree", "add", "--detach", tree, commit], cwd=ROOT, check=True, capture_output=True)
    try:
        shutil.copytree(ROOT / ".cache", tree / ".cache")
        for source, site in zip((tree, ROOT), built, strict=True):
            run("-m", "mkdocs", "build", "--quiet", "--site-dir", site, folder=source)
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True, capture_output=True)
    return built


def controlled(site: Path) -> dict[str, str]:
    """The page of every figure with controls."""
    return {
        name: page.relative_to(site).as_posix()
        for page in sorted(site.rglob("*.html"))
        for name in FORM.findall(page.read_text(encoding="utf-8"))
    }


def compare(chromium: Browser, name: str, before: str, now: str) -> tuple[float, float]:
    """The medians before and now, in milliseconds; taken in turn, so that both see the machine equally busy."""
    times: tuple[list[float], list[float]] = ([], [])
    with slow(chromium, before, name) as old, slow(chromium, now, name) as new:
        for _ in range(ROUNDS):
            for page, taken in zip((old, new), times, strict=True):
                page.bring_to_front()
                taken += page.evaluate(TURN, [f"#fig-{name}", TURNS])[1:]  # the first wakes the page
    was, is_now = map(median, times)
    print(f"{name:34} {was:6.1f} ms, now {is_now:6.1f} ms, ratio {is_now / was:.2f}", flush=True)
    return was, is_now


@contextmanager
def slow(chromium: Browser, address: str, name: str) -> Iterator[Page]:
    """The page with the figure in the middle, its drawings loaded, on a slow processor."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        page.locator(f"#fig-{name}").evaluate("figure => figure.scrollIntoView({block: 'center', behavior: 'instant'})")
        page.wait_for_load_state("networkidle")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield page


if __name__ == "__main__":
    main()
