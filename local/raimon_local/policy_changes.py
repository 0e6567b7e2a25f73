"""What another policy would change: alarms that only one of two raises over the same logs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from raimon.alarms.alarm import Alarm

type _Problem = tuple[str, int]  # what an alarm is about, and how often that came back


def changes(
    before: Iterable[Alarm], after: Iterable[Alarm], language: Literal["en", "ja"]
) -> Iterator[str]:
    """Yield a line for each alarm that only one policy raises, or that is more or less severe.

    Args:
        before: the alarms under the policy that is held against the other.
        after: the alarms under the other policy.
        language: of the alarms' titles.

    """
    old, new = _by_problem(before), _by_problem(after)
    told = [(old[problem], f"- {_said(old[problem], language)}") for problem in old.keys() - new]
    told += [(new[problem], f"+ {_said(new[problem], language)}") for problem in new.keys() - old]
    told += [
        (new[both], f"~ {_said(new[both], language)}; was {old[both].severity}")
        for both in old.keys() & new
        if old[both].severity != new[both].severity
    ]
    for _, line in sorted(told, key=lambda pair: (pair[0].opened_at, pair[1])):
        yield line


def _by_problem(alarms: Iterable[Alarm]) -> Mapping[_Problem, Alarm]:
    return {(alarm.correlation_key, alarm.episode): alarm for alarm in alarms}


def _said(alarm: Alarm, language: Literal["en", "ja"]) -> str:
    application = f" ({alarm.subject.application})" if alarm.subject.application else ""
    title = alarm.title.ja if language == "ja" else alarm.title.en
    return f"{alarm.opened_at:%Y-%m-%d %H:%M} [{alarm.severity}] {title}{application}"
