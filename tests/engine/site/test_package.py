"""The engine as others install it: the example of its README, built outside of this repository, which it never sees."""

import os
import re
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.engine.conftest import ENGINE, HOME, Mini

FILE = re.compile(r'^```\w+ title="(.+?)"\n(.*?)^```', re.MULTILINE | re.DOTALL)


class Stranger(Mini):
    """A project with an environment of its own, in which the engine is installed and not in place."""

    def __init__(self, root: Path) -> None:
        super().__init__(root / "project")
        self.programs = root / "environment" / "bin"
        venv.create(self.programs.parent, symlinks=True)
        # What the engine needs is lent from here: fetching it would take minutes.
        [packages] = self.programs.parent.glob("lib/*/site-packages")
        (packages / "lent.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
        install = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", str(HOME)]
        subprocess.run([sys.executable, "-m", "pip", "--python", self.programs / "python", *install], check=True)
        mkdocs = self.programs / "mkdocs"  # as pip would have written it
        mkdocs.write_text(f"#!{self.programs}/python\nfrom mkdocs.__main__ import cli\n\ncli()\n", encoding="utf-8")
        mkdocs.chmod(0o755)
        self.engine = packages / "figures" / "engine"

    def start(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A program of that environment, in the project's folder."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.root,
            env=environment | {"NO_MKDOCS_2_WARNING": "1"},
            text=True,
            capture_output=True,
            check=False,
        )


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    """The example, as it stands in the README."""
    project = Stranger(tmp_path_factory.mktemp("stranger"))
    example = FILE.findall((ENGINE / "README.md").read_text(encoding="utf-8"))
    assert [path for path, _ in example] == ["mkdocs.yml", "figures/parabola.py", "docs/index.md"]
    for path, text in example:
        project.write(path, text)
    return project


def test_the_example_of_the_readme_is_built_by_an_engine_that_was_installed(stranger: Stranger) -> None:
    built = stranger.start("mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert '<svg class="figure-svg"' in stranger.page() and "It bends upwards." in stranger.page()
    assert (stranger.root / "site/assets/figures/parabola.pdf").exists()
    looked = stranger.start("figures", "--check")
    assert looked.returncode == 0, looked.stderr
    assert stranger.start("python", "-m", "figures", "--list").stdout.split()[:2] == ["parabola", "fresh"]


def test_scripts_and_engine_are_imported_side_by_side(stranger: Stranger) -> None:
    where = "import figures.engine, figures.parabola; print(figures.engine.__file__, figures.parabola.__file__)"
    engine, script = stranger.start("python", "-c", where).stdout.split()
    assert Path(engine).parent == stranger.engine
    assert Path(script) == stranger.root / "figures/parabola.py"


def test_a_package_that_would_hide_the_engine_is_told(stranger: Stranger) -> None:
    hiding = stranger.write("figures/__init__.py")
    built = stranger.start("mkdocs", "build")
    looked = stranger.start("figures")
    hiding.unlink()
    for done in (built, looked):
        assert done.returncode == 1
        assert "figures/__init__.py: hides the engine, which is figures.engine; delete it" in done.stderr
        assert "Traceback" not in done.stderr
