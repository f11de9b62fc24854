"""What a page asked for while it was written: from whom, and what the answer was."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from figures.engine.store.digests import digest

NOTHING = "nothing"  # the answer to a question for what there is not


class Questions:
    """Notes the questions of one page at a time, and answers them for comparison."""

    def __init__(self) -> None:
        self.noted: dict[str, str] = {}
        self.answers: dict[str, Callable[[str], str]] = {}
        self.countable = True  # False once a question was for everything there is

    def begin(self) -> None:
        """Another page."""
        self.noted, self.countable = {}, True

    def note(self, kind: str, name: str) -> None:
        """A question, with its answer as it is now."""
        question = f"{kind} {name}"
        if question not in self.noted:
            self.noted[question] = self.answers[kind](name)

    def same(self, noted: Mapping[str, str]) -> bool:
        """Whether all questions would be answered as they were."""
        for question, answer in noted.items():
            kind, _, name = question.partition(" ")
            if kind not in self.answers or self.answers[kind](name) != answer:
                return False
        return True


class Asked(dict[str, Any]):
    """A dictionary that notes who is looked up. `written` boils a value down to what a page can see of it."""

    def __init__(
        self,
        content: Mapping[str, Any],
        kind: str,
        questions: Questions,
        written: Callable[[Any], Any] = lambda value: value,
    ) -> None:
        super().__init__(content)
        self._kind, self._questions, self._written = kind, questions, written
        self._known: dict[str, str] = {}
        questions.answers[kind] = self._answer

    def _answer(self, name: str) -> str:
        if not super().__contains__(name):
            return NOTHING
        if name not in self._known:
            self._known[name] = digest(json.dumps(self._written(super().__getitem__(name))).encode())
        return self._known[name]

    def __getitem__(self, name: str) -> Any:
        self._questions.note(self._kind, name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._questions.note(self._kind, name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self._questions.note(self._kind, str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self._questions.countable = False
        return super().__iter__()

    def __len__(self) -> int:
        self._questions.countable = False
        return super().__len__()

    def keys(self) -> Any:
        self._questions.countable = False
        return super().keys()

    def values(self) -> Any:
        self._questions.countable = False
        return super().values()

    def items(self) -> Any:
        self._questions.countable = False
        return super().items()


class AskedFiles:
    """The files of a site, with a note of each that is looked for."""

    def __init__(self, files: Any, questions: Questions) -> None:
        self._files, self._questions = files, questions
        questions.answers["file"] = self._answer

    def _answer(self, path: str) -> str:
        file = self._files.get_file_from_path(path)
        return NOTHING if file is None else f"{file.url} {file.inclusion.name}"

    def get_file_from_path(self, path: str) -> Any:
        """As its name says."""
        self._questions.note("file", path)
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        self._questions.countable = False
        return getattr(self._files, name)
