"""Documents for trying the dashboards: the sample logs, assessed, told, replayed and indexed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import batched, groupby
from pathlib import Path
from statistics import fmean
from typing import Final

from opensearchpy import OpenSearch

from raimon.alarms.alarm import Alarm, AlarmState
from raimon.assessment import Assessment
from raimon.aws.opensearch import OpenSearchBulk, OpenSearchTemplates
from raimon.events import findings_raised
from raimon.finding import Finding
from raimon.policy import default_policy
from raimon.scorers.scoring import Scoring
from raimon.store.alarms import alarm_document
from raimon.store.bulk import Budget, BulkLoop
from raimon.store.documents import AssessedRecord, Document
from raimon.store.encoding import encode
from raimon.store.families import Family, timestamp
from raimon.store.generation import Generation
from raimon.store.templates import Capabilities, ensure_templates
from raimon.store.verdict import Fate
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from raimon_local.replay import replayed
from scripts.dashboards.check.span import Span

LOGS: Final = Path(__file__).resolve().parents[2] / "local" / "raimon_local" / "sample_logs"
SPAN: Final = Span(datetime(2026, 10, 13, tzinfo=UTC), datetime(2026, 10, 15, tzinfo=UTC))

_FIRST: Final = Generation(1_000_000, complete=True)
_SECOND: Final = Generation(1_000_001, complete=True)
_TAKEN_BACK: Final = "transparency.disclaimer_missing"
_STEP: Final = timedelta(hours=4)
_THRESHOLD: Final = 4.0
_MARGIN, _LEAST = 1.25, 0.02  # above the mean of a window, what is still usual
_REQUEST: Final = 400
_SECONDS: Final = 120.0


class SampleRefusedError(Exception):
    """OpenSearch took some documents of the sample and not others."""


def seed(client: OpenSearch) -> None:
    """Put the templates and the sample; what is there already stays or is superseded.

    Raises:
        SampleRefusedError: if a document is refused.

    """
    ensure_templates(OpenSearchTemplates(client), Capabilities())
    loop, budget = BulkLoop(OpenSearchBulk(client)), Budget(remaining=lambda: _SECONDS)
    for batch in batched(documents(), _REQUEST):
        fates = {known.fate for known in loop.write(batch, budget)}
        if not fates <= {Fate.WRITTEN, Fate.SUPERSEDED}:
            message = f"the sample isn't whole: {sorted(fates)}"
            raise SampleRefusedError(message)
    client.indices.refresh(index="raimon-*")


def documents() -> Iterator[Document]:
    """Yield the documents of all families, as the functions write them."""
    told = assessments()
    for each in told:
        record = AssessedRecord(each, _FIRST)
        yield record.invocation()
        yield from record.findings()
        kept = {found.finding_id for found in each.findings if not _taken_back(found, each)}
        yield from record.withdrawn(kept, _SECOND)
    yield from map(_alarm, alarms(told))
    yield from windows(told)


def assessments() -> list[Assessment]:
    """Return what the scorers say of the sample logs."""
    logs = AssessedLogs(Scoring(default_policy(), None))
    results = logs.read(log_files([str(LOGS)]))
    return [each.assessment for each in results if isinstance(each, Assessed)]


def alarms(told: Iterable[Assessment]) -> list[Alarm]:
    """Return the alarms of a replay; some are set on as if people had dealt with them."""
    policy = default_policy()
    raised = [
        event
        for each in told
        for event in findings_raised(each, tuple(filter(policy.notifies, each.findings)))
    ]
    return [
        alarm.model_copy(update={"state": _state(at)})
        for at, alarm in enumerate(replayed(raised, policy).alarms())
    ]


def windows(told: Iterable[Assessment]) -> Iterator[Document]:
    """Yield windows of the refusal signal by application, against the mean of all windows.

    The statistic is a plain cumulative sum: enough to see a line, no test that raises alarms.
    """
    heard = [each for each in told if each.application and "refusal" in each.signals]
    by_application = sorted(heard, key=lambda each: (each.application or "", each.timestamp))
    for application, calls in groupby(by_application, key=lambda each: each.application or ""):
        listed = list(calls)
        baseline, total = fmean(each.signals["refusal"] for each in listed), 0.0
        for start, members in groupby(listed, key=lambda each: _start(each.timestamp)):
            values = [each.signals["refusal"] for each in members]
            total = max(0.0, total + sum(values) - len(values) * baseline)
            yield _window(application, start, values, baseline, total)


def _taken_back(found: Finding, told: Assessment) -> bool:
    """Return whether a second scoring no longer raises the finding."""
    return found.rule_id == _TAKEN_BACK and told.language.input == "ja"


def _state(at: int) -> AlarmState:
    return (AlarmState.OPEN, AlarmState.OPEN, AlarmState.ACKNOWLEDGED, AlarmState.RESOLVED)[at % 4]


def _alarm(alarm: Alarm) -> Document:
    return alarm_document(alarm.model_dump(mode="json", by_alias=True))


def _start(moment: datetime) -> datetime:
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % _STEP


def _window(
    application: str, start: datetime, values: Sequence[float], baseline: float, total: float
) -> Document:
    stream = "refusal_rate.rise/all"
    place = f"{application}|{stream}|{timestamp(start)}"
    name = hashlib.sha256(place.encode()).hexdigest()[:32]
    content = {
        "@timestamp": timestamp(start),
        "end": timestamp(start + _STEP),
        "schema": "raimon.window/1",
        "window_id": name,
        "window": "4h",
        "stream": stream,
        "metric": "refusal_rate",
        "aspect": "robustness",
        "application": application,
        "n": len(values),
        "sum": sum(values),
        "sum_of_squares": sum(value * value for value in values),
        "mean": fmean(values),
        "minimum": min(values),
        "maximum": max(values),
        "baseline": baseline,
        "highest": min(_MARGIN * baseline + _LEAST, 1.0),
        "statistic": total,
        "threshold": _THRESHOLD,
        "revision": 1,
        "closed": True,
    }
    index = Family.WINDOWS.month_index(start)
    return Document(Family.WINDOWS, index, name, 1, encode(content), None)
