"""A Python that has loaded MkDocs, and becomes `python -m mkdocs …` by copying itself: python warm.py HOME

A third of a small build goes into loading what every build loads. A copy gets what a new process would: its folder,
environment, search path, arguments and output. What depends on when its process began each copy loads for itself. Tests
that look at the start itself, or at several builds at once, start processes of their own.
"""

import atexit
import importlib
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

LOADED = [
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs.contrib.search",
    "material.plugins.search.plugin",
    "pymdownx.arithmatex",
    "pymdownx.blocks.admonition",
    "pymdownx.superfences",
    "figures.engine.site.build",
]
LIMIT = 300  # seconds, against hanging only: a machine may be busy


def run(root: Path, module: str, arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What `python -m module …` does in the folder `root`."""
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as errors:
        order = {"root": str(root), "module": module, "arguments": arguments, "environment": environment}
        process = _started()
        assert process.stdin and process.stdout
        print(json.dumps(order | {"files": [out.name, errors.name]}), file=process.stdin, flush=True)
        code = int(process.stdout.readline())
        said = [Path(file.name).read_text(encoding="utf-8") for file in (out, errors)]
    return subprocess.CompletedProcess([sys.executable, "-m", module, *arguments], code, *said)


@cache
def _started() -> subprocess.Popen[str]:
    home = Path(__file__).resolve().parents[2]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    process = subprocess.Popen(
        [sys.executable, __file__, str(home)],
        cwd=Path(__file__).parent,  # which is no project: what starts in one may find modules there
        env=environment | {"NO_MKDOCS_2_WARNING": "1"},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(process.__exit__, None, None, None)  # its input ends, and so does it
    return process


def _become(base: list[str], root: str, module: str, arguments: list[str], environment: Any, files: list[str]) -> None:
    """This copy is `python -m module …` from now on, but for its end."""
    signal.alarm(LIMIT)
    os.chdir(root)
    for number, file in enumerate([os.devnull, *files]):
        os.dup2(os.open(file, os.O_RDWR), number)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:] = [root, *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep)), *base]
    sys.path_importer_cache.clear()
    sys.argv[:] = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _main(home: str) -> None:
    base = sys.path[1:]
    sys.path[:] = [home, *base]
    for name in LOADED:
        importlib.import_module(name)
    assert "figures.engine.site.running" not in sys.modules
    for line in sys.stdin:
        if process := os.fork():
            _, status = os.waitpid(process, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
        else:
            return _become(base, **json.loads(line))


if __name__ == "__main__":
    _main(sys.argv[1])
