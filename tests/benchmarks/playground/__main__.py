"""How fast the playground is: `python -m tests.benchmarks.playground NN.TS [SITE]`, with TensorFlow Playground's nn.ts.

Whoever measures fetches nn.ts: https://github.com/tensorflow/playground, src/nn.ts. For each network, in Node and in
Chromium: steps a second of batch 10 and surfaces of 100 × 100 a second, in CPU time, one engine a process, the engines
in turn and the median of three. Then, with a built site given (…/any/site), one picture of the page in Chromium: an
epoch of 500 points in batches of 10, the surface and all thumbnails, in CPU time of all tasks of the page's thread,
once as it is, and three times with that thread slowed down four times by Chromium. Required: 12 times the steps, 18
times the surfaces, and 16 ms for the median of the slowed pictures. "-" for NN.TS looks at pictures alone.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from figures.engine.formulas.node import programs
from tests.benchmarks.playground.pages import picture, speed, without_types
from tests.site.chromium import found
from tests.site.served import ROOT

NETWORKS, TIMES = ("2-4-2-1", "2-8-8-8-1"), 3
STEPS, SURFACES, FRAME, SLOWER = 12, 18, 16, 4
ENGINES = ("nn.ts", "javascript", "wasm")


def scripts() -> str:
    """What computes on the page, with its WebAssembly module, and the work that is measured."""
    spec = importlib.util.spec_from_file_location("playground_hook", ROOT / "docs/theme/playground.py")
    assert spec is not None and spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    page, _, _ = "\n".join(hook.texts(ROOT)).partition("// The state of the playground as a query of its address")
    return str(page) + Path(__file__).with_name("work.js").read_text(encoding="utf-8")


def in_node(file: Path, engine: str, network: str) -> dict[str, float]:
    """One process, one engine."""
    given = [str(programs()[0]), str(Path(__file__).with_name("speed.mjs")), engine, str(file), network]
    answer: dict[str, float] = json.loads(subprocess.run(given, capture_output=True, text=True, check=True).stdout)
    return answer


def main() -> None:
    """Print all numbers; end with status 1 if one is missed."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    if (chromium := found()) is None:
        raise SystemExit("half of this is measured in Chromium, which is missing")
    missed = sys.argv[1] != "-" and raced(chromium, Path(sys.argv[1]))
    if len(sys.argv) > 2:
        missed |= pictured(chromium, Path(sys.argv[2]))
    if missed:
        raise SystemExit(1)


def raced(chromium: str, nn: Path) -> bool:
    """Print steps and surfaces a second; whether something is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Path(folder) / "nn.mts", Path(folder) / "playground.js"
        theirs.write_bytes(nn.read_bytes())
        ours.write_text(scripts(), encoding="utf-8")
        plain = without_types(theirs)

        def measured(place: str, engine: str, network: str) -> dict[str, float]:
            known = engine == "nn.ts"
            if place == "Node":
                return in_node(ours, str(theirs) if known else engine, network)
            return speed(chromium, ours.read_text(encoding="utf-8"), engine, network, plain if known else "")

        for place in ("Node", "Chromium"):
            for network in NETWORKS:
                runs = [{engine: measured(place, engine, network) for engine in ENGINES} for _ in range(TIMES)]
                missed |= not report(f"{place:8} {network:10}", runs)
    return missed


def pictured(chromium: str, site: Path) -> bool:
    """Print what a picture takes; whether it is too long."""
    medians = []
    for slower in (1, *[SLOWER] * TIMES):
        took = picture(chromium, site, slower)
        quick, *_, slow = quantiles(took["page"], n=10)
        medians.append(median(took["page"]))
        print(
            f"{slower} times slower: a picture takes {medians[-1]:.1f} ms, eight of ten {quick:.1f} to {slow:.1f}, "
            f"scripts {median(took['script']):.1f}, other threads {median(took['others']):.1f}",
            flush=True,
        )
    reached = median(medians[1:])
    print(f"{SLOWER} times slower {reached:.1f} ms, at most {FRAME} required")
    return reached > FRAME


def report(where: str, runs: list[dict[str, dict[str, float]]]) -> bool:
    """Print what was measured; whether nothing is missed."""
    for engine in ENGINES:
        steps, surfaces = (median(run[engine][what] for run in runs) for what in ("steps", "surfaces"))
        print(f"{where} {engine:10} {steps:10,.0f} steps {surfaces:7,.0f} surfaces a second", flush=True)
    reached = True
    for what, least in (("steps", STEPS), ("surfaces", SURFACES)):
        times = median(run["wasm"][what] / run["nn.ts"][what] for run in runs)
        print(f"{where} {times:.1f} times the {what} of nn.ts, at least {least} required", flush=True)
        reached &= times >= least
    return reached


if __name__ == "__main__":
    main()
