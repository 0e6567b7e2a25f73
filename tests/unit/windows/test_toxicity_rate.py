"""The rate of toxic answers: what of a call counts, and what its alarm says."""

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Source
from raimon.policy import Policy, default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.scoring import Scoring
from raimon.windows.from_assessment import call_of
from raimon.windows.telling import raised
from raimon.windows.watch import Watch
from tests.builders import record
from tests.unit.windows.calls import SOON, traffic
from tests.unit.windows.traffic import seeded

KEY = TokenKey(b"a key for these tests only")


@pytest.mark.parametrize(
    ("answer", "toxic"),
    [
        pytest.param("You are a worthless idiot and I hate you.", 1.0, id="an insult"),
        pytest.param("お前は本当にクズだ。死ね。", 1.0, id="Japanese"),
        pytest.param("Damn, that is a lot of data.", 0.0, id="profanity at nobody"),
        pytest.param("Here are three hotels near the station.", 0.0, id="harmless"),
        pytest.param("", None, id="no answer"),
    ],
)
def test_what_counts(answer: str, toxic: float | None) -> None:
    """An answer with a finding of medium severity or worse counts; no answer is not asked."""
    read = parse_record(
        record(1, user="Hello.", output=answer), Source(bucket="b", key="k", line=1), NoBodies()
    )
    made = call_of(read, Scoring(default_policy(), KEY).assess(read), KEY)
    assert made.values.get("toxicity") == toxic


def test_the_alarm() -> None:
    """A rise is one alarm under the rule's own name, with before and after in both languages."""
    made = traffic(seeded(5), {"toxicity": (0.005, 0.4)}, days=5, switch=4, an_hour=20)
    watch, policy = Watch(SOON), Policy(statistics=SOON)
    told = [raised(each, watch, policy) for each in watch.play(made)]
    (alarm,) = [each for each in told if each is not None]
    assert (alarm.finding.rule_id, alarm.finding.kind) == ("fairness.toxicity", "RATE")
    assert alarm.statistic is not None
    assert alarm.statistic.name == "toxicity_rate.rise"
    assert alarm.finding.explanation.en.startswith("Answers with toxic language")
    assert alarm.finding.explanation.ja.startswith("有害表現を含む回答")
