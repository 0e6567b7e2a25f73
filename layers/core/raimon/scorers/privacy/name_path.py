"""The best labels of a stretch of words (Viterbi): where a name begins, goes on, and where none is.

What a place weighs is told as what it gains over no name standing there, in whole numbers: their
sums are the same in any order, so that equal paths are equal. Of these the one with more of a name
is taken.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

LABELS: Final = ("O", "B", "I")
OUTSIDE, BEGIN, INSIDE = range(3)

_UNITS: Final = 1_000_000  # of one in log-odds

type Gain = tuple[int, int]  # of a name's first word, and of a further one
type Moves = Sequence[Sequence[int]]  # what a label after a label weighs
type _Scores = tuple[int, int, int]  # for each label


def whole(weight: float) -> int:
    """Return the weight as a whole number."""
    return round(weight * _UNITS)


def may_hold_name(moves: Moves, gains: Sequence[Gain]) -> bool:
    """Return False only where the best labels say that no name stands there: most often.

    As long as neither label comes near the scores from which it may be the better one before the
    next, nothing has to be remembered but how good a name would be that ends here.
    """
    (stay, begun, gone_on), (from_b, b_to_b, b_to_i), (from_i, i_to_b, i_to_i) = moves
    most_b, most_i = min(stay - from_b, begun - b_to_b), min(stay - from_i, begun - i_to_b)
    begin = inside = -sys.maxsize
    gone_on_at, begun_at = 0, 0  # nothing stands before the first place
    for own_b, own_i in gains:
        inside = own_i + max(gone_on_at, begin + b_to_i - stay, inside + i_to_i - stay)
        begin = own_b + begun_at
        if begin >= most_b or inside >= most_i:
            return True
        gone_on_at, begun_at = gone_on - stay, begun - stay
    return begin >= 0 or inside >= 0


def decoded(moves: Moves, gains: Sequence[Gain]) -> list[int]:
    """Return the best labels of the places."""
    if not gains:
        return []
    scores: _Scores = (0, *gains[0])
    back: list[tuple[int, int, int]] = []
    for begin, inside in gains[1:]:
        came, scores = _moved(moves, scores)
        back.append(came)
        scores = (scores[0], scores[1] + begin, scores[2] + inside)
    path = [scores.index(max(scores))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _moved(moves: Moves, scores: _Scores) -> tuple[tuple[int, int, int], _Scores]:
    """Return for each label the best one before it, and the score it comes with."""
    (a, b, c), (from_o, from_b, from_i) = scores, moves
    to_o = _best(a + from_o[0], b + from_b[0], c + from_i[0])
    to_b = _best(a + from_o[1], b + from_b[1], c + from_i[1])
    to_i = _best(a + from_o[2], b + from_b[2], c + from_i[2])
    return (to_o[0], to_b[0], to_i[0]), (to_o[1], to_b[1], to_i[1])


def _best(outside: int, begin: int, inside: int) -> tuple[int, int]:
    """Return the label of the highest score, the last of equal ones, and the score."""
    if outside > begin:
        return (OUTSIDE, outside) if outside > inside else (INSIDE, inside)
    return (BEGIN, begin) if begin > inside else (INSIDE, inside)


def margin(moves: Moves, gains: Sequence[Gain], labels: Sequence[int], begun: int, end: int) -> int:
    """Return by how much the labels of a span weigh more than that no name stands there."""
    before = labels[begun - 1 : begun]
    after = labels[end : end + 1]

    def moved(inside: Sequence[int]) -> int:
        return sum(moves[one][other] for one, other in pairwise((*before, *inside, *after)))

    names = labels[begun:end]
    own = sum(gain[label - 1] for gain, label in zip(gains[begun:end], names, strict=True))
    return own + moved(names) - moved([OUTSIDE] * len(names))


def spans_of(labels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first place of each span that the labels mark, and the place behind it."""
    place = 0
    while place < len(labels):
        begun = place
        place += 1
        if labels[begun] == OUTSIDE:
            continue
        while place < len(labels) and labels[place] == INSIDE:
            place += 1
        yield begun, place
