"""A copy of this process, made now, goes on with what this process finds out: it knows nothing else of the finding."""

import json
import os
import random
import select
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress

from figures.engine.project.outcome import END, received, sent

AFTER = 1.0  # seconds that the copy may take beyond its time, to say where it is


def write_out() -> None:
    """Write what was printed and is held back, unless the script has closed its streams, or put others there."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError, OSError):
            stream.flush()


class Copy:
    """A copy that waits. Given data, it calls `then` with them and answers what that returns, and ends."""

    def __init__(self, then: Callable[[bytes], str]) -> None:
        order, self._order = os.pipe()
        self._answer, answer = os.pipe()
        write_out()
        state, self._owner = random.getstate(), os.getpid()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries with threads fear for these; the copy only draws
            self._process = os.fork()
        random.setstate(state)  # Python seeds its generator anew in a copy
        if self._process:
            os.close(order)
            os.close(answer)
            return
        status = 1
        try:
            os.close(self._order)
            os.close(self._answer)
            with os.fdopen(order, "rb") as pipe:
                told = json.loads(pipe.readline() or "null")
                data = pipe.read(told["size"]) if told else b""
            if told and len(data) == told["size"]:
                signal.setitimer(signal.ITIMER_REAL, told["left"])
                result = sent(then(data))
                signal.setitimer(signal.ITIMER_REAL, 0)
                write_out()
                with os.fdopen(answer, "wb") as pipe:
                    pipe.write(result)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)

    def ask(self, data: bytes) -> str:
        """Its answer; the time that this process had left is the copy's. If the copy dies, this process does too."""
        left = signal.setitimer(signal.ITIMER_REAL, 0)[0]
        with suppress(BrokenPipeError), os.fdopen(os.dup(self._order), "wb") as pipe:
            pipe.write(json.dumps({"size": len(data), "left": left}).encode() + b"\n" + data)
        heard = bytearray()
        while select.select([self._answer], [], [], left + AFTER if left else None)[0]:
            if not (chunk := os.read(self._answer, 1 << 16)):
                break
            heard += chunk
            if heard.endswith(END):
                break
        else:
            os.kill(self._process, signal.SIGKILL)
            self._end()
            signal.raise_signal(signal.SIGALRM)
        code = os.waitstatus_to_exitcode(self._end())
        if heard:
            return received(heard)
        if code < 0:
            os.kill(os.getpid(), -code)
        os._exit(code)

    def dismiss(self) -> None:
        """It is not needed; nor would it notice, where a copy that the experiment made holds the pipe of its orders."""
        if self._process and os.getpid() == self._owner:
            os.kill(self._process, signal.SIGKILL)
            self._end()

    def _end(self) -> int:
        os.close(self._order)
        os.close(self._answer)
        process, self._process = self._process, 0
        return os.waitpid(process, 0)[1]
