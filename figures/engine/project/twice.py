"""Keys that a mapping in YAML gives twice: YAML takes the last of them, and says nothing."""

from collections.abc import Iterator
from typing import Any

AROUND = "\"'{},["  # what may stand around a key
MERGED = "<<"  # another mapping is taken in; it may be given often


def given_twice(text: str) -> Iterator[tuple[str, int]]:
    """Each key that is given again in its mapping, with the line of the text, counted from 1, where it is."""
    words = [part[-99:].rpartition("\n")[2].split()[-1:] for part in text.split(":")[:-1]]  # before each colon
    ends = [word[0].rpartition("{")[2].rpartition(",")[2].strip(AROUND) for word in words if word]
    if len(set(ends)) == len(ends):  # nearly always, and looking is quicker than reading
        return
    import yaml  # type: ignore[import-untyped]

    try:
        waiting: list[Any] = [yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))]
    except yaml.YAMLError:
        return  # a worse fault
    known: set[int] = set()  # a node may stand for itself elsewhere
    while waiting:
        node = waiting.pop()
        if id(node) in known:
            continue
        known.add(id(node))
        if isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                waiting.append(value)
                if isinstance(key, yaml.ScalarNode) and key.value != MERGED:
                    if (key.tag, key.value) in seen:
                        yield key.value, key.start_mark.line + 1
                    seen.add((key.tag, key.value))
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
