"""stylelint looks at our style sheets, for `make lint`: python -m tests.style_sheets.check

It is fetched by npm as the lock file here names it. Which rule comes first is left to us (no-descending-specificity): a
sheet that goes through a page from its top to its end is read more easily.
"""

import subprocess
import sys
from pathlib import Path

from figures.engine.formulas.node import NodeError, install, programs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def sheets() -> list[Path]:
    """All of them."""
    return sorted(path for folder in ("docs", "figures") for path in (ROOT / folder).rglob("*.css"))


def main() -> int:
    """The exit status: 0 if nothing is wrong."""
    try:
        home, (node, _) = install(HERE, ROOT / ".cache" / "node", print, "stylelint"), programs("stylelint")
    except NodeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    options = ["--config", HERE / "stylelint.json", "--config-basedir", home]
    return subprocess.run([node, home / "node_modules/stylelint/bin/stylelint.mjs", *options, *sheets()]).returncode


if __name__ == "__main__":
    sys.exit(main())
