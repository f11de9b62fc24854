"""Machines without a browser: what the tests fetch, from where, and what is said if none comes."""

import io
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.site.chromium import MISSING

ROOT = Path(__file__).resolve().parents[2]
STARTS, DOES_NOT_START = "#!/bin/sh\necho Chromium 1\n", "#!/bin/sh\necho libnss3.so: not found >&2\nexit 127\n"
SKIPPED = "No Chromium can be fetched: the tests that open the site are skipped. Install one to run them."


class Machine:
    """Programs, and what Playwright downloads (nothing as long as `archive` is empty); no others are on the path."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address, self.archive = folder, address, b""
        (folder / "bin").mkdir()

    def program(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def apt(self, *acts: str) -> None:
        """An apt-get that notes what it is asked, then acts."""
        lines = ["#!/bin/sh", f'echo "$@" >> {self.folder}/asked', *acts]
        self.program("apt-get", "\n".join(lines) + "\n")

    def offer(self, chrome: str) -> None:
        """From now on Playwright's download brings this program."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in ("chrome-linux64/chrome", "chrome-linux/chrome", "ffmpeg-linux"):
                program = zipfile.ZipInfo(path)
                program.external_attr = 0o100755 << 16
                archive.writestr(program, chrome)
        self.archive = packed.getvalue()

    def set_up(self, limit: int = 60, browser: str = "chromium") -> tuple[list[str], str | None]:
        """What the set-up says, and the browser that is found afterwards."""
        code = (
            f"from tests.site import chromium, {browser} as wanted; chromium.LIMIT = {limit}; "
            "wanted.main(); print(wanted.found())"
        )
        result = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=ROOT,
            text=True,
            capture_output=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
            env=os.environ
            | {
                "PATH": f"{self.folder}/bin",
                "PLAYWRIGHT_BROWSERS_PATH": f"{self.folder}/browsers",
                "PLAYWRIGHT_DOWNLOAD_HOST": self.address,
                "NO_PROXY": "127.0.0.1",
                "no_proxy": "127.0.0.1",
            },
        )
        assert result.returncode == 0, result.stderr
        *said, found = result.stdout.splitlines()
        return said, None if found == "None" else found

    @property
    def asked(self) -> list[str]:
        """What apt-get was asked to do."""
        asked = self.folder / "asked"
        return [line.split()[-1] for line in asked.read_text().splitlines()] if asked.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    class Downloads(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if here.archive else 404)
            self.send_header("Content-Length", str(len(here.archive)))
            self.end_headers()
            self.wfile.write(here.archive)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Downloads) as server:
        here = Machine(tmp_path, f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield here
        server.shutdown()


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_chromium_that_is_there_is_taken_without_a_word(machine: Machine, name: str) -> None:
    machine.program(name, STARTS)
    assert machine.set_up() == ([], f"{machine.folder}/bin/{name}")


def test_without_one_playwright_brings_its_own(machine: Machine) -> None:
    machine.apt()
    machine.offer(STARTS)
    said, found = machine.set_up()
    assert found is not None and found.startswith(f"{machine.folder}/browsers/chromium-")
    assert said == ["Fetching Chromium for the tests that open the site: Playwright's own (180 MB)"]
    assert machine.set_up() == ([], found)  # once
    assert machine.asked == []


@pytest.mark.parametrize(("chrome", "reason"), [(None, "404"), (DOES_NOT_START, "it does not start here")])
def test_where_that_does_not_come_or_start_debian_installs_its_package(
    machine: Machine, chrome: str | None, reason: str
) -> None:
    as_root(machine)
    machine.apt(f"[ $# = 4 ] || /bin/cp /bin/true {machine.folder}/bin/chromium")
    if chrome:
        machine.offer(chrome)
    said, found = machine.set_up()
    assert found == f"{machine.folder}/bin/chromium"
    assert reason in said[1] and said[2:] == ["Installing Debian's package chromium instead"]
    assert machine.asked == ["update", "chromium"]


def test_where_nothing_can_be_fetched_one_line_says_that_tests_are_skipped(machine: Machine) -> None:
    said, found = machine.set_up()
    assert found is None and len(said) == 3 and said[-1] == SKIPPED


def test_an_installation_that_fails_gives_its_reason(machine: Machine) -> None:
    as_root(machine)
    machine.offer(DOES_NOT_START)
    machine.apt("echo Reading; echo 'E: no space left'; echo done; exit 100")
    said, found = machine.set_up()
    assert found is None and said[2:] == ["Installing Debian's package chromium instead", "  E: no space left", SKIPPED]


def test_nothing_hangs(machine: Machine) -> None:
    as_root(machine)
    machine.offer(DOES_NOT_START)
    machine.apt("exec /bin/sleep 100")
    said, found = machine.set_up(limit=5)
    assert found is None and said[3:] == ["  not done within 5 s", SKIPPED]


def test_without_leave_to_install_apt_get_is_not_called(machine: Machine) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may install")
    machine.apt()
    machine.program("sudo", "#!/bin/sh\necho a password is required\nexit 1\n")
    said, _ = machine.set_up()
    assert machine.asked == [] and said[-1] == SKIPPED


def test_firefox_is_debians_package(machine: Machine) -> None:
    as_root(machine)
    machine.apt(f"[ $# = 4 ] || /bin/cp /bin/true {machine.folder}/bin/firefox-esr")
    said, found = machine.set_up(browser="firefox")
    assert found == f"{machine.folder}/bin/firefox-esr" and len(said) == 1
    assert machine.asked == ["update", "firefox-esr"]
    assert machine.set_up(browser="firefox") == ([], found)


def test_without_a_package_one_line_says_that_firefox_is_not_asked(machine: Machine) -> None:
    said, found = machine.set_up(browser="firefox")
    assert found is None and said == ["No Firefox can be fetched: its tests are skipped. Install one to run them."]


def as_root(machine: Machine) -> None:
    """Let what is run without a password run as it is."""
    machine.program("sudo", '#!/bin/sh\nshift 2\nexec "$@"\n')


def test_without_chromium_one_line_says_why_the_tests_of_the_browser_are_skipped(machine: Machine) -> None:
    files = [f"tests/site/{name}.py" for name in ("test_pages_in_browser", "test_reading", "test_controls")]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *files],
        cwd=ROOT,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
        env=os.environ | {"PATH": f"{machine.folder}/bin", "PLAYWRIGHT_BROWSERS_PATH": "none"},
    )
    assert result.returncode == 0, result.stdout
    skipped = [line for line in result.stdout.splitlines() if line.startswith("SKIPPED")]
    assert len(skipped) == 1 and skipped[0].endswith(MISSING), skipped
