"""How an alarm lives: opened by findings, joined by more within the merge window, then resolved.

Everything here is a function of the record, the findings and the moment that is passed in, and
what findings add up to doesn't depend on their order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from itertools import chain

from raimon.alarms.alarm import Alarm, AlarmState, AlarmSubject, Confidence, Example
from raimon.alarms.correlation import alarm_id, correlation_key, plain_name
from raimon.alarms.headline import headline, with_change
from raimon.alarms.record import AlarmRecord
from raimon.alarms.whereabouts import actions, runbook
from raimon.events import FindingRaised
from raimon.finding import Severity
from raimon.policy import Policy
from raimon.statistic import Statistic

MOST_AT_ONCE = 99  # a transaction holds a hundred items, and one of them is the record
_IDS_KEPT = 100
_EXAMPLES_KEPT = 5
_NAMES_KEPT = 20
_LASTING = timedelta(days=7)
_NEVER_FOUND = Confidence(lowest=1, highest=0)


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The rules of a deployment by which findings become alarms."""

    policy: Policy
    dashboards_url: str = ""

    def next_findings(
        self, record: AlarmRecord | None, found: Sequence[FindingRaised]
    ) -> Sequence[FindingRaised]:
        """Return those of the findings, the earliest first, that belong to one and the same alarm.

        They join the alarm of the record if the first of them does, and open a new one otherwise.
        """
        joins = record is not None and not self.opens_anew(record, found)
        last = record.alarm.last_event_time if record and joins else found[0].subject.timestamp
        together: list[FindingRaised] = []
        for each in found[:MOST_AT_ONCE]:
            if each.subject.timestamp > last + self._merge_window(each):
                break
            last = max(last, each.subject.timestamp)
            together.append(each)
        return together

    def opens_anew(self, record: AlarmRecord, found: Sequence[FindingRaised]) -> bool:
        """Return whether the earliest of the findings comes too late for the record's alarm."""
        alarm = record.alarm
        quiet_since = found[0].subject.timestamp - self._merge_window(found[0])
        return _is_over(alarm) or quiet_since > alarm.last_event_time

    def advanced(
        self, record: AlarmRecord | None, found: Sequence[FindingRaised], now: datetime
    ) -> AlarmRecord:
        """Return the record with the findings in its alarm, or else in a new one."""
        if record is None:
            return AlarmRecord(alarm=self._joined(_unfound(found[0], 1, now), found, now))
        if not self.opens_anew(record, found):
            joined = self._joined(record.alarm, found, now)
            return record.model_copy(update={"alarm": joined})
        successor = _unfound(found[0], record.alarm.episode + 1, now)
        return AlarmRecord(
            version=record.version,
            alarm=self._joined(successor, found, now),
            ended=None if _is_over(record.alarm) else _resolved(record.alarm, now),
        )

    def is_quiet(self, record: AlarmRecord, now: datetime) -> bool:
        """Return whether the alarm is over because nothing was found for so long."""
        since = record.quiet_since
        usual = self._usual_window
        window = max(usual, _LASTING) if record.alarm.statistic is not None else usual
        return since is not None and now > since + window

    def quiet_before(self, now: datetime) -> datetime:
        """Return the moment since which an alarm must have been quiet to be over now."""
        return now - self._usual_window

    def ended(self, record: AlarmRecord, now: datetime) -> AlarmRecord:
        """Return the record with its alarm resolved."""
        tells = self.policy.notification.resolved and record.told_severity is not None
        return record.model_copy(
            update={"alarm": _resolved(record.alarm, now), "end_untold": tells}
        )

    def _joined(self, alarm: Alarm, found: Sequence[FindingRaised], now: datetime) -> Alarm:
        examples = _examples(alarm, found)
        subject = _subject(alarm.subject, found)
        times = [each.subject.timestamp for each in found]
        confidences = [each.finding.confidence for each in found]
        ids = {*alarm.findings, *(each.finding.finding_id for each in found)}
        return alarm.model_copy(
            update={
                "revision": alarm.revision + len(found),
                "severity": _highest((alarm.severity, *(each.finding.severity for each in found))),
                "updated_at": max(alarm.updated_at, now),
                "event_time": min(alarm.event_time, *times),
                "last_event_time": max(alarm.last_event_time, *times),
                "count": alarm.count + len(found),
                "muted": self._mutes(alarm, now),
                "follows": (alarm.follows or not alarm.count) and all(e.follows for e in found),
                "confidence": Confidence(
                    lowest=min(alarm.confidence.lowest, *confidences),
                    highest=max(alarm.confidence.highest, *confidences),
                ),
                "subject": subject,
                "statistic": _statistic(alarm, found),
                "findings": tuple(sorted(ids)[:_IDS_KEPT]),
                "examples": examples,
                "actions": actions(examples, self.dashboards_url),
            }
        )

    def _mutes(self, alarm: Alarm, now: datetime) -> bool:
        application = alarm.subject.application or ""
        return any(
            fnmatchcase(alarm.rule_id, mute.rule)
            and fnmatchcase(application, mute.application)
            and (mute.until is None or now < mute.until)
            for mute in self.policy.notification.mute
        )

    def _merge_window(self, found: FindingRaised) -> timedelta:
        """Return for how long a problem may be quiet; a stream tells of a lasting one only once."""
        usual = self._usual_window
        return max(usual, _LASTING) if found.finding.statistical else usual

    @property
    def _usual_window(self) -> timedelta:
        return timedelta(minutes=self.policy.notification.merge_window_minutes)


