"""What the README shows works: its example figure draws, its commands exist, its paths are there."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from figures.engine.command import arguments as cli
from figures.engine.project.project import Project
from tests.engine.conftest import mini

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """The shell lines without their comments."""
    return [line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines()]


def test_the_example_figure_draws_and_gives_the_fact_that_the_example_page_quotes() -> None:
    (script, _), (page,) = blocks("python"), blocks("markdown")
    names: dict[str, Any] = {}
    exec(script, names)
    numbers = names["experiment"]()
    fact = re.search(r"{{ parabola\.(\w+)\.(\w+) \|", page)
    assert fact and numbers[fact[1]][fact[2]] == pytest.approx((2**2 - 1.999**2) / 0.001, abs=1e-2)
    figure = names["draw"](**{name: value for name, value in numbers.items() if isinstance(value, np.ndarray)})
    assert isinstance(figure, Figure) and len(figure.axes) == 1


@pytest.mark.parametrize("with_slider", [False, True])
def test_the_examples_work_as_they_stand_pasted_into_a_project(tmp_path: Path, with_slider: bool) -> None:
    (script, slider), (page,) = blocks("python"), blocks("markdown")
    project = mini(tmp_path / "mini")
    for path in (ROOT / "figures/style").glob("*.*"):
        project.write(f"figures/style/{path.name}", path.read_text(encoding="utf-8"))
    if with_slider:
        script = script[: script.index("def draw(")] + slider  # "with this draw instead"
        page = page.replace("{{ parabola.slope.far | .1f }}", "{{ parabola.slope_now | .1f }}")
    [place] = re.findall(r"Write `(figures/\S+/parabola\.py)`", README)
    project.write(place, script)
    for name, folder in (("line", "index"), ("dot", "two")):  # beside figures in folders, none lie flat
        (project.root / "figures" / folder).mkdir()
        (project.root / f"figures/{name}.py").rename(project.root / f"figures/{folder}/{name}.py")
    project.write("docs/learning/gradient-descent.md", page)
    project.write("docs/reference/bibliography.md", "# Bibliography\n\n<span id='nielsen2015'>Nielsen</span>\n")
    built = project.build("--strict")
    assert built.returncode == 0, built.stderr
    html = project.page("learning/gradient-descent")
    assert "the slope is" in html and 'id="fig-parabola"' in html
    assert ("data-fact=" in html) == with_slider == ('type="range"' in html)


def test_without_make_the_libraries_go_into_an_environment_that_is_active_first() -> None:
    [lines] = [block.splitlines() for block in blocks("sh") if "pip install -r requirements.txt" in block]
    assert [line.split("  ")[0] for line in lines[:3]] == [
        "python3 -m venv .venv",
        ". .venv/bin/activate",
        "pip install -r requirements.txt",
    ]
    for text in (README, (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        assert ". .venv/bin/activate" in text


@pytest.mark.parametrize("command", [line for line in commands() if line.startswith("python -m figures")])
def test_every_command_names_options_and_figures_that_exist(command: str) -> None:
    options = cli._parser().parse_args(command.split()[3:])
    assert Project(ROOT).chosen(set(options.names) - {"NAME"}) or set(options.names) <= {"NAME"}


@pytest.mark.parametrize("command", [line for line in commands() if line.startswith("make")])
def test_every_make_target_exists(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command.split()[1]}:.*## ", makefile, re.MULTILINE)


def test_every_place_on_the_map_exists() -> None:
    (map_of_the_house,) = blocks("text")
    named = re.findall(r"(?<!\S)(\.?[\w.]+/|[\w-]+\.(?:yml|toml|txt)|Makefile|\.ci/run)(?=\s)", map_of_the_house)
    for name in set(named) - {".cache/"}:
        assert any((folder / name).exists() for folder in (ROOT, ROOT / "docs", ROOT / "figures")), name
    assert len(named) > 10
