"""The record loop of one machine: every record of the logs becomes an assessment or a refusal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from raimon.assessment import Assessment
from raimon.bedrock.body_store import BodyStore, NoBodies
from raimon.bedrock.log_object import LogLine, read_log
from raimon.bedrock.record import parse_record
from raimon.errors import UnreadableObjectError, UnreadableRecordError
from raimon.invocation import Invocation, Source
from raimon.scorers.privacy.crossing import Crossings
from raimon.scorers.privacy.token_memory import InMemoryTokens, TokenMemory
from raimon.scorers.scoring import Scoring
from raimon.windows.call import Call
from raimon.windows.from_assessment import call_of
from raimon_local.local_bodies import LocalBodies
from raimon_local.log_files import BUCKET, LogFile
from raimon_local.refused import Refused


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment with its line of JSON, what was assessed, and what the statistics need."""

    invocation: Invocation
    assessment: Assessment
    json: str
    call: Call

    def to_json(self) -> str:
        """Return the assessment as one line of JSON."""
        return self.json


@dataclass(frozen=True, slots=True)
class AssessedLogs:
    """Logs on their way through the scorers, one record after the other, in constant memory."""

    scoring: Scoring
    bodies: Path | None = None  # None: in the tree of each log
    bucket: str = BUCKET
    memory: TokenMemory = field(default_factory=InMemoryTokens)  # of values that were seen before

    def read(self, files: Iterable[LogFile]) -> Iterator[Assessed | Refused]:
        """Assess every record of every log; what can't be read is refused and the rest goes on."""
        for file in files:
            yield from self._read(file)

    def _read(self, file: LogFile) -> Iterator[Assessed | Refused]:
        bodies = self._bodies_of(file)
        try:
            with file.open() as stream:
                for line in read_log(stream):
                    source = Source(bucket=self.bucket, key=file.key, line=line.line)
                    if isinstance(line, LogLine):
                        yield self._assess(line, source, bodies)
                    else:
                        yield Refused(line.reason, source)
        except UnreadableObjectError as error:
            yield Refused(error.reason, Source(bucket=self.bucket, key=file.key, line=0))
        except OSError:
            yield Refused("file_not_readable", Source(bucket=self.bucket, key=file.key, line=0))

    def _bodies_of(self, file: LogFile) -> BodyStore:
        root = self.bodies or file.root
        return LocalBodies(root) if root else NoBodies()

    def _assess(self, line: LogLine, source: Source, bodies: BodyStore) -> Assessed | Refused:
        try:
            invocation = parse_record(line.record, source, bodies)
            assessment = self._settled(invocation, self.scoring.assess(invocation))
            call = self._call(invocation, assessment)
            return Assessed(invocation, assessment, assessment.to_json(), call)
        except UnreadableRecordError as error:
            return Refused(error.reason, source)
        except Exception as error:  # noqa: BLE001 - the record loop: one record takes no other down
            return Refused(f"failed_{type(error).__name__}", source)

    def _call(self, invocation: Invocation, assessment: Assessment) -> Call:
        rules = self.scoring.policy.fairness.disparity
        return call_of(invocation, assessment, self.scoring.token_key, rules)

    def _settled(self, invocation: Invocation, assessment: Assessment) -> Assessment:
        """Return the assessment with its leaks held against what earlier records held."""
        crossings = Crossings(self.memory, self.scoring.policy, self.scoring.token_key)
        one = crossings.begin()
        [settled] = (*one.add(invocation, assessment), *one.rest())
        return settled.assessment
