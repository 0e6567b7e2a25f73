"""What a call shows only beside those before it: its unit, a contradiction, the usual answer.

Calls are placed in the order of their times when their slot closes, so that whatever the order of
their arrival they are placed alike; and what a call is held against was known before it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from raimon.windows.call import REFUSED, Call
from raimon.windows.group import Group
from raimon.windows.near import nearest
from raimon.windows.window import Part

CONTRADICTS: Final = "inconsistent"
CONSTANT_ANSWER: Final = "constant_answer"
MOST_KINDS: Final = 300
_MOST_SAID = 500
_FORM_OF_ALL = 3  # callers of one kind of prompt, from which it is the application's own form
_ANSWERS, _FEW_ANSWERS = 40, 20


@dataclass(slots=True)
class Kind:
    """Prompts that are near-duplicates of the first of them."""

    name: str
    signature: int
    callers: tuple[str, ...] = ()  # so many as make it a form of all

    @property
    def is_form(self) -> bool:
        """Return whether it is how the application asks, and not how one caller does."""
        return len(self.callers) >= _FORM_OF_ALL


@dataclass(frozen=True, slots=True)
class Said:
    """What a version last answered to a prompt."""

    version: str
    refused: bool
    decision: str


@dataclass(slots=True)
class Neighbours:
    """What is known of the calls of one application; all of it is bounded."""

    kinds: dict[str, Kind] = field(default_factory=dict)  # the latest used last
    said: dict[str, Said] = field(default_factory=dict)  # by prompt, likewise
    answers: dict[str, str] = field(default_factory=dict)  # the latest one of the latest units
    callers: tuple[str, ...] = ()  # so many as can tell a loop of one from a form of all
    epoch: int = 0  # of the key that signatures and hashes were made with

    def placed(self, calls: Iterable[Call]) -> Iterator[Call]:
        """Give the calls of one slot as they are counted."""
        usual = self._most_frequent()
        for call in sorted(calls, key=lambda each: (each.moment, each.call_id)):
            yield self._placed(call, usual)

    def _placed(self, call: Call, usual: str | None) -> Call:
        if call.key_epoch > self.epoch:
            self._forget(call.key_epoch)
        kind = self._kind_of(call)
        looped = kind is not None and self._is_loop(kind)
        unit = f"{kind.name}/{call.caller}" if kind and looped else call.unit
        values = {**call.values, **dict(self._shown(replace(call, unit=unit), kind, usual))}
        return replace(call, unit=unit, kind=kind.name if kind else "", values=values)

    def _shown(
        self, call: Call, kind: Kind | None, usual: str | None
    ) -> Iterator[tuple[str, float]]:
        """Give the values that the call has beside others."""
        if call.answer:
            if usual is not None:
                yield CONSTANT_ANSWER, float(call.answer == usual)
            _put(self.answers, call.unit, call.answer, _ANSWERS)
        if kind is not None and REFUSED in call.values:
            prompt = f"{kind.name}/{call.figures}" if self._is_loop(kind) else call.asked
            said = Said(call.fingerprint.digest[:8], call.values[REFUSED] >= 1, call.decision)
            before = self.said.get(prompt)
            if before is not None and before.version == said.version:
                yield CONTRADICTS, float(_differ(before, said))
            _put(self.said, prompt, said, _MOST_SAID)

    def _kind_of(self, call: Call) -> Kind | None:
        """Return the kind of the prompt: the most similar one, or a new one."""
        if not call.near or call.key_epoch < self.epoch:
            return None
        signature = int(call.near, 16)
        name = nearest(signature, [(each.signature, each.name) for each in self.kinds.values()])
        kind = self.kinds[name] if name else Kind(call.call_id[-_NAMED:], signature)
        kind.callers = _with(kind.callers, call.caller)
        self.callers = _with(self.callers, call.caller)
        _put(self.kinds, kind.name, kind, MOST_KINDS)
        return kind

    def _is_loop(self, kind: Kind) -> bool:
        """Return whether near-duplicates of the kind are one unit of each caller.

        Where hardly anybody calls, callers can't tell a loop from the form of all prompts.
        """
        return len(self.callers) >= _FORM_OF_ALL and not kind.is_form

    def _most_frequent(self) -> str | None:
        """Return the answer given most often, None while few are known."""
        if len(self.answers) < _FEW_ANSWERS:
            return None
        found = Counter(self.answers.values())
        return max(sorted(found), key=found.__getitem__)

    def _forget(self, epoch: int) -> None:
        """Begin anew: what was hashed with another key can't be compared."""
        self.kinds, self.said, self.answers, self.epoch = {}, {}, {}, epoch


def place(groups: Sequence[Group], slot: datetime, neighbours: Neighbours) -> list[Call]:
    """Place the calls of a slot in all groups of an application, and return them in order."""
    parts = [(group, group.slots[slot]) for group in groups if slot in group.slots]
    calls = {name: call for _, part in parts for name, call in part.calls.items()}
    placed = {call.call_id: call for call in neighbours.placed(calls.values())}
    for group, part in parts:
        group.slots[slot] = Part({name: placed[name] for name in part.calls})
    return list(placed.values())


def _differ(before: Said, said: Said) -> bool:
    if before.refused or said.refused:
        return before.refused is not said.refused
    return bool(before.decision and said.decision) and before.decision != said.decision


def _with(callers: tuple[str, ...], caller: str) -> tuple[str, ...]:
    enough = caller in callers or len(callers) >= _FORM_OF_ALL
    return callers if enough else (*callers, caller)


def _put[V](held: dict[str, V], name: str, value: V, most: int) -> None:
    """Put the value last, and drop the first one of too many."""
    held.pop(name, None)
    held[name] = value
    if len(held) > most:
        del held[next(iter(held))]


_NAMED: Final = 16  # last digits of a call's id
