"""Versions are chosen in one file; what follows from it names the same ones, and the digest of every file of theirs."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
CHOSEN, PLAIN, LOCK = (
    (ROOT / f"requirements.{suffix}").read_text(encoding="utf-8") for suffix in ("in", "txt", "lock")
)
EXACT = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;#]+)([^#\\\n]*)", re.MULTILINE)


def versions(text: str) -> dict[str, str]:
    return {match[1].lower(): match[2] for match in EXACT.finditer(text)}


def test_whatever_is_chosen_is_exact_and_has_its_reason() -> None:
    lines = [line for line in CHOSEN.splitlines() if line and not line.startswith("#")]
    assert lines.pop(0) == "-e ."
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==\S+ +# .+", line)] == []


def test_what_pip_installs_and_what_make_installs_are_the_versions_chosen() -> None:
    assert versions(PLAIN) == versions(LOCK)
    assert versions(CHOSEN).items() <= versions(LOCK).items()


def test_every_file_has_a_digest_and_no_registry_is_named() -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert len(entries) == len(versions(LOCK)) > 100
    assert [each for each in entries if not re.fullmatch(r".+?(?: \\\n    --hash=sha256:[0-9a-f]{64})+", each)] == []
    assert not re.search(r"://|index|find-links", PLAIN + LOCK)


def test_the_tests_run_with_these_versions() -> None:
    asked = [Requirement("".join(match.groups(default="")[:1]) + match[3]) for match in EXACT.finditer(PLAIN)]
    here = {each.name.lower() for each in asked if each.marker is None or each.marker.evaluate()}
    assert {name: version(name) for name in sorted(here)} == {name: versions(PLAIN)[name] for name in sorted(here)}


def test_the_engine_is_packed_by_the_version_that_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [packer] = map(Requirement, project["build-system"]["requires"])
    assert str(packer.specifier) == f"=={versions(LOCK)[packer.name]}"
