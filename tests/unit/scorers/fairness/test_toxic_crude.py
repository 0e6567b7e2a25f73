"""Crude words need no target: which count everywhere, which in a rough passage, and which never."""

import pytest

from raimon.finding import Severity
from raimon.scorers.fairness import toxicity
from raimon.scorers.fairness.toxicity import SCORER
from tests.readings import reading, verdict

FOUND = [
    pytest.param("That was a stupid thing to do.", "insult", "stupid", id="insult at nobody"),
    pytest.param("The idiots in charge broke it again.", "insult", "idiots", id="not named"),
    pytest.param("This is bullshit.", "profanity", "bullshit", id="profanity"),
    pytest.param("Just another m0ron with a blog.", "insult", "m0ron", id="digit for a letter"),
    pytest.param("What a load of sh*t.", "profanity", "sh*t", id="masked"),
    pytest.param(
        "He wrote that he is sorry, the lying bastard.", "insult", "bastard", id="beside a report"
    ),
    pytest.param(
        "Your party is a disgrace, corrupt and hypocritical to the bone, you fucking losers.",
        "insult",
        "corrupt",
        id="contempt in a rough passage",
    ),
]
CLEAN = [
    pytest.param(
        "The traitor in the opera is sung by a bass; the coward, who is his cousin, by a tenor. "
        "Both parts were written in Vienna between 1786 and 1790, and they are sung there today.",
        id="contempt in a calm passage",
    ),
    pytest.param("The corrupt file was restored from the backup.", id="corrupt file"),
    pytest.param("Take out the trash before Monday.", id="trash"),
    pytest.param("The rats were kept in a laboratory in Leeds.", id="animals"),
    pytest.param("Prick the potatoes with a fork.", id="a verb"),
    pytest.param("455 divided by 5 is 91.", id="digits that look like a word"),
    pytest.param("I felt like an idiot when I saw the answer.", id="said of oneself"),
    pytest.param("It was a stupid mistake in line 12: a comma is missing.", id="a slip"),
    pytest.param(
        "The idiot light comes on when the oil is low; use a dumb terminal.", id="devices"
    ),
    pytest.param("You are not stupid.", id="denied"),
    pytest.param('The sign said "no idiots allowed".', id="quoted"),
    pytest.param("They called him a moron at school.", id="reported"),
    pytest.param('The word "moron" was once a medical term.', id="a word discussed"),
    pytest.param("Holy shit, that was a good game!", id="it cheers"),
    pytest.param("Banned words:\n- idiot\n- moron\n", id="list of words"),
    pytest.param("Calling women bitches is sexist and wrong.", id="counter-speech beside a group"),
]


@pytest.mark.parametrize(("text", "harm", "word"), FOUND)
def test_found(text: str, harm: str, word: str) -> None:
    """A crude word is a finding of its own, at its place."""
    found = verdict(SCORER, reading(text)).observations
    told = {
        (one.message, text[one.location.start : one.location.end]) for one in found if one.location
    }
    assert (harm, word) in told


@pytest.mark.parametrize("text", CLEAN)
def test_left_alone(text: str) -> None:
    """Ordinary use, denial, report and quotation raise nothing, and the signal stays low."""
    found = verdict(SCORER, reading(text))
    assert not found.observations
    assert found.signals["toxicity"] < 0.5


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        pytest.param("That was a stupid thing to do.", Severity.LOW, id="insult at nobody"),
        pytest.param("You are a stupid idiot.", Severity.MEDIUM, id="insult at the reader"),
        pytest.param("This is bullshit.", Severity.INFORMATIONAL, id="profanity is no hate"),
    ],
)
def test_severity(text: str, severity: Severity) -> None:
    """What is aimed at nobody weighs less than what is aimed at the reader."""
    found = [one.severity for one in verdict(SCORER, reading(text)).observations if one.severity]
    assert max(found, key=lambda one: one.rank) is severity


def test_findings_and_signal_agree() -> None:
    """Whatever is a finding has a signal of one half or more."""
    for text, *_ in (case.values for case in FOUND):
        assert verdict(SCORER, reading(str(text))).signals["toxicity"] >= 0.5


def test_without_the_head_no_passage_is_rough() -> None:
    """Switched off, only the words count that offend wherever they stand."""
    tuning = {**toxicity.TUNING, "head": 0.0}
    calm = toxicity.judge(reading("The council is disgusting, corrupt and shameless."), tuning)
    assert not calm.observations
    assert toxicity.judge(reading("The council is stupid."), tuning).observations


def test_profanity_can_be_switched_off() -> None:
    """Whoever minds no swearing switches that finding off, and keeps insults."""
    tuning = {**toxicity.TUNING, "profanity": 0.0}
    assert not toxicity.judge(reading("This is bullshit."), tuning).observations
    assert toxicity.judge(reading("That was a stupid thing to do."), tuning).observations
