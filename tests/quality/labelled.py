"""Labelled sets from outside the repository, and what precision and recall on them mean.

The folder is named by RAIMON_EVAL_DATA; its files are `<set>/<name>.jsonl.gz`, a JSON object a
line, with `text` and `spans` (`start`, `end`, `type`) and, for known leaks, `leak` and `value`.
"""

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.log_key import is_log_key
from raimon.bedrock.log_object import LogLine, read_log
from raimon.bedrock.record import parse_record
from raimon.interval import wilson
from raimon.invocation import Segment, Source
from raimon.scorers.privacy import pii, secret
from raimon.scorers.scorer import Observation
from raimon.scorers.scoring import read
from tests.readings import reading, verdict

FOLDER: Final = os.environ.get("RAIMON_EVAL_DATA", "")
needs_data = pytest.mark.skipif(not FOLDER, reason="RAIMON_EVAL_DATA names no folder")

# What a set's texts answer: a request that says nothing of the value.
NEUTRAL: Final = {"en": "Please help me with this.", "ja": "よろしくお願いします。"}
_CLOSE: Final = 0.9  # of characters that both spans share
_EXACT: Final = "PERSON"

type Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """A value of an entity in a text."""

    entity: str
    start: int
    end: int


@dataclass(slots=True)
class Score:
    """How many values were found, found where none is, and missed."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def units(self) -> int:
        """Return how many values there are."""
        return self.found + self.missed

    @property
    def precision(self) -> float:
        """Return the share of finds that are right."""
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        """Return the share of values that are found."""
        return self.found / max(1, self.units)

    def f(self, beta: float) -> float:
        """Return the weighted mean of both, recall counting beta times."""
        both = beta**2 * self.precision + self.recall
        return (1 + beta**2) * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        """Return one line of figures, recall with its 95 % interval."""
        low, high = wilson(self.found, self.units) if self.units else (0.0, 1.0)
        return (
            f"n {self.units:5}  P {self.precision:.3f}  R {self.recall:.3f} [{low:.3f}, {high:.3f}]"
            f"  F1 {self.f(1):.3f}  F2 {self.f(2):.3f}  false {self.false}"
        )


def rows(name: str) -> list[Row]:
    """Return the rows of a set such as `pii-en/noren`."""
    with gzip.open(Path(FOLDER) / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def answers(folder: Path) -> Iterator[str]:
    """Yield the answers in a folder of logs, of every record that can be read."""
    for file in sorted(folder.rglob("*.json.gz")):
        if not is_log_key(file.relative_to(folder).as_posix(), file.stat().st_size):
            continue
        for line in read_log(BytesIO(file.read_bytes())):
            if isinstance(line, LogLine) and "requestId" in line.record:
                source = Source(bucket="b", key=file.name, line=line.line)
                yield parse_record(line.record, source, NoBodies()).text(Segment.OUTPUT)


def answered(row: Row) -> tuple[Observation, ...]:
    """Return what is found in the text as the answer to a request that says nothing of it."""
    segments = {Segment.USER: NEUTRAL[row["lang"]], Segment.OUTPUT: row["text"]}
    asked = read(reading().invocation.model_copy(update={"segments": segments}))
    return tuple(
        one
        for scorer in (pii.SCORER, secret.SCORER)
        for one in verdict(scorer, asked).observations
        if one.location and one.location.segment is Segment.OUTPUT
    )


def spans_of(observations: Iterable[Observation]) -> list[Span]:
    """Return the places of what was found, all credentials under one name as the sets have it."""
    return [
        Span(
            "SECRET" if one.rule_id == secret.RULE.rule_id else str(one.entity),
            one.location.start,
            one.location.end,
        )
        for one in observations
        if one.location
    ]


def scored(given: Iterable[Row], entities: frozenset[str]) -> dict[str, Score]:
    """Return the figures of each of the entities; `ALL` sums them up."""
    return compared(((row, spans_of(answered(row))) for row in given), entities)


def compared(
    given: Iterable[tuple[Row, Iterable[Span]]], entities: frozenset[str]
) -> dict[str, Score]:
    """Return the same figures of whatever was found in each row."""
    scores = {entity: Score() for entity in (*sorted(entities), "ALL")}
    for row, found in given:
        wanted = [Span(one["type"], one["start"], one["end"]) for one in row["spans"]]
        wanted = [one for one in wanted if one.entity in entities]
        seen = [one for one in found if one.entity in entities]
        for entity, outcome in _outcomes(row["text"], wanted, seen):
            for score in (scores[entity], scores["ALL"]):
                setattr(score, outcome, getattr(score, outcome) + 1)
    return scores


def _outcomes(text: str, wanted: list[Span], seen: list[Span]) -> Iterator[tuple[str, str]]:
    left = list(seen)
    for one in wanted:
        match = next((other for other in left if _is_same(text, one, other)), None)
        if match:
            left.remove(match)
        yield one.entity, "found" if match else "missed"
    for other in left:
        yield other.entity, "false"


def _is_same(text: str, wanted: Span, seen: Span) -> bool:
    """Return whether both are one value: names to the character, numbers with or without label."""
    if wanted.entity != seen.entity:
        return False
    if wanted.entity == _EXACT:
        return wanted == seen
    shared = min(wanted.end, seen.end) - max(wanted.start, seen.start)
    whole = max(wanted.end, seen.end) - min(wanted.start, seen.start)
    if shared >= _CLOSE * whole:
        return True
    ours, theirs = _digits(text, seen), _digits(text, wanted)
    return shared > 0 and bool(ours) and ours == theirs


def _digits(text: str, span: Span) -> str:
    return "".join(sign for sign in text[span.start : span.end] if sign.isdigit())
