"""Lighthouse on a phone: `python -m tests.benchmarks.lighthouse [PAGE …]` builds the site and judges its pages.

Without names it takes every page; a name is an address in the site, as one-neuron/the-perceptron.html. Lighthouse
emulates a slow phone on a slow line. Each page is judged three times and the median is printed, because a busy machine
costs points. Lighthouse comes from npm as the lock file beside this file names it, at first about 130 MB.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from figures.engine.formulas.node import install, programs
from tests.site.chromium import fetch, found
from tests.site.observed import FLAGS, PAGES
from tests.site.served import ROOT, build, serve

TIMES = 3
AT_LEAST = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}


def judge(address: str, home: Path, chromium: str) -> dict[str, Any]:
    """Lighthouse's report on one page."""
    done = subprocess.run(
        [
            programs()[0],
            home / "node_modules/lighthouse/cli/index.js",
            address,
            "--output=json",
            "--quiet",
            f"--chrome-flags={' '.join(['--headless', *FLAGS])}",
            f"--only-categories={','.join(AT_LEAST)}",
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"lighthouse failed on {address}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main() -> None:
    """Print the scores of each page and what cost points; end with status 1 if one is too low."""
    chromium = found() or fetch()
    if chromium is None:
        raise SystemExit("lighthouse opens the pages in Chromium, which is missing")
    home = install(Path(__file__).parent, ROOT / ".cache/node", print)
    low = []
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "any" / "sub-path"
        build(site)
        print(f"{'page':46} " + " ".join(f"{name:>14}" for name in AT_LEAST))
        with serve(site) as served:
            for name in sys.argv[1:] or PAGES:
                reports = [judge(served + name, home, chromium) for _ in range(TIMES)]
                scores = {
                    category: round(100 * median(report["categories"][category]["score"] for report in reports))
                    for category in AT_LEAST
                }
                print(f"{name:46} " + " ".join(f"{score:14}" for score in scores.values()), flush=True)
                audits = reports[-1]["audits"].values()
                for audit in audits:
                    if audit["score"] is not None and audit["score"] < 0.9:
                        print(f"    {audit['id']}: {audit.get('displayValue', audit['title'])}")
                low += [name for category, score in scores.items() if score < AT_LEAST[category]]
    if low:
        raise SystemExit(f"below {AT_LEAST}: {', '.join(dict.fromkeys(low))}")


if __name__ == "__main__":
    main()
