"""Hashes of words are keyed: alike for all instances, other after a rotation, never guessed."""

import hashlib
from dataclasses import replace

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Source
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.scoring import Scoring
from raimon.windows.call import Call
from raimon.windows.from_assessment import call_of
from raimon.windows.marks import mark, passing_key
from raimon.windows.state import call_line
from raimon.windows.window import Part
from tests.builders import record

ASKED, ANSWERED = "Am I pregnant?", "That is possible."
KEY, ROTATED = TokenKey(b"one key of some length", 1), TokenKey(b"another key, likewise", 2)


def called(key: TokenKey | None) -> Call:
    """Return the call of one record under a key, as one instance of `assess` leaves it."""
    made = record(1, user=ASKED, output=ANSWERED)
    read = parse_record(made, Source(bucket="b", key="k", line=1), NoBodies())
    return call_of(read, Scoring(default_policy(), key).assess(read), key)


def test_all_instances_agree() -> None:
    """Two instances with the same key leave the same line, byte by byte."""
    assert call_line(called(KEY)) == call_line(called(TokenKey(KEY.key, KEY.epoch)))


def test_a_rotation_gives_other_marks() -> None:
    """Under another key nothing that was made of words stays, and all that wasn't does."""
    one, other = called(KEY), called(ROTATED)
    assert one.unit != other.unit
    assert one.asked != other.asked
    assert one.answer != other.answer
    assert (one.call_id, one.fingerprint, one.values) == (
        other.call_id,
        other.fingerprint,
        other.values,
    )
    assert (one.key_epoch, other.key_epoch) == (1, 2)


@pytest.mark.parametrize("key", [KEY, ROTATED, None], ids=["a key", "another", "none"])
def test_nothing_can_be_tried_out(key: TokenKey | None) -> None:
    """Who knows the question and the way of hashing, but no key, finds neither in the line."""
    words = "am i pregnant"
    principal = "arn:aws:sts::123456789012:assumed-role/support-chat/session"
    guesses = (words, ASKED, ANSWERED, f"{principal}\x1f{words}")
    line = call_line(called(key))
    for guess in guesses:
        digest = hashlib.sha256(guess.encode()).hexdigest()
        assert digest[:6] not in line


def test_of_two_epochs_the_later_counts() -> None:
    """A call that was assessed before and after a rotation counts once, whatever comes first."""
    one, other = called(KEY), called(ROTATED)
    before, after = Part({one.call_id: one}), Part({other.call_id: other})
    assert before.joined(after) == after.joined(before) == after
    later = replace(one, scoring=one.scoring + 1)
    assert later.rank > other.rank


def test_unlike_things_have_unlike_marks() -> None:
    """The mark of a word as one thing tells nothing of the same word as another."""
    assert mark(KEY, "asked", "word", 16) != mark(KEY, "answer", "word", 16)
    assert mark(KEY, "asked", "word", 6) == mark(KEY, "asked", "word", 16)[:6]


def test_a_machine_that_keeps_no_key() -> None:
    """Without a key one of this process serves, which is the same as long as it runs."""
    assert passing_key() == passing_key()
    assert called(None).asked == called(None).asked
    assert "key=b" not in repr(passing_key())
