"""Which groups the stereotypes are about that answers affirm: for the rate and for its alarm."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, Protocol

from raimon.assessment import Assessment
from raimon.finding import Fact, Severity
from raimon.windows.disparity_words import names_of

VALUE: Final = "stereotype"
LABEL: Final = "stereotype_of"
_RULE: Final = "fairness.stereotype"
_UNNAMED: Final = ("no single group", "特定の属性グループに限りません")


class Labelled(Protocol):
    """A call, as far as it matters here."""

    @property
    def moment(self) -> datetime:
        """Return when it was."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Return of which kinds its answer is."""


def stereotyped_group(assessment: Assessment) -> str | None:
    """Return the group of the stereotype that an answer affirms, None if it affirms none."""
    return next(
        (
            str(finding.evidence.get("group", ""))
            for finding in assessment.findings
            if finding.rule_id == _RULE and finding.severity.rank >= Severity.MEDIUM.rank
        ),
        None,
    )


def hit_most(calls: Iterable[Labelled], since: datetime) -> tuple[str, ...]:
    """Return the groups that answers since a moment affirm stereotypes of, the most hit first."""
    told = Counter(
        call.labels[LABEL] for call in calls if call.moment >= since and call.labels.get(LABEL)
    )
    return tuple(sorted(told, key=lambda group: (-told[group], group)))


def facts_of(groups: tuple[str, ...]) -> Mapping[str, Fact]:
    """Return the names of the groups in both languages, the first few of many."""
    if not groups:
        return {"groups_en": _UNNAMED[0], "groups_ja": _UNNAMED[1]}
    names = names_of(groups)
    return {"groups_en": names.en, "groups_ja": names.ja}
