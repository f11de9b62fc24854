"""A job: what the caller orders and the worker draws."""

from dataclasses import dataclass, field


@dataclass
class Job:
    """What to draw and where it goes: into the cache, or (with `out`) in some formats into a folder."""

    name: str
    script: str
    root: str
    cache: str
    key: str
    settings: dict[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("svg", "pdf", "png")
    out: str = ""
