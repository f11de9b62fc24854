"""A MkDocs hook: the scripts of the playground become one, with what they need besides, so that files work as well.
The first page gets the few of them that learn, with its own.

That is its NumPy program: the modules of figures/playground one after the other, without the imports among them. And
its network in WebAssembly, compiled from wasm/ beside this file; where npm has no compiler, JavaScript serves alone.
"""

import ast
import base64
import json
import logging
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from docs.theme.page_scripts import join, texts_of
from figures.engine.formulas.node import NodeError, install, programs
from figures.engine.store.digests import digest
from figures.engine.store.writes import write_atomically

log = logging.getLogger("mkdocs.playground")
WASM = Path(__file__).with_name("wasm")
OPTIONS = ("-O3", "--converge", "--noAssert", "--runtime", "stub", "--enable", "simd")
LIMIT = 120  # seconds; it takes about 3

MODULES = ("arithmetic", "examples", "network", "training")
PACKAGE = "figures.playground"
ORDER = (
    *("arithmetic", "examples", "optimiser", "network", "wasm", "session", "address"),  # what computes
    *("painting", "boundary", "weights", "diagram", "chart", "says", "screen"),  # what is seen
    *("points", "takeaway", "player", "controls", "page"),  # what is done
)
SCRIPTS = [f"assets/playground/{name}.js" for name in ORDER]
LEARNS = [*(f"assets/playground/{name}.js" for name in ("arithmetic", "optimiser", "network")), "assets/home/spiral.js"]
END = "\n\nif __name__"  # before it stands what the page was set to


def program(folder: Path) -> str:
    """The modules as one program."""
    parts = []
    for name in MODULES:
        source = (folder / f"{name}.py").read_text(encoding="utf-8")
        lines, tree = source.split("\n"), ast.parse(source)
        docstring = tree.body[0]
        for node in tree.body:
            if node is docstring or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE)):
                assert node.end_lineno is not None
                lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
        told = "".join(f"# {line}\n" if line else "#\n" for line in (ast.get_docstring(tree) or "").split("\n"))
        parts.append(told + "\n" + "\n".join(lines).strip("\n") + "\n")
    return "\n\n".join(parts)


def compiled(cache: Path, say: Callable[[str], None]) -> bytes:
    """The WebAssembly module; compiled anew when its source or the compiler has changed. Raises NodeError."""
    sources = [*sorted(WASM.glob("*.ts")), WASM / "package-lock.json"]
    place = cache / "playground" / f"{digest(b''.join(path.read_bytes() for path in sources))}.wasm"
    if not place.exists():
        home = install(WASM, cache / "node", say, "playground")
        node, _ = programs("playground")
        compiler = home / "node_modules" / "assemblyscript" / "bin" / "asc.js"
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            made = Path(folder) / "network.wasm"
            command = [node, compiler, WASM / "network.ts", "--outFile", made, *OPTIONS]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
            except subprocess.TimeoutExpired:
                raise NodeError(f"playground: {WASM.name}/network.ts was not compiled in {LIMIT} s") from None
            if done.returncode:
                raise NodeError(f"playground: {WASM.name}/network.ts does not compile:\n{done.stderr}")
            write_atomically(place, made.read_bytes())
    return place.read_bytes()


def module(cache: Path) -> bytes:
    """The module, or nothing where it cannot be had, which is said."""
    try:
        return compiled(cache, log.info)
    except NodeError as error:
        log.info("%s; the playground does without WebAssembly", error)
        return b""


def texts(root: Path) -> list[str]:
    """All scripts in their order; the program in the parts before and after the settings, and the module."""
    before, after = program(root / "figures" / "playground").split(END)
    given = {
        "program": [f"{before}{END[:2]}", f"{END[2:]}{after}"],
        "module": base64.b64encode(module(root / ".cache")).decode(),
    }
    parts = texts_of(root / "docs", SCRIPTS)
    parts[1:1] = [f"playground.{name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in given.items()]
    return parts


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Two scripts instead of many."""
    docs = Path(config.docs_dir)
    join(SCRIPTS, "assets/playground.js", texts(docs.parent), config, files)
    join(LEARNS, "assets/spiral.js", texts_of(docs, LEARNS), config, files)
