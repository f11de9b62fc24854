"""How fast the drawing page is: `python -m tests.benchmarks.drawing SITE`, with a built site (…/any/site).

The convolutional network reads digits in Chromium with the page's own script and with TensorFlow.js's CPU backend,
which comes from npm as the lock file beside this file names it: the same weights and images, in turn, and the medians
of five in CPU time. Then a digit is drawn, and what the page does for one movement of the pen until it can be painted
(scripts, style, layout) is taken, in CPU time, times four for a processor that is four times slower. Required: 5 times
the digits a second, and 16 ms.
"""

import sys
from pathlib import Path
from statistics import median

import numpy as np
from playwright.sync_api import CDPSession, Page

from figures.digits.drawings import DIGITS, OTHERS
from figures.digits.strokes import normalised
from figures.engine.formulas.node import install
from tests.site.chromium import found
from tests.site.observed import open_context, start_chromium
from tests.site.served import ROOT, serve

TIMES, FRAME, SLOWER = 5, 16, 4
ROUNDS, RUNS = {"ours": 40, "TensorFlow.js, all at once": 4, "TensorFlow.js, one by one": 4}, 5
HERE = Path(__file__).resolve().parent


def cpu(session: CDPSession, what: str = "TaskDuration") -> float:
    """Seconds of CPU that the page's thread has spent so far on all its tasks, or on some."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == what))


def digits_a_second(page: Page, session: CDPSession) -> dict[str, float]:
    """Of each engine; both must give the same probabilities."""
    home = install(HERE, ROOT / ".cache/node", print, "tests/benchmarks/drawing")
    images = [normalised(strokes).ravel().tolist() for strokes in [*DIGITS, *OTHERS.values()]]
    for script in (home / "node_modules/@tensorflow/tfjs/dist/tf.min.js", HERE / "speed.js"):
        page.add_script_tag(content=script.read_text(encoding="utf-8"))
    page.evaluate("async images => { globalThis.engines = await benchmark.prepared(images); }", images)
    answers = {name: np.array(page.evaluate("name => engines[name]()", name)) for name in ROUNDS}
    for given in answers.values():
        np.testing.assert_allclose(given, answers["ours"], atol=1e-5)
    times: dict[str, list[float]] = {name: [] for name in ROUNDS}
    for _ in range(RUNS):
        for name, rounds in ROUNDS.items():
            before = cpu(session)
            page.evaluate(
                "([name, rounds]) => { for (let k = 0; k < rounds; k += 1) engines[name](); }", [name, rounds]
            )
            times[name].append((cpu(session) - before) / rounds / len(images))
    return {name: 1 / median(each) for name, each in times.items()}


def movement(page: Page, session: CDPSession) -> float:
    """Milliseconds for one movement of the pen on the slower processor, up to what is handed to painting."""

    def now() -> float:
        return sum(cpu(session, what) for what in ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration"))

    box = page.locator(".draw-board").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + DIGITS[8][0][0][0] * box["width"], box["y"] + DIGITS[8][0][0][1] * box["height"])
    page.mouse.down()
    before, count = now(), 0
    for x, y in DIGITS[8][0][1:]:
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        page.wait_for_timeout(40)  # each in a picture of its own
        count += 1
    after = now()
    page.mouse.up()
    return SLOWER * 1000 * (after - before) / count


def main() -> None:
    """Print all numbers; end with status 1 if one is missed."""
    program = found()
    if len(sys.argv) < 2 or program is None:
        raise SystemExit(__doc__ if program else "the page is opened in Chromium, which is missing")
    with serve(Path(sys.argv[1])) as home, start_chromium(program) as chromium:
        with open_context(chromium, bypass_csp=True) as context:
            page = context.new_page()
            page.goto(f"{home}examples/draw-a-digit.html")
            page.wait_for_selector("[data-act=test]:enabled")
            session = context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            took = movement(page, session)
            speeds = digits_a_second(page, session)
    for name, speed in speeds.items():
        print(f"{name:28} {speed:10,.0f} digits a second")
    times = speeds["ours"] / max(speed for name, speed in speeds.items() if name != "ours")
    print(f"{times:.1f} times the digits a second, at least {TIMES} required")
    print(f"a movement of the pen takes {took:.1f} ms on a processor {SLOWER} times slower, at most {FRAME} required")
    if times < TIMES or took > FRAME:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
