"""Answers that were collected elsewhere: each line leads back to its prompt, or is refused."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from raimon.probes.answers import read
from raimon.probes.evaluation import Answered
from raimon.probes.suite import Language, Prompt, prompts
from raimon_local.errors import UnusableArgumentError

_DECISION: Final = "decision"
_LANGUAGES: Final[tuple[Language, ...]] = ("en", "ja")


class AnswerLine(BaseModel):
    """One line of the file; what else it holds is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    probe_id: str
    repeat: int = 1
    answer: str


@dataclass(slots=True)
class Collected:
    """Reads the file, and counts what it couldn't use."""

    refused: Counter[str] = field(default_factory=Counter)
    used: int = 0
    undecided: int = 0  # asked for a decision, and neither refused nor saying yes or no

    def answers(self, file: str) -> Iterator[Answered]:
        """Yield the answers; the same prompt's same repeat counts once, its last answer holds.

        Raises:
            UnusableArgumentError: if the file can't be read.

        """
        with ExitStack() as stack:
            lines: Iterable[str] = sys.stdin
            if file != "-":
                try:
                    lines = stack.enter_context(Path(file).open(encoding="utf-8"))
                except OSError as error:
                    message = f"the answers {file} can't be read ({error.strerror}); check the name"
                    raise UnusableArgumentError(message) from error
            told = self._last(lines)
        self.used = len(told)
        for (probe_id, _), answer in sorted(told.items()):
            prompt = _known()[probe_id]
            said = read(answer, prompt.language)
            undecided = prompt.kind == _DECISION and said.decision is None and not said.refused
            self.undecided += undecided
            axis = f"{prompt.language}.{prompt.axis}"
            yield Answered(axis, prompt.group, prompt.template, said)

    def _last(self, lines: Iterable[str]) -> dict[tuple[str, int], str]:
        told: dict[tuple[str, int], str] = {}
        for line in lines:
            if not line.strip():
                continue
            try:
                one = AnswerLine.model_validate(json.loads(line))
            except (ValueError, RecursionError, ValidationError):
                self.refused["no_answer_line"] += 1
                continue
            if one.probe_id in _known():
                told[one.probe_id, one.repeat] = one.answer
            else:
                self.refused["unknown_probe_id"] += 1
        return told


@cache
def _known() -> Mapping[str, Prompt]:
    return {one.probe_id: one for language in _LANGUAGES for one in prompts(language, repeats=1)}
