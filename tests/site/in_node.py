"""Runs scripts of the site in Node and returns what an expression is worth there."""

import json
import subprocess
from pathlib import Path
from typing import Any

from figures.engine.formulas.node import programs

ROOT = Path(__file__).resolve().parents[2]


def in_node(scripts: list[str], expression: str, given: Any = None) -> Any:
    """The value, or what it promises, with `given` under that name; scripts are paths from the root."""
    sources = ["globalThis.window = globalThis;", *((ROOT / path).read_text(encoding="utf-8") for path in scripts)]
    ask = f"const given = {json.dumps(given)};\n(async () => console.log(JSON.stringify(await ({expression}))))();"
    done = subprocess.run(
        [programs("scripts of the site")[0], "-"],
        input="\n".join([*sources, ask]),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
