"""A MkDocs hook: the playground's NumPy program comes along as a script, so that it can be handed out on the file system.

The modules of figures/playground stand one after the other in it, without the imports among them.
"""

import ast
import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

MODULES = ("arithmetic", "examples", "network", "training")
PACKAGE = "figures.playground"
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


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the program as a script that says where the settings go."""
    pieces = program(Path(config.docs_dir).parent / "figures" / "playground").split(END)
    script = f"playground.program = {json.dumps([pieces[0] + END[:2], END[2:] + pieces[1]], ensure_ascii=False)};\n"
    files.append(File.generated(config, "assets/playground/program.js", content=script))
    return files
