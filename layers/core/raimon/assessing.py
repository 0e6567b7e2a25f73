"""Assess a log object from end to end: read, parse, score, keep the results, raise the findings.

A retry repeats every step with the same bytes under the same keys, so nothing counts twice.
"""

import gzip
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import IO, BinaryIO, Protocol, Self

from raimon.assessment import Assessment
from raimon.bedrock.body_store import BodyStore
from raimon.bedrock.log_object import LogLine, read_log
from raimon.bedrock.record import parse_record
from raimon.errors import (
    BodyUnavailableError,
    RaimonError,
    UnreadableObjectError,
    UnreadableRecordError,
)
from raimon.events import FINDING_RAISED, findings_raised
from raimon.invocation import Invocation, Source
from raimon.quarantine import QuarantineEntry
from raimon.scorers.privacy.crossing import Crossing, Crossings
from raimon.scorers.scoring import Scoring
from raimon.store.generation import PREFIX, AssessmentObject, Generation
from raimon.windows.arrivals import arrival_key
from raimon.windows.call import Call
from raimon.windows.from_assessment import call_of
from raimon.windows.state import call_line

DIRECT = "direct"  # stands for the bucket where a record came as an event
_SPOOL_BYTES = 4 << 20  # results up to this size stay in memory, larger ones in /tmp
_COMPRESSION = 6  # of 9, which takes twice the time for 6 % fewer bytes
_EVENTS_AT_ONCE = 100

type Line = LogLine | UnreadableRecordError


class LogStore(Protocol):
    """Where log objects lie."""

    def open(self, bucket: str, key: str) -> BinaryIO:
        """Open the object to be read once, from its beginning."""


class ResultStore(Protocol):
    """Where results go: writing a key twice leaves the second content."""

    def write(self, key: str, content: IO[bytes], counts: Mapping[str, int]) -> None:
        """Write the content under the key, with the counts beside it."""

    def remove(self, key: str) -> None:
        """Remove the key; one that isn't there is fine."""


class Bus(Protocol):
    """Raimon's own event bus."""

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Send events of one type; the details are JSON."""


class BodiesPendingError(RaimonError):
    """Bodies beside the log aren't there yet: what is known was assessed, try again later."""

    def __init__(self, pending: int) -> None:
        """Remember how many invocations wait."""
        super().__init__(f"{pending} invocations wait for a body beside the log")
        self.pending = pending


@dataclass(slots=True)
class Counts:
    """What became of the records of one log object: seen = assessed + quarantined."""

    seen: int = 0
    assessed: int = 0
    quarantined: int = 0
    findings: int = 0
    raised: int = 0
    bodies_pending: int = 0
    crossed: int = 0  # leaks of what another user had given
    look_ups_skipped: int = 0  # leaks of which that couldn't be told

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Assessor:
    """Assesses what lies in the log bucket and what comes as an event."""

    logs: LogStore
    bodies: BodyStore
    results: ResultStore
    bus: Bus
    scoring: Scoring
    crossings: Crossings | None = None  # None: no value is followed from one user to another

    def assess_object(self, bucket: str, key: str, *, may_wait: bool = False) -> Counts:
        """Assess every record of a log object and return what became of them.

        Args:
            bucket: the log bucket.
            key: the object's key.
            may_wait: whether a body that isn't there yet is worth another try.

        Raises:
            BodiesPendingError: after the results were written, when bodies are missing.

        """
        with closing(self.logs.open(bucket, key)) as stream:
            return self._assess(read_log(stream), bucket, key, may_wait=may_wait)

    def assess_record(
        self, record: Mapping[str, object], event_id: str, *, may_wait: bool = False
    ) -> Counts:
        """Assess one record that came as an event, likewise."""
        return self._assess(iter((LogLine(0, record),)), DIRECT, event_id, may_wait=may_wait)

    def _assess(self, lines: Iterable[Line], bucket: str, key: str, *, may_wait: bool) -> Counts:
        with _Spool() as results, _Spool() as quarantine, _Spool() as calls:
            run = _Run(self, bucket, key, results, quarantine, calls, may_wait=may_wait)
            run.read(lines)
            run.finish()
        if run.counts.bodies_pending:
            raise BodiesPendingError(run.counts.bodies_pending)
        return run.counts


@dataclass(slots=True)
class _WatchedBodies:
    """A body store that counts the bodies which aren't there yet."""

    inner: BodyStore
    missing: int = 0

    def fetch(self, uri: str) -> bytes:
        """Return the body, or count it as missing and say so."""
        try:
            return self.inner.fetch(uri)
        except BodyUnavailableError as error:
            self.missing += error.reason == "not_found"
            raise


class _Spool:
    """Lines of JSON on their way into one gzip object, the same bytes for the same lines."""

    def __init__(self) -> None:
        """Begin an empty object."""
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - this class is the context
            max_size=_SPOOL_BYTES
        )
        self._gzip = gzip.GzipFile("", "wb", _COMPRESSION, self._file, mtime=0)

    def __enter__(self) -> Self:
        """Hand out the spool."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the object go."""
        self._gzip.close()
        self._file.close()

    def write(self, line: str) -> None:
        """Add a line."""
        self._gzip.write(line.encode() + b"\n")

    def content(self) -> IO[bytes]:
        """End the object and return it, ready to be read from its beginning."""
        self._gzip.close()
        self._file.seek(0)
        return self._file


