"""Chromium for the tests that open the site: found on this machine, or fetched.   python -m tests.site.chromium

Fetched is Playwright's own, and where that does not come or does not start, Debian's package. Nothing is asked, and
every step has a time limit. Where neither is possible, the tests that need a browser are skipped.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache

from playwright.sync_api import sync_playwright

from figures.engine.press.chromium import NAMES

LIMIT = 300  # seconds for a download; 180 MB take about 20 on a common line
PATIENCE = "10000"  # milliseconds that Playwright waits for an answer, five times
ERROR = re.compile("E(rror)?: ")  # how Playwright and apt-get begin what went wrong
MISSING = "no Chromium on this machine; `make test` fetches one if it can"


def found() -> str | None:
    """The first Chromium that starts: of those on the path, then Playwright's own."""
    return next((program for name in NAMES if (program := shutil.which(name)) and starts(program)), None) or _own()


def fetch() -> str | None:
    """Fetch a Chromium, say so, and return where it is; None if there is no way, which is said too."""
    print("Fetching Chromium for the tests that open the site: Playwright's own (180 MB)", flush=True)
    own = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    reason = _run(own, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT=PATIENCE)
    if program := found():
        return program
    print(f"  {reason or 'it does not start here'}", flush=True)
    if program := by_package("chromium", "instead", found):
        return program
    print("No Chromium can be fetched: the tests that open the site are skipped. Install one to run them.", flush=True)
    return None


def _own() -> str | None:
    return program if starts(program := _place()) else None


@cache
def _place() -> str:
    """Where Playwright's own lies, once it is there; asking starts Node."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def by_package(package: str, why: str, found: Callable[[], str | None]) -> str | None:
    """Install Debian's package where no password is needed, say so, and return what is found then; else say why not."""
    if (root := _root()) is None or not shutil.which("apt-get"):
        return None
    print(f"Installing Debian's package {package} {why}", flush=True)
    get = [*root, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=60"]
    reason = _run([*get, "update"]) or _run([*get, "install", "--no-install-recommends", package])
    if program := found():
        return program
    print(f"  {reason or 'it does not start here'}", flush=True)
    return None


def starts(program: str) -> bool:
    """Whether it is a program that runs here."""
    try:
        return (
            subprocess.run(
                [program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _root() -> list[str] | None:
    """What makes a command root's without a password; None if nothing does."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return sudo if shutil.which("sudo") and _run([*sudo, "true"]) is None else None


def _run(command: list[str], **more: str) -> str | None:
    """Run it within the limit; None if it did what it should, otherwise why not, in its own words."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"} | more
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGTERM)  # sudo hands this on, but not SIGKILL
        return f"not done within {LIMIT} s"
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["no reason given"]
    return None if process.returncode == 0 else next(filter(ERROR.match, lines), lines[-1])


def main() -> None:
    """Say nothing where there is a Chromium, and otherwise what is done."""
    if found() is None:
        fetch()


if __name__ == "__main__":
    main()
