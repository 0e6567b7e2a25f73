"""Calls beside those before them: loops are one unit, contradictions and one answer are seen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from raimon.scorers.evidence import TokenKey
from raimon.windows.call import Call
from raimon.windows.near import signature
from raimon.windows.neighbours import CONSTANT_ANSWER, CONTRADICTS, MOST_KINDS, Neighbours
from raimon.windows.state import Memory, kept, taken_up
from raimon.windows.watch import Watch
from tests.unit.windows.calls import NEW, OLD, SOON, START, call
from tests.unit.windows.traffic import seeded

KEY = TokenKey(b"a key for these tests only")
LOST = "where is my parcel it was sent on monday and has not come yet please look into it"
OPEN = "when does the office at the station open on a holiday and who may come along then"


def asked(
    number: int, words: str, caller: str = "ann", *, refused: float = 0.0, **more: object
) -> Call:
    """Return a call with words, as it is made of a record."""
    told: dict[str, object] = {
        "unit": f"{caller}-{words}",
        "asked": words,
        "caller": caller,
        "near": signature(words, KEY),
        "figures": "".join(filter(str.isdigit, words)),
        "answer": f"answer-{number}",
        **more,
    }
    moment = START + timedelta(seconds=number)
    return call(number, moment, {"refusal_rate": refused}, **told)


def placed(calls: Iterable[Call], neighbours: Neighbours | None = None) -> list[Call]:
    """Return the calls as they are counted, each slot of ten by itself."""
    held, waiting = neighbours or Neighbours(), sorted(calls, key=lambda c: c.moment)
    found: list[Call] = []
    for begin in range(0, len(waiting), 10):
        found += held.placed(waiting[begin : begin + 10])
    return found


def others(first: int) -> list[Call]:
    """Return what three other people ask."""
    return [
        asked(first + n, f"{OPEN} {word * 9}", who)
        for n, (who, word) in enumerate((("bob", "tree "), ("cy", "lamp "), ("di", "rain ")))
    ]


def test_a_loop_of_near_variants_is_one_unit() -> None:
    """What one of several callers asks again and again in nearly the same words counts once."""
    loop = [asked(100 + n, f"{LOST} attempt {n}") for n in range(50)]
    found = placed([*others(0), *loop])
    assert len({each.unit for each in found[3:]}) == 1
    assert len({each.unit for each in found[:3]}) == 3
    assert {each.kind for each in found[3:]} == {found[3].kind}


def test_the_form_of_an_application_is_no_loop() -> None:
    """What three callers ask in the same form with other details counts each time."""
    calls = [asked(n, f"{LOST} number {n}", ("ann", "bob", "cy")[n % 3]) for n in range(60)]
    assert len({each.unit for each in placed(calls)}) > 55


def test_one_caller_alone_is_the_application() -> None:
    """Where hardly anybody calls, callers tell nothing, and only the same words are one unit."""
    calls = [asked(n, f"{LOST} number {n}", "the-role") for n in range(30)]
    assert len({each.unit for each in placed(calls)}) == 30
    again = [asked(n, LOST, "the-role") for n in range(30)]
    assert len({each.unit for each in placed(again)}) == 1


@pytest.mark.parametrize("seed", range(3))
def test_order_changes_nothing(seed: int) -> None:
    """The calls of a slot are placed alike whatever their order."""
    calls = [*others(0), *(asked(10 + n, f"{LOST} attempt {n}") for n in range(20))]
    mixed = list(calls)
    seeded(seed).shuffle(mixed)
    assert list(Neighbours().placed(mixed)) == list(Neighbours().placed(calls))


@pytest.mark.parametrize(
    ("before", "after", "contradicts"),
    [
        pytest.param({"refused": 1.0}, {"refused": 0.0}, 1.0, id="refused, then answered"),
        pytest.param({"refused": 1.0}, {"refused": 1.0}, 0.0, id="refused twice"),
        pytest.param({"refused": 0.5}, {"refused": 0.0}, 0.0, id="in part is answered"),
        pytest.param({"decision": "yes"}, {"decision": "no"}, 1.0, id="yes, then no"),
        pytest.param({"decision": "yes"}, {"decision": "yes"}, 0.0, id="yes twice"),
        pytest.param({"decision": "yes"}, {}, 0.0, id="no decision is none against"),
        pytest.param({}, {}, 0.0, id="other words alone"),
        pytest.param({"decision": "yes"}, {"decision": "no", "fingerprint": NEW}, None,
                     id="another version is held against itself only"),
    ],
)  # fmt: skip
def test_contradictions(
    before: dict[str, object], after: dict[str, object], contradicts: float | None
) -> None:
    """Two answers of a version to one prompt disagree by refusal and decision, not by wording."""
    first = asked(1, LOST, **before)  # type: ignore[arg-type]  # any field of a call
    second = asked(2, f"{LOST} thanks", **after)  # type: ignore[arg-type]  # likewise
    assert CONTRADICTS not in placed([*others(-9), first])[-1].values
    assert placed([*others(-9), first, second])[-1].values.get(CONTRADICTS) == contradicts


def test_the_same_words_of_anybody_contradict() -> None:
    """Where the form is one of all, or nobody can be told apart, the same words are compared."""
    calls = [asked(n, f"{LOST} {n % 2}", f"who-{n}", decision=str(n % 2)) for n in range(8)]
    assert [each.values.get(CONTRADICTS) for each in placed(calls)[4:]] == [0.0] * 4
    one = [asked(1, LOST, decision="yes"), asked(2, f"{LOST} thanks", decision="no")]
    assert CONTRADICTS not in placed(one)[1].values
    same = [asked(1, LOST, decision="yes"), asked(2, LOST, decision="no")]
    assert placed(same)[1].values[CONTRADICTS] == 1.0


@pytest.mark.parametrize(
    "other", [pytest.param(f"{LOST} 7", id="other numbers"), pytest.param(OPEN, id="other words")]
)
def test_what_asks_something_else_contradicts_nothing(other: str) -> None:
    """Prompts with other numbers or other words may get other answers."""
    calls = [*others(-9), asked(1, LOST, decision="yes"), asked(2, other, decision="no")]
    assert CONTRADICTS not in placed(calls)[-1].values


def test_the_usual_answer() -> None:
    """Once enough is known a call tells whether it has the most frequent answer of those before."""
    calls = [asked(n, f"{OPEN} {n * 7}") for n in range(30)]
    same = [asked(30 + n, f"{LOST} {n * 7}", answer="same") for n in range(30)]
    told = [each.values.get(CONSTANT_ANSWER) for each in placed([*calls, *same])]
    assert told[:20] == [None] * 20
    assert told[20:40] == [0.0] * 20
    assert told[40:] == [1.0] * 20


def test_a_loop_is_no_usual_answer() -> None:
    """One caller's retries don't make their answer the usual one."""
    calls = [asked(n, f"{OPEN} {n * 7}") for n in range(30)]
    loop = [asked(30 + n, LOST, answer="same") for n in range(50)]
    told = [each.values[CONSTANT_ANSWER] for each in placed([*calls, *loop])[30:]]
    assert sum(told) == 0.0


def test_it_is_bounded_and_kept() -> None:
    """Ten thousand kinds of prompt leave a small state, which goes on after it was saved."""
    rng = seeded(1)
    calls = [
        asked(n, " ".join(str(rng.randrange(10**6)) for _ in range(9)), f"who-{n % 50}")
        for n in range(2000)
    ]
    neighbours = Neighbours()
    placed(calls, neighbours)
    assert len(neighbours.kinds) <= MOST_KINDS
    watch = Watch(SOON)
    watch.neighbours["family"] = neighbours
    again = taken_up(kept(Memory(watch)), SOON).memory.watch.neighbours["family"]
    assert again == neighbours
    assert placed(others(9000), again) == placed(others(9000), neighbours)


def test_another_key() -> None:
    """What was hashed with an earlier key can't be compared: nothing is claimed about it."""
    calls = [asked(1, LOST, decision="yes"), asked(2, LOST, decision="no", key_epoch=2)]
    late = asked(3, LOST, decision="yes", key_epoch=1)
    found = placed([*calls, late])
    assert [CONTRADICTS in each.values for each in found] == [False, False, False]
    assert found[2].kind == ""


def test_a_call_without_words() -> None:
    """A call whose words nobody can read is left as it is."""
    plain = call(1, START, {"error_rate": 1.0}, fingerprint=OLD)
    assert placed([plain]) == [plain]
    assert placed([replace(plain, values={})])[0].values == {}