@dataclass(slots=True)
class _Run:
    """One pass over the records of one log object or event."""

    assessor: Assessor
    bucket: str
    key: str
    results: _Spool
    quarantine: _Spool
    calls: _Spool  # what the statistics need of each call
    may_wait: bool = field(kw_only=True)
    counts: Counts = field(default_factory=Counts)
    events: list[str] = field(default_factory=list)
    bodies: _WatchedBodies = field(init=False)
    crossing: Crossing | None = field(init=False)

    def __post_init__(self) -> None:
        """Watch the bodies of this pass alone."""
        self.bodies = _WatchedBodies(self.assessor.bodies)
        crossings = self.assessor.crossings
        self.crossing = crossings.begin() if crossings else None

    def read(self, lines: Iterable[Line]) -> None:
        """Assess line by line; what can't be read is set aside and the rest goes on."""
        try:
            for line in lines:
                self.counts.seen += 1
                if isinstance(line, LogLine):
                    self._assess(line)
                else:
                    self._set_aside(line.reason, line.line)
        except UnreadableObjectError as error:
            self.counts.seen += 1
            self._set_aside(error.reason, 0)

    def finish(self) -> None:
        """Write what was collected, and raise what is left to raise."""
        self._settle_rest()
        store, counts = self.assessor.results, self.counts.as_dict()
        generation = Generation(
            self.assessor.scoring.version, complete=not self.counts.bodies_pending
        )
        scoring = AssessmentObject(f"{PREFIX}{self.bucket}/{self.key}/", generation)
        store.write(scoring.key, self.results.content(), counts)
        aside = f"quarantine/assess/{self.bucket}/{self.key}.ndjson.gz"
        if self.counts.quarantined:
            store.write(aside, self.quarantine.content(), counts)
        else:
            store.remove(aside)  # an earlier version may have refused what this one reads
        self._leave_calls(counts)
        self._send()

    def _leave_calls(self, counts: Mapping[str, int]) -> None:
        """Leave what the statistics need where `compare` looks for it."""
        if self.counts.assessed and self.assessor.scoring.policy.statistics.enabled:
            content = self.calls.content()
            key = arrival_key(self.bucket, self.key, content.read())
            content.seek(0)
            self.assessor.results.write(key, content, counts)

    def _assess(self, line: LogLine) -> None:
        missing_before = self.bodies.missing
        source = Source(bucket=self.bucket, key=self.key, line=line.line)
        try:
            invocation = parse_record(line.record, source, self.bodies)
            assessment = self.assessor.scoring.assess(invocation)
            call = call_line(self._call(invocation, assessment))
        except UnreadableRecordError as error:
            self._set_aside(error.reason, line.line)
        except Exception as error:  # noqa: BLE001 - the record loop: one record takes no other down
            self._set_aside(f"failed_{type(error).__name__}", line.line)
        else:
            pending = self.bodies.missing > missing_before
            if not (pending and self.may_wait):
                self.calls.write(call)
            self._settle(invocation, assessment, pending=pending)

    def _call(self, invocation: Invocation, assessment: Assessment) -> Call:
        scoring = self.assessor.scoring
        rules = scoring.policy.fairness.disparity
        return call_of(invocation, assessment, scoring.token_key, rules)

    def _settle(self, invocation: Invocation, assessment: Assessment, *, pending: bool) -> None:
        """Keep the assessment, at once or when its leaks were looked up with those of others."""
        if self.crossing is None:
            self._keep(assessment, pending=pending)
            return
        for settled in self.crossing.add(invocation, assessment, pending=pending):
            self._keep(settled.assessment, pending=settled.pending)

    def _settle_rest(self) -> None:
        if self.crossing is not None:
            for settled in self.crossing.rest():
                self._keep(settled.assessment, pending=settled.pending)
            self.counts.crossed = self.crossing.counts.crossed
            self.counts.look_ups_skipped = self.crossing.counts.skipped

    def _keep(self, assessment: Assessment, *, pending: bool) -> None:
        self.results.write(assessment.to_json())
        self.counts.assessed += 1
        self.counts.findings += len(assessment.findings)
        if pending and self.may_wait:
            self.counts.bodies_pending += 1  # its findings may change: they are raised later
            return
        policy = self.assessor.scoring.policy
        raised = tuple(filter(policy.notifies, assessment.findings))
        self.counts.raised += len(raised)
        self.events += [event.model_dump_json() for event in findings_raised(assessment, raised)]
        if len(self.events) >= _EVENTS_AT_ONCE:
            self._send()

    def _send(self) -> None:
        if self.events:
            self.assessor.bus.put(FINDING_RAISED, self.events)
            self.events = []

    def _set_aside(self, reason: str, line: int) -> None:
        source = Source(bucket=self.bucket, key=self.key, line=line)
        self.quarantine.write(QuarantineEntry(reason=reason, source=source).to_json())
        self.counts.quarantined += 1
