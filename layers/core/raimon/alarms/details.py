"""The technical part of an alarm: full ids, and a command for each example's log record."""

from collections.abc import Iterator, Sequence

from raimon.alarms.alarm import Alarm, Example
from raimon.alarms.phrases import Language, phrase
from raimon.alarms.whereabouts import command

_INDENT = "  "


def detail_lines(alarm: Alarm, languages: Sequence[Language]) -> Iterator[str]:
    """Give the lines; what is technical is the same in all languages and stands there once."""
    yield _said("heading", languages)
    for name, value in _facts(alarm):
        if value:
            yield f"{_INDENT}{_said(name, languages)}: {value}"
    for number, example in enumerate(alarm.examples, start=1):
        yield from _record(number, example, languages)
    if any(command(example.source) for example in alarm.examples):
        yield _INDENT + _said("rights", languages)
    for action in alarm.actions:
        if action.kind == "link":
            yield _INDENT + " / ".join(getattr(action.label, language) for language in languages)
            yield _INDENT * 2 + action.value


def _facts(alarm: Alarm) -> Iterator[tuple[str, str]]:
    yield "alarm", alarm.alarm_id
    yield "rule", alarm.rule_id
    yield "problem", alarm.correlation_key
    yield "models", ", ".join(alarm.subject.models)
    yield "account", ", ".join(alarm.subject.accounts)
    yield "region", ", ".join(alarm.subject.regions)
    yield "statistic", alarm.statistic.name if alarm.statistic else ""
    yield "runbook", alarm.runbook


def _record(number: int, example: Example, languages: Sequence[Language]) -> Iterator[str]:
    yield _INDENT + _said("record", languages, number=number, request=example.request_id)
    line = command(example.source)
    if line:
        source = example.source
        uri = f"s3://{source.bucket}/{source.key}"
        yield _INDENT * 2 + _said("place", languages, uri=uri, line=source.line)
        yield _INDENT * 2 + line
    else:
        yield _INDENT * 2 + _said("event", languages)


def _said(name: str, languages: Sequence[Language], /, **values: object) -> str:
    return " / ".join(phrase("detail", name, language, **values) for language in languages)
