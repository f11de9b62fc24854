"""The site as a reader gets it: built once, and served compressed from below a sub-path."""

import gzip
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".py")


class BuildFailed(Exception):
    """A strict build ended with faults; the text is what it said."""


def build(folder: Path) -> None:
    """Build the site strictly into `folder`. Raises BuildFailed."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BuildFailed(f"the site does not build:\n{done.stdout}{done.stderr}")


@cache
def packed(path: Path) -> bytes:
    """The file's bytes as they go over the line."""
    data = path.read_bytes()
    return gzip.compress(data, 6) if path.suffix in PACKED else data


class Handler(SimpleHTTPRequestHandler):
    """Answers with compressed files, silently."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """The address of a server on a free port; `site` lies two folders below what is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site.parents[1])))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{site.parent.name}/{site.name}/"
    finally:
        server.shutdown()
        server.server_close()
