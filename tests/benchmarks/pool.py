"""The floor for drawing: two processes with Matplotlib preloaded, which draw figures and do nothing else.

    cd PROJECT && python …/tests/benchmarks/pool.py FORMATS FOLDER SCRIPT…     (formats: svg or svg,pdf,png)

No fingerprints, no cache, no facts, no processing of the SVG; modules stay loaded from one figure to the next.
"""

import importlib
import inspect
import multiprocessing
import sys
from pathlib import Path

import matplotlib
import matplotlib.backends.backend_agg
import matplotlib.backends.backend_pdf
import matplotlib.backends.backend_svg
from matplotlib import style

import figures


def draw(script: Path, formats: list[str], folder: Path) -> None:
    """Draw one figure in the project's style and save it."""
    matplotlib.rcdefaults()
    style.use([str(layer) for layer in sorted(Path("figures/style").glob("*.mplstyle"))])
    sys.path.insert(0, str(script.parent))
    module = importlib.import_module(script.stem)
    numbers = module.experiment() if hasattr(module, "experiment") else {}
    figure = module.draw(
        **{name: numbers[name] for name in inspect.signature(module.draw).parameters if name in numbers}
    )
    for suffix in formats:
        figure.savefig(folder / f"{script.stem}.{suffix}")


def main(formats: str, folder: str, *scripts: str) -> None:
    """Draw the figures."""
    sys.path.insert(0, str(Path.cwd()))
    figures.__path__.insert(0, str(Path.cwd() / "figures"))  # of the project; the engine is ours
    Path(folder).mkdir(exist_ok=True)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.starmap(draw, [(Path(script), formats.split(","), Path(folder)) for script in scripts], chunksize=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
