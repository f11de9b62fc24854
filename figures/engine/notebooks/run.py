"""Executes one notebook in a fresh kernel of this Python and renders its cells of code: a process of its own.

It reads an order (JSON: root, text, time_limit) and writes an outcome, in which prose plays no part. mkdocs-jupyter
converts the executed cells; its frame of JupyterLab with 600 kB of style sheets is left out, so that they look like all
other code of the site.
"""

import json
import os
import re
import sys
import tempfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup, Tag
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import ValidationError

from figures.engine.notebooks import kernel as notebook_kernel
from figures.engine.notebooks.cells import METADATA, code_of, contents_of
from figures.engine.notebooks.kernel import environment
from figures.engine.notebooks.output import Unshowable, for_file, shown, tidied
from figures.engine.project.faults import Late
from figures.engine.project.outcome import Outcome, failed, without

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def run(root: Path, text: str, time_limit: float) -> Outcome:
    """Execute and render; where a library is missing, only the latter."""
    notebook = nbformat.v4.new_notebook(metadata=METADATA)  # type: ignore[no-untyped-call]
    code = notebook.cells
    for number, source in enumerate(code_of(text)):
        code.append(nbformat.v4.new_code_cell(source, id=f"cell-{number}"))  # type: ignore[no-untyped-call]
    outcome = Outcome()
    begun: list[Any] = []
    try:
        _execute(notebook, root, time_limit, begun)
    except ValidationError as error:
        why = str(error).partition("\n")[0]
        return _failed(text, len(begun) - 1, f"what it shows is none that a notebook can hold: {why}")
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        outcome = _failure(error, begun, root, text, time_limit)
        if outcome.is_failed:
            return outcome
        for cell in code:
            cell.outputs, cell.execution_count = [], None
    cells = rendered(code)
    for number, cell in enumerate(code):
        if (raised := _raised(cell, number, root, text)).is_failed:  # that of an object that was to be shown
            return raised
        outputs = tidied(cell.outputs)
        try:
            cells[number] += shown(outputs)
        except Unshowable as error:
            return _failed(text, number, str(error))
        cell.outputs = for_file(outputs)
    return replace(outcome, gives={"cells": cells, "code": code})


def _execute(notebook: Any, root: Path, time_limit: float, begun: list[Any]) -> None:
    """Run all cells, noting each, in the project's own environment whatever kernels the user has installed."""
    with tempfile.TemporaryDirectory() as folder:  # two kernels at once must not share their sockets
        os.environ.update(environment(root / "figures" / "style", Path(folder)))
        manager = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            transport="ipc",
            ip=f"{folder}/kernel",
        )
        extension = f"--InteractiveShellApp.extensions={notebook_kernel.__name__}"
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=time_limit,
            shutdown_kernel="immediate",
            record_timing=False,
            extra_arguments=[extension],
            on_cell_execute=lambda cell, cell_index: begun.append(cell),
            resources={"metadata": {"path": str(root)}},
        )
        client.owns_km = True  # so that the kernel ends with the last cell, and is waited for
        client.execute()


def rendered(code: list[Any]) -> list[str]:
    """The HTML of each cell's highlighted code."""
    # Else nbconvert, when it is imported, looks for each of its formats through all that is installed.
    os.environ["NBCONVERT_DISABLE_CONFIG_EXPORTERS"] = "1"
    from mkdocs_jupyter import convert

    bare = [nbformat.v4.new_code_cell(cell.source, id=cell.id) for cell in code]  # type: ignore[no-untyped-call]
    book = nbformat.v4.new_notebook(cells=bare, metadata=METADATA)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cells.ipynb")
        nbformat.write(book, path)  # type: ignore[no-untyped-call]
        soup = BeautifulSoup(convert.nb2html(str(path), allow_errors=False), "html.parser")
    cells = [cell for cell in soup.select(".jp-CodeCell") if not cell.select_one(".jp-CodeCell")]
    return [_code(cell) for cell in cells]


def _code(cell: Tag) -> str:
    block = cell.select_one(".highlight-ipynb pre")
    assert block is not None
    return (
        '<div class="language-python highlight"><pre><span></span><code>'
        f"{block.decode_contents().removeprefix('<span></span>')}</code></pre></div>"
    )


def _failure(error: Exception, begun: list[Any], root: Path, text: str, time_limit: float) -> Outcome:
    """Which cell it was, where in the file, and what went wrong; or which library is not installed."""
    number = max(len(begun) - 1, 0)
    if isinstance(error, CellTimeoutError):
        return _failed(text, number, Late(time_limit).faults[0].message)
    if not isinstance(error, CellExecutionError):
        return _failed(text, number, "its kernel ended; a library may have crashed, or memory run out")
    raised = _raised(begun[number], number, root, text)
    return raised if raised.fault else _failed(text, number, f"{error.ename}: {error.evalue}", detail=error.traceback)


def _raised(cell: Any, number: int, root: Path, text: str) -> Outcome:
    """What a cell raised first, or the code of an object while it was shown; an empty outcome if that is nothing."""
    error = next((output for output in cell.outputs if output.output_type == "error"), None)
    if error is None:
        return Outcome()
    detail, name, value = COLOURS.sub("", "\n".join(error.traceback)), error.ename, error.evalue
    within = re.findall(rf"Cell In\[{cell.execution_count}\], line (\d+)", detail)
    reason = re.sub(r" \(\d+\.py, line \d+\)$", "", value)  # the kernel's own name for the cell
    message = f"{name}: {' '.join(reason.split())}".rstrip(": ")
    if name == "ModuleNotFoundError" and (library := re.search(r"No module named '(\w+)", value)):
        if find_spec(library[1]) is None and not Path(library[1]).exists():
            outcome = without(library[1], root, 0)
            if outcome.missing:
                return outcome
            message = outcome.fault_in("").message
    return _failed(text, number, message, int(within[-1]) if within else 1, detail)


def _failed(text: str, number: int, message: str, within: int = 1, detail: str = "") -> Outcome:
    """The outcome of a notebook in whose cell of that number, counted from 0, a line is at fault."""
    first = [line for is_code, line, _ in contents_of(text) if is_code][number]
    return failed(f"cell {number + 1}: {message}", first + within - 1, detail)


def main() -> None:
    """Take the order from standard input, answer on standard output."""
    order = json.loads(sys.stdin.readline())
    out = os.dup(1)
    os.dup2(2, 1)  # what libraries print is no answer
    outcome = run(Path(order["root"]), order["text"], order["time_limit"])
    with os.fdopen(out, "w", encoding="utf-8") as pipe:
        pipe.write(outcome.written())


if __name__ == "__main__":
    main()
