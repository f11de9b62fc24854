"""What a page costs the thread that shows it: `python -m tests.benchmarks.main_thread BEFORE NOW [PAGE] [ROUNDS]`.

Both are built sites, such as any/site of an earlier commit. The page, the heaviest unless another is named, is opened
in both in turn, each time by a new reader on a desktop and on a phone, and Chromium tells the CPU time of the page's
thread until nothing is left to do. Required: at most 0.6 times what it was.
"""

import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.benchmarks.measure import verdict
from tests.site.chromium import found
from tests.site.observed import Look, open_context, start_chromium
from tests.site.served import serve

LIMIT = 0.6
HEAVIEST = "learning/gradient-descent.html"
PARTS = ("TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
AT_REST = """() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done, 800)))))"""


def opened(chromium: Browser, address: str, look: Look) -> list[float]:
    """Milliseconds of CPU for opening the page: all, scripts, style and layout."""
    with open_context(chromium, look) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(address, wait_until="networkidle")
        page.evaluate(AT_REST)
        told = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
        return [1000 * told[part] for part in PARTS]


def main(before: str, now: str, page: str = HEAVIEST, rounds: str = "5") -> None:
    """Print the medians and the ratio of both looks."""
    program = found()
    if program is None:
        raise SystemExit("main_thread opens the page in Chromium, which is missing")
    with ExitStack() as stack:
        homes = [stack.enter_context(serve(Path(site))) for site in (before, now)]
        chromium = stack.enter_context(start_chromium(program))
        for look in (Look.LIGHT_DESKTOP, Look.LIGHT_PHONE):
            pairs = [[opened(chromium, home + page, look) for home in homes] for _ in range(int(rounds))]
            for number, name in enumerate(("before", "now")):
                parts = [median(each) for each in zip(*(pair[number] for pair in pairs), strict=True)]
                told = ", ".join(
                    f"{part.removesuffix('Duration')} {value:.0f}" for part, value in zip(PARTS, parts, strict=True)
                )
                print(f"{look.value} {name:7} {told} ms")
            ratio = median(new[0] / old[0] for old, new in pairs)
            verdict(f"{page} on {look.value}, × before", ratio, LIMIT)


if __name__ == "__main__":
    main(*sys.argv[1:])
