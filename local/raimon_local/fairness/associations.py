"""`raimon fairness --association` and `--semantic`: what answers associate with whom."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from raimon.bias.association import Association, associations
from raimon.bias.association_reading import Reader
from raimon.invocation import Segment
from raimon_local.assessed_logs import Assessed
from raimon_local.embedding.port import Embedding, embedding_of
from raimon_local.fairness import association_page
from raimon_local.fairness.association_words import Words, lines
from raimon_local.fairness.semantic import Contexts, Semantics, semantics
from raimon_local.log_files import log_files
from raimon_local.pipeline_options import PipelineOptions
from raimon_local.progress import Progress
from raimon_local.refused import Refused
from raimon_local.score import print_line


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: occupations, an embedding of groups, or both."""

    occupations: bool = False
    embedding: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found."""

    answers: int
    asked_for: int
    occupations: tuple[Association, ...] | None
    semantics: tuple[Semantics, ...] | None
    embedding: str | None


@dataclass(slots=True)
class Collected:
    """What the answers of the logs hold of occupations and groups, each unit once."""

    reader: Reader = field(default_factory=Reader)
    contexts: Contexts = field(default_factory=Contexts)
    refused: Counter[str] = field(default_factory=Counter)
    _seen: set[str] = field(default_factory=set)

    def take(self, results: Iterable[Assessed | Refused]) -> Iterator[int]:
        """Take in the records, each question of each person once; yield how many were read."""
        for count, result in enumerate(results, 1):
            yield count
            if isinstance(result, Refused):
                self.refused[result.reason] += 1
            elif result.call.unit not in self._seen:
                self._seen.add(result.call.unit)
                self._take(result)

    def _take(self, result: Assessed) -> None:
        answer = result.invocation.text(Segment.OUTPUT)
        language = result.assessment.language.output or ""
        self.reader.take(result.invocation.text(Segment.USER), answer, language)
        self.contexts.take(result.call.unit, answer, language)


def run(
    arguments: Sequence[str],
    options: PipelineOptions,
    wanted: Wanted,
    *,
    html: Path | None,
    words: Words,
) -> int:
    """Print what was found; return 1 if a record was refused, else 0."""
    embedding = embedding_of(wanted.embedding, wanted.region) if wanted.embedding else None
    files = log_files(arguments)
    collected, progress = Collected(), Progress(sys.stderr, time.monotonic)
    logs = options.logs(options.policy(), sys.stderr)
    for count in collected.take(logs.read(files)):
        progress.show(f"{count:,} records read")
    progress.clear()
    found = _found(collected, wanted, embedding)
    if html is not None:
        association_page.write(found, words, html)
        sys.stderr.write(f"  page         {html}\n")
    for line in lines(found, words):
        print_line(line)
    return 1 if collected.refused else 0


def _found(collected: Collected, wanted: Wanted, embedding: Embedding | None) -> Found:
    return Found(
        answers=collected.reader.answers,
        asked_for=collected.reader.asked_for,
        occupations=associations(collected.reader.counted) if wanted.occupations else None,
        semantics=semantics(collected.contexts, embedding) if embedding else None,
        embedding=embedding.name if embedding else None,
    )
