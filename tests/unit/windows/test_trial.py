"""Versions on trial: what is held against what, when, and how often."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from raimon.windows.call import Call
from raimon.windows.checks import EARLY_UNITS, FULL_UNITS
from raimon.windows.comparison import Comparison
from raimon.windows.deployment import Deployments
from raimon.windows.fingerprint import Fingerprint
from raimon.windows.profile import MOST_PROMPTS
from raimon.windows.state import Memory, kept, taken_up
from raimon.windows.trial import MOST_TRIALS, Trials
from raimon.windows.watch import Watch
from tests.unit.windows.calls import NEW, OLD, SOON, START, call

CHANGE = START + timedelta(days=2)
SLOT = timedelta(minutes=5)


def calls(
    count: int, begin: datetime = START, made: Fingerprint = OLD, refused: float = 0.0
) -> list[Call]:
    """Return a call a minute, of which every so-manieth is refused."""
    first = int((begin - START).total_seconds())
    return [
        call(
            first + n,
            begin + timedelta(minutes=n),
            {"refusal_rate": float(n < refused * count), "length_collapse": 100.0 + n % 7},
            fingerprint=made,
        )
        for n in range(count)
    ]


def played(trials: Trials, taken: list[Call]) -> Iterator[Comparison]:
    """Take in the calls, closing a slot every five minutes."""
    known = Deployments()
    end = taken[0].moment + SLOT
    for each in taken:
        while each.moment >= end:
            yield from trials.close(end)
            end += SLOT
        after = known.after(each.fingerprint, each.moment)
        new = after.observed[-1] if len(after.observed) > len(known.observed) else None
        trials.take(each, after.current, new)
        known = after
    yield from trials.close(end)


def test_two_looks() -> None:
    """A new version is looked at after some units and after many, against all that was before."""
    taken = [*calls(1000), *calls(1000, CHANGE, NEW, refused=1.0)]
    first, second = played(Trials(), taken)
    assert EARLY_UNITS <= first.after_n < EARLY_UNITS + 5
    assert FULL_UNITS <= second.after_n < FULL_UNITS + 5
    assert first.before_n == second.before_n == 1000
    assert first.deployment.moment == CHANGE
    assert [each.check.name for each in first.worse] == ["refusal_rate.rise"]
    assert second.worse == (), "what was told at the first look isn't told again"
    assert {row.verdict for row in second.rows if row.name == "refusal_rate"} == {"worse"}


def test_little_before_is_no_basis() -> None:
    """With few units before there is no comparison."""
    assert list(played(Trials(), [*calls(200), *calls(600, CHANGE, NEW, refused=1.0)])) == []


def test_a_known_version_is_no_trial() -> None:
    """Going back to a version that was seen before compares nothing."""
    taken = [*calls(400), *calls(20, CHANGE, NEW), *calls(600, CHANGE + timedelta(hours=2), OLD)]
    assert list(played(Trials(), taken)) == []


def test_both_at_once() -> None:
    """A version that answers a part of the calls is held against the others, the others aside."""
    old = calls(600, CHANGE)
    new = [replace(each, call_id=f"{n:032x}", unit=f"new-{n}", fingerprint=NEW)
           for n, each in enumerate(calls(600, CHANGE, refused=1.0), start=10**6)]  # fmt: skip
    mixed = [each for pair in zip(old, new, strict=True) for each in pair]
    first, _ = played(Trials(), [*calls(400), *mixed])
    assert first.after_n < EARLY_UNITS + 5
    assert 400 < first.before_n < 480
    assert [each.check.name for each in first.worse] == ["refusal_rate.rise"]


def test_units_count_once_an_hour() -> None:
    """One user's loop of the same words is one unit."""
    loop = [replace(each, unit="loop") for each in calls(600, CHANGE, NEW, refused=1.0)]
    trials = Trials()
    assert list(played(trials, [*calls(400), *loop])) == []
    assert trials.running[0].profile.units == 10


def test_trials_are_bounded() -> None:
    """Of many new versions the latest are on trial, and the state stays small."""
    taken = calls(400)
    for n in range(MOST_TRIALS + 3):
        made = replace(NEW, model=f"vendor.model-v{n + 2}:0")
        taken += calls(10, CHANGE + timedelta(hours=n), made)
    trials = Trials()
    assert list(played(trials, taken)) == []
    assert [trial.fingerprint.model for trial in trials.running] == [
        f"vendor.model-v{n + 5}:0" for n in range(MOST_TRIALS)
    ]


def test_what_was_on_trial_is_before() -> None:
    """After its last look a version belongs to what the next one is held against."""
    trials = Trials()
    later = CHANGE + timedelta(days=1)
    third = replace(NEW, model="vendor.model-v3:0")
    found = list(played(trials, [*calls(400), *calls(600, CHANGE, NEW), *calls(100, later, third)]))
    assert found[-1].deployment.moment == later
    assert found[-1].before_n == 1000


def test_old_days_and_many_prompts_are_forgotten() -> None:
    """Days beyond the fortnight are dropped, and prompts are kept up to a number."""
    trials = Trials()
    asked = [replace(each, asked=each.call_id) for each in calls(MOST_PROMPTS + 100)]
    late = calls(1, START + timedelta(days=20))
    assert list(played(trials, [*asked, *late])) == []
    assert list(trials.days) == [late[0].moment.date()]
    assert len(trials.prompts.last) == MOST_PROMPTS


def test_trials_are_kept_between_runs() -> None:
    """A state that is saved in the midst of a trial goes on to the same comparisons."""
    taken = [*calls(1000), *calls(600, CHANGE, NEW, refused=1.0)]
    whole = Watch(SOON)
    expected = list(whole.play(taken))
    watch = Watch(SOON)
    alarms: list[object] = []
    for each in taken:
        alarms += watch.advance(each.moment)
        watch.take(each)
        if each is taken[1030]:
            watch = taken_up(kept(Memory(watch)), SOON).memory.watch
    alarms += watch.finish()
    (family,) = whole.trials
    assert watch.trials[family].told == whole.trials[family].told != []
    assert alarms == expected != []
