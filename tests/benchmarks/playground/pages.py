"""What Chromium spends on an engine, and on one picture of the playground: CPU time of the threads of the page."""

import subprocess
from bisect import bisect_right
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession

from figures.engine.formulas.node import programs
from tests.site.observed import open_context, start_chromium
from tests.site.served import serve

STATE = "data=spiral&points=1000&train=50&batch=10&hidden=8,8,8&rate=0.03&loss=quadratic&output=tanh"
PLAIN = """import("node:module").then(({ stripTypeScriptTypes }) => process.stdout.write(
    stripTypeScriptTypes(require("node:fs").readFileSync(process.argv[1], "utf8"))))"""
BEGIN = """async ([engine, hidden, nn]) => {
    const file = nn && URL.createObjectURL(new Blob([nn], { type: "text/javascript" }));
    globalThis.work = await engineAtWork(playground, engine, hidden, file && await import(file));
    return work.name;
}"""
DO = """([act, seconds]) => {
    const until = performance.now() + seconds * 1000;
    let times = 0;
    while (performance.now() < until) for (let k = 0; k < 20; k += 1, times += 1) work[act]();
    return times;
}"""
SECONDS, TASK = 2, "ThreadControllerImpl::RunTask"


def without_types(path: Path) -> str:
    """A module in TypeScript as one in JavaScript."""
    command = [str(programs()[0]), "--no-warnings", "-e", PLAIN, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def spent(session: CDPSession) -> float:
    """Seconds that the page's thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def speed(program: str, scripts: str, engine: str, network: str, nn: str) -> dict[str, float]:
    """Steps and surfaces a second of one engine, in a Chromium of its own."""
    with start_chromium(program) as chromium, open_context(chromium) as context:
        page = context.new_page()
        page.add_script_tag(content=scripts)
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.evaluate(BEGIN, [engine, [int(n) for n in network.split("-")[1:-1]], nn])
        found = {}
        for name, act in (("steps", "epoch"), ("surfaces", "surface")):
            page.evaluate(DO, [act, SECONDS])
            before = spent(session)
            times = page.evaluate(DO, [act, SECONDS])
            found[name] = times * (page.evaluate("work.steps") if name == "steps" else 1) / (spent(session) - before)
    return found


def traced(chromium: Browser, wait: Any) -> list[dict[str, Any]]:
    """What Chromium notes of its tasks while `wait` waits."""
    session, done, events = chromium.new_browser_cdp_session(), list[Any](), list[dict[str, Any]]()
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: done.append(told))
    session.send("Tracing.start", {"transferMode": "ReportEvents", "categories": "toplevel,devtools.timeline"})
    wait(4000)
    session.send("Tracing.end")
    while not done:
        wait(50)
    return [event for event in events if event.get("ph") == "X"]


def picture(program: str, site: Path, slower: int = 1) -> dict[str, list[float]]:
    """Milliseconds of CPU of each picture: all tasks of the page's thread, its scripts, and all other threads of it.

    Chromium itself makes the page's thread so many times slower: it lets it work in vain now and then. What it waits
    for counts too, so that this needs a machine on which nothing else runs.
    """
    with serve(site) as home, start_chromium(program) as chromium, open_context(chromium) as context:
        page = context.new_page()
        page.goto(f"{home}examples/playground.html?{STATE}")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.locator("[data-act=play]").click()
        page.wait_for_timeout(2000)
        events = traced(chromium, page.wait_for_timeout)
    frames = [event for event in events if event["name"] == "FireAnimationFrame"]
    (process, thread), _ = Counter((frame["pid"], frame["tid"]) for frame in frames).most_common(1)[0]
    begins = sorted(frame["ts"] for frame in frames if (frame["pid"], frame["tid"]) == (process, thread))
    found = {name: [0.0] * (len(begins) - 1) for name in ("page", "script", "others")}
    for event in events:
        at, own = bisect_right(begins, event["ts"] + event["dur"]) - 1, event["tid"] == thread
        kind = {"FireAnimationFrame": "script", TASK: "page" if own else "others"}.get(event["name"])
        if kind and event["pid"] == process and 0 <= at < len(begins) - 1:
            found[kind][at] += event.get("tdur", event["dur"]) / 1000  # of a microsecond Chromium tells no CPU time
    return found
