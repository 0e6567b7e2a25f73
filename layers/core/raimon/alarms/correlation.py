"""Which findings are one problem: those that share rule, kind, entity and application.

What is no application's problem but that of a resource has the resource in the last place.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

from raimon.events import FindingRaised, StreamRecovered

_ABSENT = "-"
_NAME = re.compile(r"[\w .:/-]{1,64}")
_DIGEST_LENGTH = 12


def correlation_key(raised: FindingRaised) -> str:
    """Return the key of the finding's problem, such as privacy.pii|ECHO|EMAIL_ADDRESS|support-chat.

    The model is no part of it: a problem that shows on two models is still one problem.
    """
    finding, subject = raised.finding, raised.subject
    whose = subject.application or subject.resource
    return _key(finding.rule_id, finding.kind, finding.entity, whose)


def key_of_recovery(recovered: StreamRecovered) -> str:
    """Return the key of the problem that is over."""
    whose = recovered.application or recovered.resource
    return _key(recovered.rule_id, recovered.kind, recovered.entity, whose)


def _key(*parts: str | None) -> str:
    return "|".join(plain_name(part) or _ABSENT for part in parts)


def plain_name(name: str | None) -> str | None:
    """Return the name if it looks like one, else a stand-in that is the same each time.

    The caller of a model says what its application is called, so it may be anything: the separator
    of keys, a line break, somebody's address. None of that goes into keys, subjects or mails.
    """
    if not name:
        return None
    if _NAME.fullmatch(name) and name != _ABSENT:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"unnamed~{digest[:_DIGEST_LENGTH]}"


def by_problem(raised: Iterable[FindingRaised]) -> dict[str, list[FindingRaised]]:
    """Return the findings by correlation key, each finding once, the earliest first."""
    problems: defaultdict[str, dict[str, FindingRaised]] = defaultdict(dict)
    for each in raised:
        problems[correlation_key(each)].setdefault(each.finding.finding_id, each)
    return {key: sorted(group.values(), key=in_time) for key, group in problems.items()}


def in_time(raised: FindingRaised) -> tuple[float, str]:
    """Return what findings are ordered by: their event time, then their id."""
    return raised.subject.timestamp.timestamp(), raised.finding.finding_id


def alarm_id(key: str, episode: int) -> str:
    """Return the id of the problem's n-th alarm: 32 hex of SHA-256 over key and number."""
    return hashlib.sha256(f"{key}\x1f{episode}".encode()).hexdigest()[:32]
