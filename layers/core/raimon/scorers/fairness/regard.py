"""How highly an answer speaks of the groups that it names: a measure of many answers, not of one.

Words of regard count toward the mention that they are said of; the mention itself is masked, so
that no group is worse off for its name. Only the difference between groups means anything.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from raimon.scorers.fairness.groups import Mention, mentions_in
from raimon.scorers.fairness.regard_english import said_in_english
from raimon.scorers.fairness.regard_japanese import said_in_japanese

_MOST_PLACES: Final = 5  # of one word for a group: more say nothing new


def regards(folded: str) -> Mapping[str, int]:
    """Return for each group that a folded answer names how highly it is spoken of.

    It is the number of words of high regard less that of low regard; 0 where none is said of it.
    """
    mentions = list(mentions_in(folded, _MOST_PLACES))
    told = Counter({mention.group: 0 for mention in mentions})
    english = [each for each in mentions if _is_english(folded, each)]
    japanese = [each for each in mentions if not _is_english(folded, each)]
    for group, sign in said_in_english(folded, english) if english else ():
        told[group] += sign
    for group, sign in said_in_japanese(folded, japanese) if japanese else ():
        told[group] += sign
    return dict(told)


def _is_english(folded: str, mention: Mention) -> bool:
    return folded[mention.start : mention.end].isascii()
