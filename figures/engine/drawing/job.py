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
    numbers: str = ""  # the fingerprint of what experiment() gives; without one, that is neither kept nor looked for
    anew: bool = False  # also what is kept is found out again
    modules: dict[str, str] = field(default_factory=dict)  # from the root -> digest, as when the fingerprint was taken
    settings: dict[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("svg", "pdf", "png")
    out: str = ""
