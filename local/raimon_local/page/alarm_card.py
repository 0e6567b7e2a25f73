"""An alarm as the page shows it: what people receive, and the technical part below."""

import re

from raimon.alarms.alarm import Alarm, AlarmState
from raimon.alarms.phrases import Language
from raimon.alarms.prose import Prose
from raimon.finding import Aspect, Bilingual, Severity
from raimon.invocation import Frozen
from raimon.policy import Policy

_LEAD = re.compile(r"([^.。:]{1,40}(?:: |:(?![0-9])))(.+)", re.DOTALL)


class Command(Frozen):
    """A prepared command with what it does."""

    label: Bilingual
    value: str
    is_link: bool


class Line(Frozen):
    """One line of an alarm, its lead-in apart where it has one."""

    lead: str
    text: str


class AlarmCard(Frozen):
    """One alarm in both languages."""

    alarm_id: str
    rule_id: str
    correlation_key: str
    severity: Severity
    aspect: Aspect
    state: AlarmState
    title: Bilingual
    count: int
    application: str | None
    models: tuple[str, ...]
    regions: tuple[str, ...]
    lines_en: tuple[Line, ...]
    lines_ja: tuple[Line, ...]
    commands: tuple[Command, ...]
    runbook: str

    def lines(self, language: Language) -> tuple[Line, ...]:
        """Return what people read after the title."""
        return self.lines_ja if language == "ja" else self.lines_en


def alarm_card(alarm: Alarm, policy: Policy) -> AlarmCard:
    """Return the alarm's card; its words are those of the notification."""
    return AlarmCard(
        alarm_id=alarm.alarm_id,
        rule_id=alarm.rule_id,
        correlation_key=alarm.correlation_key,
        severity=alarm.severity,
        aspect=alarm.aspect,
        state=alarm.state,
        title=alarm.title,
        count=alarm.count,
        application=alarm.subject.application,
        models=alarm.subject.models,
        regions=alarm.subject.regions,
        lines_en=_lines(alarm, policy, "en"),
        lines_ja=_lines(alarm, policy, "ja"),
        commands=tuple(
            Command(label=action.label, value=action.value, is_link=action.kind == "link")
            for action in alarm.actions
        ),
        runbook=alarm.runbook,
    )


def _lines(alarm: Alarm, policy: Policy, language: Language) -> tuple[Line, ...]:
    title, *rest = Prose(alarm, policy, language).lines()
    del title  # the card has a headline of its own
    return tuple(map(_line, rest))


def _line(text: str) -> Line:
    """Take the lead-in of a line, such as "What to do:", apart from what follows."""
    match = _LEAD.match(text)
    return Line(lead=match[1], text=match[2]) if match else Line(lead="", text=text)
