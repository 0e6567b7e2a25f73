"""One call as the statistics see it: numbers and hashes, none of its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from raimon.invocation import Source
from raimon.windows.fingerprint import Fingerprint

REFUSED: Final = "refusal_rate"  # the value of a call that was answered: 1, 1/2 or 0


@dataclass(frozen=True, slots=True)
class Family:
    """All calls that succeed one another when something is deployed: those of one application.

    The model and the prompt are no part of it, so that a new version is held against the old one.
    An application without a name is known by the role that calls.
    """

    account_id: str
    application: str | None
    role: str = "-"

    @property
    def key(self) -> str:
        """Return what families are told apart and ordered by."""
        return "|".join((self.account_id, self.application or "-", self.role))


@dataclass(frozen=True, slots=True)
class Call:
    """What one call adds to its windows; a metric that doesn't apply to it is absent."""

    call_id: str
    moment: datetime
    family: Family
    language: str
    unit: str  # calls of one unit say one thing: see from_assessment
    fingerprint: Fingerprint
    values: Mapping[str, float] = field(default_factory=dict)
    request_id: str | None = None
    source: Source | None = None  # where its log record stands
    asked: str = ""  # hash of the words asked, whoever asks
    answer: str = ""  # hash of the words answered
    labels: Mapping[str, str] = field(default_factory=dict)  # kinds, in words of ours
    scoring: int = 0  # of two that tell of the same call, the later scoring is right
    key_epoch: int = 0  # of the key of its hashes
    groups: Mapping[str, str] = field(default_factory=dict)  # by axis: see disparity_groups
    topic: str = ""  # like is compared with like
    outcomes: Mapping[str, float] = field(default_factory=dict)  # what it meant for these groups
    caller: str = ""  # hash of who asks
    near: str = ""  # signature of the words asked: see near
    figures: str = ""  # hash of the numbers asked
    decision: str = ""  # hash of what the answer decides, if it shows that
    kind: str = ""  # of the prompt among those before it: see neighbours

    @property
    def rank(self) -> tuple[int, int, str]:
        """Return what decides between two that tell of the same call, whatever their order."""
        place = self.source
        where = f"{place.bucket}/{place.key}:{place.line}" if place else ""
        return self.scoring, self.key_epoch, where
