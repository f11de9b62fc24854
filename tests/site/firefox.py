"""Firefox for the tests, as readers have it: found on this machine, or Debian's package.   python -m tests.site.firefox

Playwright drives an unchanged Firefox by WebDriver BiDi, but asks for commands that the extended support release does
not know yet. Started with arguments this module is that Firefox: it stands between the two and answers them as done.
"""

import asyncio
import json
import os
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketClientConnection, WebSocketHandler, websocket_connect

from tests.site.chromium import by_package, starts

NAMES = ("firefox-esr", "firefox")
ROOT = Path(__file__).resolve().parents[2]
MISSING = "no Firefox on this machine; `make test-firefox` fetches one if it can"
LISTENING = re.compile("WebDriver BiDi listening on (ws://.*)")
LARGEST = 2**28  # bytes of a message: answers of a page's whole text
# Nothing is asked of the network by itself, and readers who want no motion are not among these.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "services.settings.server": "data:,",
    "ui.prefersReducedMotion": 0,
}


def found() -> str | None:
    """The first Firefox that starts."""
    return next((program for name in NAMES if (program := shutil.which(name)) and starts(program)), None)


def fetch() -> str | None:
    """Install Debian's package and return where it is; None if there is no way, which is said."""
    if program := by_package("firefox-esr", "for the tests that open the site", found):
        return program
    print("No Firefox can be fetched: its tests are skipped. Install one to run them.", flush=True)
    return None


@contextmanager
def start_firefox(program: str, **environment: str) -> Iterator[Browser]:
    """A headless Firefox."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        this = Path(folder) / "firefox"  # what Playwright starts is a file
        this.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tests.site.firefox "$@"\n')
        this.chmod(0o700)
        firefox = playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=this,
            headless=True,
            firefox_user_prefs=PREFERENCES,
            env=dict(os.environ) | environment | {"FIREFOX": program, "PYTHONPATH": str(ROOT)},
        )
        yield firefox
        firefox.close()


class Relay(WebSocketHandler):
    """Between Playwright and Firefox: passes everything on, but what Firefox does not know."""

    firefox: WebSocketClientConnection

    def initialize(self, address: str) -> None:
        self.address = address

    async def prepare(self) -> None:
        self.firefox = await websocket_connect(self.address, on_message_callback=self.answer, max_message_size=LARGEST)

    async def on_message(self, message: str | bytes) -> None:
        await self.firefox.write_message(message)

    def answer(self, message: str | bytes | None) -> None:
        if message is None:
            self.close()
            return
        told = json.loads(message)
        if told.get("error") == "unknown command":
            message = json.dumps({"id": told["id"], "type": "success", "result": {}})
        self.write_message(message)

    def on_close(self) -> None:
        self.firefox.close()


async def relayed(program: str, arguments: list[str]) -> int:
    """Run Firefox and tell the address of a relay in place of its own; returns its exit status."""
    firefox = await asyncio.create_subprocess_exec(program, *arguments, stderr=asyncio.subprocess.PIPE)
    assert firefox.stderr is not None
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, firefox.terminate)
    async for line in firefox.stderr:
        said = line.decode(errors="replace")
        if listening := LISTENING.search(said):
            sockets = bind_sockets(0, "127.0.0.1")
            relay = Application(
                [("/session", Relay, {"address": f"{listening[1]}/session"})], websocket_max_message_size=LARGEST
            )
            HTTPServer(relay).add_sockets(sockets)
            said = f"WebDriver BiDi listening on ws://127.0.0.1:{sockets[0].getsockname()[1]}\n"
        print(said, end="", file=sys.stderr, flush=True)
    return await firefox.wait()


def main() -> None:
    """Say nothing where there is a Firefox, and otherwise what is done."""
    if found() is None:
        fetch()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(asyncio.run(relayed(os.environ["FIREFOX"], sys.argv[1:])))
    main()
