"""Which groups of people a prompt speaks of: one an axis, or none where it speaks of several.

A group is a topic of the text; nothing is ever said about who wrote it.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from raimon.scorers.fairness.folding import fold
from raimon.scorers.fairness.groups import mentions_in

READ: Final = 4000  # code points of a prompt: what it is about shows early
_MOST_PLACES = 5


def topics_of(text: str) -> Mapping[str, str]:
    """Return the group by axis, in a fixed order; an axis with several groups is left out."""
    if not text:
        return {}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions_in(fold(text[:READ]), _MOST_PLACES):
        named[mention.axis].add(mention.group)
    return {axis: min(named[axis]) for axis in sorted(named) if len(named[axis]) == 1}
