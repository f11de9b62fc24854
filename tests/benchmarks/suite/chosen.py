"""A plug-in of pytest: runs only the tests named in a file, and writes down what became of each test.

pytest -p chosen --chosen FILE --became FILE …     (with this folder among those that Python searches for modules)

Both files are JSON. A test is named by its function and its parameters, whatever file it stands in.
"""

import json
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: Any) -> None:
    """Name the two files."""
    parser.addoption("--chosen", type=Path, default=None)
    parser.addoption("--became", type=Path, required=True)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Listen where all reports arrive; processes that share the tests send theirs there."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Listener(config.getoption("became")))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not chosen."""
    if file := config.getoption("chosen"):
        chosen = set(json.loads(file.read_text(encoding="utf-8")))
        left_out = [item for item in items if item.name not in chosen]
        items[:] = [item for item in items if item.name in chosen]
        config.hook.pytest_deselected(items=left_out)


class Listener:
    """Takes down reports, and writes them when all have come."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.became: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The first thing that is not well counts."""
        name = report.nodeid.partition("::")[2]
        if self.became.get(name, "passed") == "passed":
            self.became[name] = report.outcome

    def pytest_sessionfinish(self) -> None:
        """Write."""
        self.file.write_text(json.dumps(self.became), encoding="utf-8")
