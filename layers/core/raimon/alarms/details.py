"""The technical part of an alarm: full ids, and a command for each example's log record."""

from collections.abc import Iterator, Sequence

from raimon.alarms.alarm import Alarm, Example
from raimon.alarms.phrases import Language, in_language, phrase
from raimon.alarms.whereabouts import command, trail_command
from raimon.statistic import KindOfPrompt

_INDENT = "  "
_SEPARATOR = " / "  # between the languages


def detail_lines(alarm: Alarm, languages: Sequence[Language]) -> Iterator[str]:
    """Give the lines; what is technical is the same in all languages and stands there once."""
    yield _said("heading", languages)
    for name, value in _facts(alarm):
        if value:
            yield f"{_INDENT}{_said(name, languages)}: {value}"
    yield from _records(alarm.examples, languages)
    for action in alarm.actions:
        if action.kind == "link":
            yield _INDENT + _SEPARATOR.join(in_language(action.label, each) for each in languages)
            yield _INDENT * 2 + action.value


def _facts(alarm: Alarm) -> Iterator[tuple[str, str]]:
    yield "alarm", alarm.alarm_id
    yield "rule", alarm.rule_id
    yield "problem", alarm.correlation_key
    yield "models", ", ".join(alarm.subject.models)
    yield "account", ", ".join(alarm.subject.accounts)
    yield "region", ", ".join(alarm.subject.regions)
    yield "resources", ", ".join(alarm.subject.resources)
    yield "statistic", alarm.statistic.name if alarm.statistic else ""
    yield "kinds", ", ".join(f"{each.k:g}/{each.n}" for each in _kinds(alarm))
    yield "runbook", alarm.runbook


def _kinds(alarm: Alarm) -> Sequence[KindOfPrompt]:
    return (alarm.statistic.kinds or ()) if alarm.statistic else ()


def _records(examples: Sequence[Example], languages: Sequence[Language]) -> Iterator[str]:
    if any(command(example.source) for example in examples):
        yield _INDENT + _said("rights", languages)
    for number, example in enumerate(examples, start=1):
        if example.request_id:
            title = _said("record", languages, number=number)
            yield f"{_INDENT}{title}: {example.request_id}"
            yield _INDENT * 2 + (command(example.source) or _said("event", languages))
        elif event := trail_command(example):
            yield f"{_INDENT}{_said('trail', languages, number=number)}: {example.event_id}"
            yield _INDENT * 2 + event


def _said(name: str, languages: Sequence[Language], /, **values: object) -> str:
    return _SEPARATOR.join(phrase("detail", name, language, **values) for language in languages)
