"""Which libraries are installed, in which versions.

Installers write both into the name of a folder, `numpy-2.4.0.dist-info`. Listing these takes a millisecond; loading
`importlib.metadata` takes longer than all else that a look at fresh figures needs.
"""

import json
import os
import re
import sys
from functools import cached_property
from pathlib import Path

from figures.engine.store.digests import digest
from figures.engine.store.recalling import recalled, remember


class Libraries:
    """Versions by the name that is imported. `memory` is a file that may be deleted."""

    def __init__(self, memory: Path) -> None:
        self.memory = memory

    def version(self, module: str) -> str:
        """The version of the distribution that gives the top-level module; "" if there is none."""
        own = self._distributions.get(_normal(module))
        return own or self._distributions.get(_normal(self._owners.get(module, "")), "")

    @cached_property
    def _distributions(self) -> dict[str, str]:
        """Version of each installed distribution; of two, the one that is found first on the path."""
        found: dict[str, str] = {}
        for folder in sys.path:
            try:
                names = os.listdir(folder or ".")
            except OSError:
                continue
            for name in names:
                stem, suffix = os.path.splitext(name)
                if suffix in (".dist-info", ".egg-info"):
                    distribution, _, version = stem.partition("-")
                    found.setdefault(_normal(distribution), version)
        return found

    @cached_property
    def _owners(self) -> dict[str, str]:
        """The distribution of each module, for those named differently; remembered until something is installed."""
        now = digest(json.dumps(self._distributions, sort_keys=True).encode())
        known: dict[str, dict[str, str]] = recalled(self.memory)
        if now in known:
            return known[now]
        from importlib import metadata

        owners = {module: names[0] for module, names in metadata.packages_distributions().items()}
        remember(self.memory, {now: owners})
        return owners


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
