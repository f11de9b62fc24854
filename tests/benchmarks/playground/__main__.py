"""How fast the playground is: `python -m tests.benchmarks.playground NN.TS [SITE]`, with TensorFlow Playground's nn.ts.

Whoever measures fetches nn.ts: https://github.com/tensorflow/playground, src/nn.ts. For each network: steps a second of
batch 10 and surfaces of 100 × 100 a second, in CPU time, one engine a process, the engines in turn and the median of
three. Then, with a built site given (…/any/site), the scripts of one picture of the page in Chromium: an epoch of 500
points in batches of 10, the surface and all thumbnails, in CPU time, times four for a processor that is four times
slower. Required: 12 times the steps, 18 times the surfaces, and 16 ms.
"""

import base64
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from figures.engine.formulas.node import programs
from tests.site.chromium import found
from tests.site.observed import open_context, start_chromium
from tests.site.served import ROOT, serve

NETWORKS, TIMES = ("2-4-2-1", "2-8-8-8-1"), 3
STEPS, SURFACES, FRAME, SLOWER = 12, 18, 16, 4
STATE = "data=spiral&points=1000&train=50&batch=10&hidden=8,8,8&rate=0.03&loss=quadratic&output=tanh"


def compiled() -> bytes:
    """The WebAssembly module that the site has."""
    spec = importlib.util.spec_from_file_location("playground_hook", ROOT / "docs/theme/playground.py")
    assert spec is not None and spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    module: bytes = hook.compiled(ROOT / ".cache", print)
    return module


def speed(engine: str, network: str) -> dict[str, float]:
    """One process, one engine."""
    script, assets = Path(__file__).with_name("speed.mjs"), ROOT / "docs/assets/playground"
    given = [programs()[0], script, engine, assets, base64.b64encode(compiled()).decode(), network]
    answer: dict[str, float] = json.loads(subprocess.run(given, capture_output=True, text=True, check=True).stdout)
    return answer


def frame(site: Path) -> float:
    """Milliseconds of scripts for one picture, in CPU time, as many times as the processor is slower."""
    program = found()
    if program is None:
        raise SystemExit("the frame is measured in Chromium, which is missing")
    with serve(site) as home, start_chromium(program) as chromium, open_context(chromium) as context:
        page = context.new_page()
        page.goto(f"{home}examples/playground.html?{STATE}")
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def now() -> tuple[float, int]:
            metrics = session.send("Performance.getMetrics")["metrics"]
            spent = next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration")
            return spent, int(page.locator("[data-of=epoch]").inner_text())

        page.locator("[data-act=play]").click()
        page.wait_for_timeout(1000)
        before, first = now()
        page.wait_for_timeout(4000)
        after, last = now()
    return SLOWER * 1000 * (after - before) / (last - first)


def main() -> None:
    """Print all numbers; end with status 1 if one is missed."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        theirs = Path(folder) / "nn.mts"
        theirs.write_bytes(Path(sys.argv[1]).read_bytes())
        for network in NETWORKS:
            engines = {"nn.ts": str(theirs), "JavaScript": "javascript", "WebAssembly": "wasm"}
            runs = [{name: speed(engine, network) for name, engine in engines.items()} for _ in range(TIMES)]
            for name in engines:
                steps, surfaces = (median(run[name][what] for run in runs) for what in ("steps", "surfaces"))
                print(f"{network:10} {name:12} {steps:10,.0f} steps {surfaces:7,.0f} surfaces a second", flush=True)
            for what, least in (("steps", STEPS), ("surfaces", SURFACES)):
                times = median(run["WebAssembly"][what] / run["nn.ts"][what] for run in runs)
                print(f"{network:10} {times:.1f} times the {what} of nn.ts, at least {least} required")
                missed |= times < least
    if len(sys.argv) > 2:
        took = frame(Path(sys.argv[2]))
        print(f"a picture takes {took:.1f} ms on a processor {SLOWER} times slower, at most {FRAME} required")
        missed |= took > FRAME
    if missed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
