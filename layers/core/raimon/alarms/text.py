"""An alarm as text: first the part for people, in one language or both, then the technical part."""

from typing import Literal

from raimon.alarms.alarm import Alarm
from raimon.alarms.details import detail_lines
from raimon.alarms.phrases import Language
from raimon.alarms.prose import Prose
from raimon.finding import Severity
from raimon.policy import Policy

type Languages = Literal["en", "ja", "both"]

_BOTH: tuple[Language, ...] = ("en", "ja")


def render(
    alarm: Alarm, policy: Policy, languages: Languages, *, told_before: Severity | None = None
) -> str:
    """Return the alarm as text; it holds no value and no mask of a value.

    Args:
        alarm: the alarm.
        policy: says who owns applications, and in which zone times are written.
        languages: English, Japanese, or both one after the other.
        told_before: the severity that people know of, where it has risen since.

    """
    chosen = _BOTH if languages == "both" else (languages,)
    parts = [Prose(alarm, policy, language).lines(told_before) for language in chosen]
    return "\n\n".join("\n".join(part) for part in (*parts, detail_lines(alarm, chosen))) + "\n"
