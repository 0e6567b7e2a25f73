"""Loops, one answer to all and kinds of prompt, from calls to alarms."""

from dataclasses import replace
from datetime import timedelta

from raimon.policy import Policy
from raimon.scorers.evidence import TokenKey
from raimon.windows.call import Call
from raimon.windows.near import signature
from raimon.windows.said import found
from raimon.windows.watch import Watch
from tests.unit.windows.calls import OLD, SOON, START, traffic
from tests.unit.windows.calls import call as made
from tests.unit.windows.traffic import seeded

KEY = TokenKey(b"a key for these tests only")
CHANGE = START + timedelta(days=4)
LOST = "where is my parcel it was sent on monday and has not come yet please look into it"


def _asked(one: Call, words: str, caller: str, answer: str) -> Call:
    return replace(
        one,
        unit=f"{caller}-{words}",
        asked=words,
        caller=caller,
        near=signature(words, KEY),
        answer=answer,
        fingerprint=OLD,
    )


def _calm() -> list[Call]:
    """Return what thirty people ask, each something else."""
    rng = seeded(3)
    return [
        _asked(one, " ".join(str(rng.randrange(10**5)) for _ in range(9)), f"who-{n % 30}", f"{n}")
        for n, one in enumerate(traffic(rng, {"refusal_rate": (0.05, 0.05)}, days=5))
    ]


def test_a_loop_of_near_variants_wakes_nobody() -> None:
    """One person's five hundred refused attempts are no alarm; those of many people are."""
    calm = _calm()
    loop = [
        _asked(made(10**6 + n, CHANGE + timedelta(seconds=20 * n), {"refusal_rate": 1.0}),
               f"{LOST} attempt {n}", "ann", f"no {n}")
        for n in range(500)
    ]  # fmt: skip
    assert list(Watch(SOON).play([*calm, *loop])) == []
    many = [replace(one, caller=f"who-{n}", unit=f"{n}") for n, one in enumerate(loop)]
    (alarm,) = Watch(SOON).play([*calm, *many])
    assert alarm.metric.name == "refusal_rate"


def test_an_alarm_names_the_kinds_of_prompt() -> None:
    """An alarm says how many of its bad units are of one kind, with a call that shows it."""
    calm, watch = _calm(), Watch(SOON)
    many = [
        _asked(made(10**6 + n, CHANGE + timedelta(seconds=20 * n), {"refusal_rate": 1.0}),
               f"{LOST} number {n}", f"who-{n}", f"no {n}")
        for n in range(100)
    ]  # fmt: skip
    (alarm,) = watch.play([*calm, *many])
    raised = found(alarm, watch, Policy(statistics=SOON))
    assert raised is not None
    assert raised.statistic is not None
    most = (raised.statistic.kinds or ())[0]
    assert most.k == most.n > 10
    assert most.example in {one.call_id for one in many}


def test_one_answer_to_all_without_a_deployment() -> None:
    """The same words to everybody are an alarm of the stream, though nothing was deployed."""
    calls = [replace(one, answer="same") if one.moment >= CHANGE else one for one in _calm()]
    (alarm,) = Watch(SOON).play(calls)
    assert (alarm.metric.name, alarm.deployment) == ("constant_answer_rate", None)
    assert {one.answer for one in alarm.examples} == {"same"}
