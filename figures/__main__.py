"""`python -m figures`: see `python -m figures --help`."""

import sys
from importlib.util import find_spec

NEEDED = ("numpy", "matplotlib", "fontTools")  # all that requirements.txt names, if these are there

if __name__ == "__main__":
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing or sys.version_info < (3, 11):
        lacks = f"lacks {', '.join(missing)}" if missing else f"is {sys.version.split()[0]}; expected 3.11 or later"
        sys.exit(
            f"error: this Python ({sys.executable}) {lacks}. `make figures` makes .venv with all that is needed; "
            "then run .venv/bin/python -m figures, or activate it: . .venv/bin/activate"
        )
    from figures.engine.command.arguments import main

    raise SystemExit(main())
