"""What was kept for the next look, each piece sealed. A memory that is lost or damaged is made anew."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from figures.engine.store.digests import sealed, unsealed
from figures.engine.store.writes import write_atomically


def once(place: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes that are kept there, made where they are lost or damaged. A read-only cache still serves."""
    with suppress(OSError, ValueError):
        return unsealed(place.read_bytes())
    content = make()
    with suppress(OSError):
        write_atomically(place, sealed(content))
    return content


def recalled(place: Path) -> dict[str, Any]:
    """The values that are kept there, by their names; none where they are lost, damaged or something else."""
    try:
        values = json.loads(unsealed(place.read_bytes()))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def remember(place: Path, values: dict[str, Any]) -> None:
    """Keep values for the next look. Only a memory: failing to write it costs time, nothing else."""
    with suppress(OSError):
        write_atomically(place, sealed(json.dumps(values).encode()))