def _unfound(first: FindingRaised, episode: int, now: datetime) -> Alarm:
    """Return the alarm to which the first finding will be added, without any."""
    finding, key = first.finding, correlation_key(first)
    return Alarm(
        alarm_id=alarm_id(key, episode),
        revision=0,
        correlation_key=key,
        episode=episode,
        severity=finding.severity,
        aspect=finding.aspect,
        rule_id=finding.rule_id,
        title=with_change(headline(finding.rule_id, finding.kind, finding.entity), first.statistic),
        opened_at=now,
        updated_at=now,
        event_time=first.subject.timestamp,
        last_event_time=first.subject.timestamp,
        count=0,
        confidence=_NEVER_FOUND,
        subject=AlarmSubject(
            application=plain_name(first.subject.application),
            kind=finding.kind,
            entity=finding.entity,
            group=first.statistic.group if first.statistic else None,
            stream=first.subject.stream,
        ),
        incident=first.incident,
        runbook=runbook(finding.aspect, finding.rule_id),
    )


def _is_over(alarm: Alarm) -> bool:
    return alarm.state is AlarmState.RESOLVED


def _resolved(alarm: Alarm, now: datetime) -> Alarm:
    return alarm.model_copy(
        update={
            "state": AlarmState.RESOLVED,
            "revision": alarm.revision + 1,
            "updated_at": now,
            "resolved_at": now,
        }
    )


def _subject(subject: AlarmSubject, found: Sequence[FindingRaised]) -> AlarmSubject:
    about = [each.subject for each in found]
    models = _names(subject.models, (each.model_id for each in about))
    resources = _names(subject.resources, (plain_name(each.resource) for each in about))
    return subject.model_copy(
        update={
            "model": models[0] if len(models) == 1 else None,
            "models": models,
            "accounts": _names(subject.accounts, (each.account_id for each in about)),
            "regions": _names(subject.regions, (each.region for each in about)),
            "resources": resources,
        }
    )


def _statistic(alarm: Alarm, found: Sequence[FindingRaised]) -> Statistic | None:
    """Return the statistic of the earliest onset: before and after belong together."""
    told = [each.statistic for each in found if each.statistic is not None]
    if alarm.statistic is not None:
        told.append(alarm.statistic)
    return min(told, key=_by_onset, default=None)


def _by_onset(statistic: Statistic) -> tuple[float, str, float]:
    onset = statistic.onset.timestamp() if statistic.onset else 0.0
    return onset, statistic.name, -(statistic.value or 0.0)


def _names(known: tuple[str, ...], more: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({*known, *(name for name in more if name)})[:_NAMES_KEPT])


def _examples(alarm: Alarm, found: Sequence[FindingRaised]) -> tuple[Example, ...]:
    candidates = [*alarm.examples, *chain.from_iterable(map(_told, found))]
    return tuple(sorted(candidates, key=_in_time)[:_EXAMPLES_KEPT])


def _told(raised: FindingRaised) -> Iterator[Example]:
    """Give what the finding is about: its call, or some of its many calls."""
    subject, explanation = raised.subject, raised.finding.explanation
    for pointer in raised.pointers or (subject,):
        yield Example(
            finding_id=raised.finding.finding_id,
            invocation_id=pointer.invocation_id,
            request_id=pointer.request_id,
            timestamp=pointer.timestamp,
            explanation=explanation,
            source=pointer.source,
            region=subject.region,
            event_id=subject.event_id,
        )


def _in_time(example: Example) -> tuple[float, str]:
    return example.timestamp.timestamp(), example.finding_id


def _highest(severities: Iterable[Severity]) -> Severity:
    return max(severities, key=lambda severity: severity.rank)
