"""Which findings are one problem: those that share rule, kind, entity and application."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from raimon.events import FindingRaised

_PART_LENGTH = 64
_DIGEST_LENGTH = 12
_ABSENT = "-"
_ESCAPES = str.maketrans({"%": "%25", "|": "%7C"})


def correlation_key(raised: FindingRaised) -> str:
    """Return the key of the finding's problem, such as privacy.pii|ECHO|EMAIL_ADDRESS|support-chat.

    The model is no part of it: a problem that shows on two models is still one problem.
    """
    finding = raised.finding
    parts = (finding.rule_id, finding.kind, finding.entity, raised.subject.application)
    return "|".join(map(_written, parts))


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


def _written(part: str | None) -> str:
    """Return the part as it stands in a key; a long or strange one is cut and told by its hash."""
    if not part:
        return _ABSENT
    written = part.translate(_ESCAPES)
    if len(written) <= _PART_LENGTH and written.isprintable() and written != _ABSENT:
        return written
    digest = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
    kept = "".join(filter(str.isprintable, written))[: _PART_LENGTH - _DIGEST_LENGTH - 1]
    return f"{kept}~{digest}"
