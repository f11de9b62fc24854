"""What hooks of a project can ask for, from `on_pre_build` on: the build that runs, and what earlier ones have made."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from figures.engine.site.build import Build
from figures.engine.store.made import Made


def build_of(config: MkDocsConfig) -> Build:
    """Its figures and pages; `hooked` is told what hooks do with finished pages."""
    plugin: Any = config.plugins["figures"]
    build: Build = plugin.build
    return build


def made_of(config: MkDocsConfig) -> Made:
    """The memory of values and files that hooks make."""
    plugin: Any = config.plugins["figures"]
    made: Made = plugin.memory.made
    return made
