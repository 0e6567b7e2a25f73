"""Signatures of prompts: near-duplicates are near, unlike prompts aren't, and nothing is told."""

import pytest

from raimon.scorers.evidence import TokenKey
from raimon.windows.near import NEAR, PLACES, nearest, signature, similarity
from tests.unit.windows.traffic import seeded

KEY = TokenKey(b"a key for these tests only")
PARCEL = "where is my parcel it was sent on monday and the office says that it has left them"
PARCEL_JA = (
    "月曜日に発送されたはずの荷物がまだ届いていません いまどこにあるのか調べていただけますか"
)
UNLIKE = "write a poem about the sea in autumn with four verses and no rhyme at all please"
UNLIKE_JA = "秋の海についての詩を四連で書いてください 韻を踏む必要はありません"


def near(one: str, other: str, key: TokenKey = KEY) -> float:
    """Return how similar two prompts look by their signatures."""
    return similarity(*(int(signature(text, key), 16) for text in (one, other)))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param(PARCEL, PARCEL, True, id="the same"),
        pytest.param(PARCEL, f"{PARCEL} attempt 7", True, id="a counter"),
        pytest.param(PARCEL, f"again {PARCEL}", True, id="a word before"),
        pytest.param(PARCEL, PARCEL.replace("monday", "mondya"), True, id="a slip"),
        pytest.param(PARCEL, UNLIKE, False, id="something else"),
        pytest.param(PARCEL_JA, f"{PARCEL_JA} 再送", True, id="Japanese: a word after"),
        pytest.param(PARCEL_JA, PARCEL_JA.replace("荷物が", "荷物は"), True, id="another particle"),
        pytest.param(PARCEL_JA, UNLIKE_JA, False, id="Japanese: something else"),
        pytest.param("ok", "ok", True, id="shorter than a shingle"),
        pytest.param(
            "how do i return a pair of shoes that i bought online last week",
            "how do i return a pair of shoes  that i bought online last week",
            True,
            id="pointed otherwise",
        ),
        pytest.param(
            "先週オンラインで購入した靴を返品する方法を教えてください",
            "先週オンラインで購入した靴を返品する方法を教えて下さい",
            True,
            id="Japanese: kanji for kana",
        ),
        pytest.param(
            "how do i return a pair of shoes that i bought",
            "when does the museum open on public holidays in may",
            False,
            id="other questions",
        ),
        pytest.param(
            "靴を返品する方法を教えて",
            "五月の祝日に美術館は開いていますか",
            False,
            id="Japanese: other questions",
        ),
        pytest.param("yes please", "no thanks", False, id="short and unlike"),
    ],
)
def test_near_duplicates(one: str, other: str, *, alike: bool) -> None:
    """Prompts that share most of their words are near, in both languages; others aren't."""
    assert (near(one, other) >= NEAR) is alike
    known = int(signature(one, KEY), 16)
    assert (nearest(int(signature(other, KEY), 16), [(known, "one")]) == "one") is alike


def test_similarity_is_the_share_of_shingles() -> None:
    """The estimate is right within what so few bits can tell."""
    rng, errors = seeded(1), []
    for _ in range(100):
        words = [rng.choice("abcdefghij") * 3 + str(rng.randrange(100)) for _ in range(60)]
        cut = rng.randrange(10, 50)
        one, other = " ".join(words), " ".join(words[cut:] + words[:cut])
        shared = [{text[at : at + 4] for at in range(len(text) - 3)} for text in (one, other)]
        truth = len(shared[0] & shared[1]) / len(shared[0] | shared[1])
        errors.append(near(one, other) - truth)
    assert abs(sum(errors) / 100) < 0.03
    assert max(map(abs, errors)) < 0.35


def test_the_nearest_is_found() -> None:
    """Of several near ones the nearest is named, and of equals the first."""
    exact, close = signature(PARCEL, KEY), signature(f"{PARCEL} today", KEY)
    known = [(int(close, 16), "close"), (int(exact, 16), "exact"), (int(exact, 16), "again")]
    assert nearest(int(exact, 16), known) == "exact"
    assert nearest(int(exact, 16), []) is None


def test_nothing_is_told_without_the_key() -> None:
    """Another key gives another signature: nobody finds out by trying what was asked."""
    other = TokenKey(b"another key")
    assert signature("yes", KEY) != signature("yes", other)
    assert len(signature("yes", KEY)) == PLACES * 2 // 4
    assert len(signature(PARCEL * 90, KEY)) == PLACES * 2 // 4
    assert signature("", KEY) == ""


def test_other_digits() -> None:
    """Digits are kept: another number is another prompt, if a near one."""
    assert signature("is 17077 prime", KEY) != signature("is 17078 prime", KEY)


def test_both_ends_count() -> None:
    """Of long prompts the beginning and the end are read, so that a question after them counts."""
    document = " ".join(f"line {n} of the report says {n * n}" for n in range(200))
    assert near(f"{document} {PARCEL}", f"{document} {UNLIKE}") < 0.8
    assert near(f"{document} {PARCEL}", f"{document} {PARCEL} now") >= NEAR
