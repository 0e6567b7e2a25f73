"""Deployments: a fingerprint that an application has never been seen with.

A system prompt with a name in it makes a new fingerprint of every call. So an application keeps so
many fingerprints at most; beyond that its system prompt counts as one that always changes, which
is said and no longer looked at.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from raimon.windows.call import Family
from raimon.windows.fingerprint import SYSTEM_PROMPT, Fingerprint, changes

MOST_FINGERPRINTS: Final = 64
MERGED: Final = "merged"


@dataclass(frozen=True, slots=True)
class Deployment:
    """What changed, and the first call that showed it."""

    moment: datetime
    changed: tuple[str, ...]


def deployment_id(family: Family, found: Deployment) -> str:
    """Return the id of a deployment: the same whenever it is told of."""
    named = f"{family.key}\x1f{found.moment.isoformat()}\x1f{','.join(found.changed)}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Deployments:
    """The fingerprints of one application in the order in which they were first seen."""

    seen: Mapping[Fingerprint, datetime] = field(default_factory=dict)
    current: Fingerprint | None = None
    observed: tuple[Deployment, ...] = ()
    merged: bool = False  # the system prompt is left out: it is another one every time
    full: bool = False  # even so there are too many: none is looked at any more

    def after(self, found: Fingerprint, moment: datetime) -> "Deployments":
        """Return what is known after a call; the same object where it tells nothing new."""
        if self.merged:
            found = _without_prompt(found)
        if found == self.current or self.full:
            return self
        if found in self.seen:
            return replace(self, current=found)
        if len(self.seen) >= MOST_FINGERPRINTS:
            return self._merged(found, moment)
        deployment = self._deployment(found, moment)
        return replace(
            self,
            seen={**self.seen, found: moment},
            current=found,
            observed=(*self.observed, deployment) if deployment else self.observed,
        )

    def _deployment(self, found: Fingerprint, moment: datetime) -> Deployment | None:
        if self.current is None:
            return None
        nearest = min(self.seen, key=lambda known: (len(found.differences(known)), known))
        return Deployment(moment, changes(nearest, found))

    def _merged(self, found: Fingerprint, moment: datetime) -> "Deployments":
        if self.merged:
            return replace(self, full=True)
        seen: dict[Fingerprint, datetime] = {}
        for known, first in self.seen.items():
            seen.setdefault(_without_prompt(known), first)
        others = tuple(each for each in self.observed if each.changed != (SYSTEM_PROMPT,))
        current = _without_prompt(self.current) if self.current else None
        merged = Deployments(seen=seen, current=current, observed=others, merged=True)
        return merged.after(found, moment)


def _without_prompt(found: Fingerprint) -> Fingerprint:
    return replace(found, system_prompt=MERGED)
