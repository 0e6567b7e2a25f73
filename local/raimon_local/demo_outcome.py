"""What a run of the local stack left behind: assessments, alarms, counts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from gzip import decompress

from raimon.alarms.alarm import Alarm
from raimon.assessment import Assessment
from raimon.events import FindingRaised
from raimon.policy import default_policy
from raimon.windows.state import taken_up
from raimon_local.stack import LocalStack
from raimon_local.streams.drawing import Scene, scene
from raimon_local.streams.gaps import gap_drawings, gap_windows_in
from raimon_local.streams.watched import watched, windows_in

_ASSESSMENTS = "assessments/"
_QUARANTINE = "quarantine/"
_STATE = "statistics/state/"
_WINDOWS = "windows/"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One assessment an invocation, the alarms as they stand, and the counts of the stages."""

    assessments: tuple[Assessment, ...]
    alarms: tuple[Alarm, ...]
    streams: Scene  # as `compare` left them
    counts: Mapping[str, int]

    @property
    def findings(self) -> int:
        """Return how many findings there are."""
        return sum(len(assessment.findings) for assessment in self.assessments)


def outcome_of(stack: LocalStack, *, objects: int) -> Outcome:
    """Take from the stack what came of the objects."""
    results = dict(stack.results())
    lines = sum(1 for _ in _lines(results, _newest(results)))
    quarantined = sum(1 for _ in _lines(results, _below(results, _QUARANTINE)))
    assessments = tuple(_assessments(results))
    policy = default_policy()
    return Outcome(
        assessments=assessments,
        alarms=_as_they_stand(stack.alarm_events()),
        streams=_streams(results, stack.statistical_findings()),
        counts={
            "objects": objects,
            "seen": lines + quarantined,
            "assessed": lines,
            "quarantined": quarantined,
            "raised": sum(
                policy.notifies(finding) for item in assessments for finding in item.findings
            ),
            "notifications": len(stack.notifications()),
            "dead_letters": len(stack.dead_letters()),
        },
    )


def _assessments(results: Mapping[str, bytes]) -> Iterator[Assessment]:
    """Yield one assessment an invocation, in order of time; a second delivery says the same."""
    found: dict[str, Assessment] = {}
    for line in _lines(results, _newest(results)):
        assessment = Assessment.model_validate_json(line)
        found.setdefault(assessment.invocation_id, assessment)
    yield from sorted(found.values(), key=lambda item: (item.timestamp, item.invocation_id))


def _streams(results: Mapping[str, bytes], told: Iterable[FindingRaised]) -> Scene:
    """Return the streams by the last state, with the windows that were left for OpenSearch."""
    states = _below(results, _STATE)
    content = results[states[-1]] if states else None
    watch = taken_up(content, default_policy().statistics).memory.watch
    lines, found = list(_lines(results, _below(results, _WINDOWS))), list(told)
    gaps = gap_drawings(gap_windows_in(lines), found)
    return scene(watched(watch, windows_in(lines), found), gaps)


def _newest(results: Mapping[str, bytes]) -> list[str]:
    """Return the key of the newest scoring of each log object."""
    below = _below(results, _ASSESSMENTS)
    return list({key.rsplit("/", 1)[0]: key for key in below}.values())


def _below(results: Mapping[str, bytes], prefix: str) -> list[str]:
    return sorted(key for key in results if key.startswith(prefix))


def _lines(results: Mapping[str, bytes], keys: Iterable[str]) -> Iterator[bytes]:
    for key in keys:
        yield from decompress(results[key]).splitlines()


def _as_they_stand(events: Iterable[Mapping[str, object]]) -> tuple[Alarm, ...]:
    """Return each alarm as its latest event says, in the order of what they are about."""
    alarms: dict[str, Alarm] = {}
    for event in events:
        alarm = Alarm.model_validate(event)
        known = alarms.get(alarm.alarm_id)
        if known is None or alarm.revision >= known.revision:
            alarms[alarm.alarm_id] = alarm
    return tuple(sorted(alarms.values(), key=lambda alarm: (alarm.event_time, alarm.alarm_id)))
