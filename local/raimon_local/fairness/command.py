"""`raimon fairness`: reads the logs, measures, prints the table and draws the page."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from raimon_local.fairness import page
from raimon_local.fairness.report import Good, Report, report_of
from raimon_local.fairness.reviews import read_reviews
from raimon_local.fairness.rows import Paths, Reader
from raimon_local.fairness.table import lines
from raimon_local.fairness.words import Words
from raimon_local.log_files import log_files
from raimon_local.pipeline_options import PipelineOptions
from raimon_local.progress import Progress
from raimon_local.score import print_line
from raimon_local.texts import Language


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for, as it stood on the command line."""

    group: str
    outcome: str
    good: Good
    label: str | None = None
    strata: tuple[str, ...] = ()
    facet: str | None = None
    reviewed: Path | None = None  # what people judged


def run(
    arguments: Sequence[str],
    options: PipelineOptions,
    question: Question,
    *,
    html: Path | None,
    language: Language,
) -> int:
    """Print the report; return 1 if a record was refused, else 0."""
    paths = Paths.of(question.group, question.outcome, question.label, question.strata)
    files = log_files(arguments)
    reviews = read_reviews(question.reviewed) if question.reviewed else {}
    reader = Reader(paths, reviews=reviews)
    progress = Progress(sys.stderr, time.monotonic)
    logs = options.logs(options.policy(), sys.stderr)
    rows = list(reader.rows(logs.read(files), progress.show))
    progress.clear()
    report = report_of(rows, question.good, question.facet, reader.judged)
    words = Words(language)
    if html is not None:
        page.write(report, words, (question.group, question.outcome), html)
        sys.stderr.write(f"  page         {html}\n")
    for line in lines(report, words, question.group, question.outcome):
        print_line(line)
    print_line(_counts(report, reader, words))
    return 1 if reader.refused else 0


def _counts(report: Report, reader: Reader, words: Words) -> str:
    return words.text(
        "page",
        "counts",
        units=f"{report.units:,}",
        records=f"{reader.invocations:,}",
        without_group=f"{report.without_group:,}",
        without_outcome=f"{report.without_outcome:,}",
        refused=f"{reader.refused.total():,}",
    )
