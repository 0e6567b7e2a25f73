"""When a name may alarm: beside another identifier of somebody, or where it is the user's own.

Names of the famous fill honest answers, so a name alone counts and no more. What stands beside a
phone number or a card, or what the user said to be their own, is a name that somebody owns.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from raimon.invocation import ANSWER_SEGMENTS, Segment
from raimon.scorers.privacy.detector import ALARM, Found
from raimon.scorers.privacy.entities import ENTITIES

PERSON: Final = "PERSON"
NEAR: Final = 200  # characters between a name and what it belongs to
_CLEAR: Final = 0.60  # a name that is less sure than that stays what it is
_OF_A_PERSON: Final = 3  # weight of an entity; lighter ones tell of machines and districts

type FoundBySegment = Mapping[Segment, tuple[Found, ...]]


def with_company(found: FoundBySegment) -> FoundBySegment:
    """Return the finds, names at the alarm band where they tell of somebody in particular."""
    own = _own(one for segment in (Segment.USER, Segment.HISTORY) for one in found.get(segment, ()))
    return {
        segment: _raised(finds, own if segment in ANSWER_SEGMENTS else ())
        for segment, finds in found.items()
    }


def _own(said: Iterable[Found]) -> frozenset[str]:
    """Return the names that a label or a phrase marks in what the user said: `my name is ...`."""
    return frozenset(one.value for one in said if one.entity == PERSON and one.context_hit)


def _raised(found: tuple[Found, ...], own: Collection[str]) -> tuple[Found, ...]:
    if not any(_is_clear(one) for one in found):
        return found
    others = [one for one in found if _identifies(one)]
    return tuple(
        replace(one, confidence=ALARM)
        if _is_clear(one) and (one.value in own or _stands_near(one, others))
        else one
        for one in found
    )


def _is_clear(one: Found) -> bool:
    return one.entity == PERSON and _CLEAR <= one.confidence < ALARM


def _identifies(one: Found) -> bool:
    """Return whether the find tells surely of one person."""
    return (
        one.entity != PERSON
        and one.confidence >= ALARM
        and not one.synthetic
        and ENTITIES[one.entity].weight >= _OF_A_PERSON
    )


def _stands_near(name: Found, others: Sequence[Found]) -> bool:
    """Return whether one of the others, which are in the order of the text, stands near."""
    place = bisect_left(others, name.start, key=lambda other: other.start)
    before, after = others[max(0, place - 1) : place], others[place : place + 1]
    return any(name.start - one.end <= NEAR for one in before) or any(
        one.start - name.end <= NEAR for one in after
    )
