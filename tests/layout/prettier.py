"""prettier lays out what runs in the browser: python -m tests.layout.prettier, with --write to have it done

It is fetched by npm as the lock file here names it. Lines are as long as those of our Python; all else is as prettier
has it. It cannot read AssemblyScript, and tests/engine/press/small is a site as it was built.
"""

import subprocess
import sys
from pathlib import Path

from figures.engine.formulas.node import NodeError, install, programs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KINDS = (".js", ".mjs", ".css")
BUILT = ROOT / "tests" / "engine" / "press" / "small"


def sources() -> list[Path]:
    """What is laid out."""
    paths = (path for folder in ("docs", "figures", "tests") for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in paths if path.suffix in KINDS and not path.is_relative_to(BUILT))


def differing(write: bool = False) -> list[str]:
    """The sources that are not as prettier would have them, by their path; it has laid them out with `write`.

    Raises NodeError if it cannot be fetched, or cannot read a source.
    """
    home, (node, _) = install(HERE, ROOT / ".cache" / "node", print, "prettier"), programs("prettier")
    command = [node, home / "node_modules" / "prettier" / "bin" / "prettier.cjs", "--config", HERE / "prettier.json"]
    command += ["--list-different", *["--write"] * write, *sources()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    if done.stderr:
        raise NodeError(f"prettier: {done.stderr.strip()}")
    return done.stdout.splitlines()


def main(write: bool) -> int:
    """The exit status: 0 if all is laid out now."""
    try:
        found = differing(write)
    except NodeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for path in found:
        print(f"{path}: laid out" if write else f"error: {path}: prettier would lay it out otherwise; make format does")
    return int(bool(found) and not write)


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv[1:]))
