"""`python -m figures`: see `python -m figures --help`."""

import signal
import sys
from importlib.util import find_spec

NEEDED = ("numpy", "matplotlib", "fontTools")  # all that requirements.txt names, if these are there

if __name__ == "__main__":
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeded:  # until `main` can say that it was stopped, Ctrl-C ends this without a word
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing or sys.version_info < (3, 11):
        lacks = f"lacks {', '.join(missing)}" if missing else f"is {sys.version.split()[0]}; expected 3.11 or later"
        sys.exit(
            f"error: this Python ({sys.executable}) {lacks}. `make figures` makes .venv with all that is needed; "
            "then run .venv/bin/python -m figures, or activate it: . .venv/bin/activate"
        )
    from figures.engine.command.arguments import main

    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    raise SystemExit(main())
