"""Assessments on their way out, and the look-up of the leaks among them, in bounded time.

A look-up that fails changes nothing but this: the finding stays the leak that it is.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from raimon.assessment import Assessment
from raimon.finding import Finding
from raimon.invocation import Invocation
from raimon.policy import Policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.privacy.cross_session import (
    Scored,
    crossing,
    leaks_of,
    role_of,
    told,
)
from raimon.scorers.privacy.token_memory import (
    MemoryUnavailableError,
    Recalled,
    Sightings,
    TokenMemory,
    merged,
)

MOST_OF_BATCH: Final = 80  # tokens: with those of one more record still one request
_BATCH: Final = 200  # invocations
_ATTEMPTS: Final = 2


@dataclass(slots=True)
class CrossingCounts:
    """How many leaks were found to cross, and how many couldn't be looked up."""

    crossed: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Crossings:
    """Follows values from one user to the next, as the policy wants it."""

    memory: TokenMemory
    policy: Policy
    token_key: TokenKey | None

    def begin(self) -> "Crossing":
        """Return a pass over the assessments of one log object."""
        return Crossing(self)

    def user_of(self, invocation: Invocation) -> str | None:
        """Return the token of whoever called, None where that isn't known or isn't wanted."""
        if not (self.token_key and self.policy.cross_session.enabled and invocation.principal):
            return None
        user = invocation.request_metadata.get(self.policy.cross_session.user_key, "")
        return self.token_key.token("USER", f"{role_of(invocation.principal)}\x1f{user}")


@dataclass(slots=True)
class Crossing:
    """One pass: assessments wait until a batch of them can be looked up in one request."""

    crossings: Crossings
    counts: CrossingCounts = field(default_factory=CrossingCounts)
    _waiting: list[Scored] = field(default_factory=list)
    _tokens: set[str] = field(default_factory=set)
    _is_away: bool = False  # the memory failed once: the rest of the pass doesn't wait for it

    def add(
        self, invocation: Invocation, assessment: Assessment, *, pending: bool = False
    ) -> Sequence[Scored]:
        """Take an assessment; return those that are settled by now, in their order."""
        scored = Scored(assessment, self.crossings.user_of(invocation), pending)
        self._waiting.append(scored)
        self._tokens.update(scored.seen)
        is_full = len(self._waiting) >= _BATCH or len(self._tokens) >= MOST_OF_BATCH
        return self.rest() if is_full else ()

    def rest(self) -> Sequence[Scored]:
        """Return what still waits, settled."""
        waiting, self._waiting = self._waiting, []
        tokens, self._tokens = self._tokens, set()
        return self._settled(waiting) if tokens else waiting

    def _settled(self, batch: list[Scored]) -> list[Scored]:
        candidates = [finding for scored in batch for finding in leaks_of(scored)]
        if self._is_away:
            self.counts.skipped += len(candidates)
            return batch
        try:
            decision = _decided(self.crossings.memory, batch, candidates)
        except MemoryUnavailableError:
            self._is_away = True
            self.counts.skipped += len(candidates)
            return batch
        self.counts.crossed += len(decision)
        return (
            [told(scored, decision, self.crossings.policy) for scored in batch]
            if decision
            else batch
        )


def _decided(
    memory: TokenMemory, batch: Sequence[Scored], candidates: Sequence[Finding]
) -> Mapping[str, str]:
    """Return the findings that cross, each with place and days, and remember what was seen.

    The decision is kept before it is told: a retry finds it and tells the same, whatever else was
    seen meanwhile.
    """
    seen = _together(batch)
    name = _name(batch, candidates)
    for attempt in range(_ATTEMPTS):
        recalled = memory.recall(name, seen)
        everything = {
            token: merged(recalled.sightings.get(token, ()), new) for token, new in seen.items()
        }
        decision = recalled.decision
        if decision is None:
            decision = dict(crossing(batch, everything))
        changed = {
            token: now
            for token, now in everything.items()
            if now != recalled.sightings.get(token, ())
        }
        try:
            _keep(memory, name, decision if candidates else None, changed, recalled)
        except MemoryUnavailableError:
            if attempt + 1 == _ATTEMPTS:
                raise
        else:
            return decision
    raise MemoryUnavailableError


def _keep(
    memory: TokenMemory,
    name: str,
    decision: Mapping[str, str] | None,
    changed: Mapping[str, Sightings],
    recalled: Recalled,
) -> None:
    new = decision if recalled.decision is None else None
    if changed or new is not None:
        memory.keep(name, new, changed, recalled)


def _together(batch: Iterable[Scored]) -> Mapping[str, Sightings]:
    together: dict[str, Sightings] = {}
    for scored in batch:
        for token, seen in scored.seen.items():
            together[token] = merged(together.get(token, ()), seen)
    return together


def _name(batch: Sequence[Scored], candidates: Iterable[Finding]) -> str:
    """Return the name of the decision: the same for the same findings under the same policy."""
    version = batch[0].assessment.scoring_version
    named = "\x1f".join((str(version), *sorted(finding.finding_id for finding in candidates)))
    return hashlib.sha256(named.encode()).hexdigest()[:32]
