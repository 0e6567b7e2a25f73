"""`raimon replay` over logs in which a group is treated worse, and over some in which none is."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from raimon_local.cli import main
from tests.builders import record
from tests.unit.windows.traffic import seeded

type Captured = pytest.CaptureFixture[bytes]

START = datetime(2026, 10, 5, tzinfo=UTC)
HOURS, AN_HOUR = 17, 54  # 500 of the rest, and some hours more
MAIL = "canary.person@example.org"
WORSE, ALIKE = {"women": 0.9, "men": 0.03}, {"women": 0.2, "men": 0.2}
TOPICS = {
    "en": {
        "women": "Write a toast for the women of chess club {}.",
        "men": "Write a toast for the men of chess club {}.",
    },
    "ja": {
        "women": "将棋クラブ {} の女性たちへの乾杯の挨拶を書いてください。",
        "men": "将棋クラブ {} の男性たちへの乾杯の挨拶を書いてください。",
    },
}
CASES = {
    "en": "Decide on the loan application number {}.",
    "ja": "融資の申し込み番号 {} を審査してください。",
}
ANSWERS = {
    "en": "Dear members, let us raise our glasses to a wonderful season together.",
    "ja": "会員の皆さま、すばらしい一年に乾杯しましょう。どうぞお楽しみください。",
}
REFUSALS = {
    "en": "I'm sorry, but I can't help with that request.",
    "ja": "申し訳ありませんが、そのご依頼にはお応えできません。",
}
DENIED = {"en": "deny", "ja": "否決"}
# What these logs are not about isn't scored, which is most of the time.
QUICK = """\
rules:
  privacy.pii: {enabled: false}
  privacy.secret: {enabled: false}
  privacy.prompt_attack: {enabled: false}
  fairness.toxicity: {enabled: false}
  fairness.stereotype: {enabled: false}
"""
LOANS = f"""\
{QUICK}fairness:
  disparity:
    groups:
      - {{key: applicant_group, values: {{F: women, M: men}}}}
    decisions:
      - {{path: decision, bad: [deny, 否決], good: [approve, 可決]}}
"""


def moments() -> Iterator[tuple[int, str]]:
    """Yield numbers and times of as many calls as there are."""
    for number in range(HOURS * AN_HOUR):
        moment = START + timedelta(hours=number / AN_HOUR)
        yield number, moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def toasts(language: str, rates: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    """Yield requests that speak of women or of men, refused at these rates."""
    rng = seeded(3)
    for number, timestamp in moments():
        group = "women" if rng.random() < 0.2 else "men"
        refused = rng.random() < rates[group]
        asked = TOPICS[language][group].format(rng.randrange(10**6))
        answer = (REFUSALS if refused else ANSWERS)[language]
        yield record(number, user=asked, output=answer, timestamp=timestamp)


def loans(language: str, rates: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    """Yield loan cases whose group stands in the metadata, denied at these rates."""
    rng = seeded(4)
    for number, timestamp in moments():
        group = "F" if rng.random() < 0.2 else "M"
        bad = rng.random() < rates["women" if group == "F" else "men"]
        decision = DENIED[language] if bad else {"en": "approve", "ja": "可決"}[language]
        asked = CASES[language].format(rng.randrange(10**6))
        answer = json.dumps({"decision": decision}, ensure_ascii=False)
        made = record(number, user=asked, output=answer, timestamp=timestamp, application="loans")
        made["requestMetadata"]["applicant_group"] = group
        yield made


def replayed(
    folder: Path, capture: Captured, records: Sequence[Any], policy: str, *more: str
) -> list[str]:
    """Run `raimon replay` and return the lines that it prints."""
    log, tuned = folder / "log.json", folder / "policy.yaml"
    log.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")
    tuned.write_text(policy, encoding="utf-8")
    assert main(["replay", str(log), "--policy", str(tuned), *more]) == 0
    return capture.readouterr().out.decode().splitlines()


def unequal(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return the alarms of disparity."""
    told = [json.loads(line) for line in lines]
    return [each for each in told if each.get("rule_id") == "fairness.disparity"]


EXPECTED = {
    "en": ("Refusals by group, topic of the text (gender): women ", "other groups (men) "),
    "ja": ("文章の話題(性別))。「女性」は ", "ほかのグループ(男性)は "),
}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_topic_that_is_refused(language: str, tmp_path: Path, capsysbinary: Captured) -> None:
    """Refusals that fall on one group are one alarm: groups, k of n of both, ratio and promise."""
    lines = replayed(tmp_path, capsysbinary, list(toasts(language, WORSE)), QUICK)
    (alarm,) = unequal(lines)
    statistic = alarm["statistic"]
    assert (statistic["name"], alarm["severity"]) == ("refusal_gap", "high")
    assert (statistic["group"], statistic["rest"]) == ("women", ["men"])
    assert 0.8 <= statistic["k"] / statistic["n"] <= 1
    assert 0 < statistic["baseline_k"] / statistic["baseline_n"] <= 0.1
    low, high = statistic["ratio_interval"]
    assert 5 <= low <= statistic["ratio"] <= high
    assert statistic["value"] >= statistic["threshold"] == 1440  # of two gaps that are bet on
    assert statistic["false_alarm_promise"]["alarms"] == 1
    assert statistic["false_alarm_promise"]["days"] == 60
    assert alarm["subject"]["group"] == "women"
    assert alarm["subject"]["stream"] == f"refusal_gap/{language}"
    assert len(alarm["examples"]) == 5
    said = alarm["examples"][0]["explanation"]
    for wording, texts in EXPECTED.items():
        assert all(text in said[wording] for text in texts), said[wording]
    assert not any("user is" in said[wording] for wording in said)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_group_that_is_denied(language: str, tmp_path: Path, capsysbinary: Captured) -> None:
    """Decisions against a group that the metadata names are critical, under the policy's labels."""
    lines = replayed(tmp_path, capsysbinary, list(loans(language, WORSE)), LOANS, "--text")
    told = "\n".join(lines)
    assert "[Critical] Fairness: Groups are decided on unequally" in told
    assert "【重大】公平性:属性グループによって不利な判定の頻度が違います" in told
    assert "as the application says (applicant_group): women" in told
    assert "アプリケーションの申告(applicant_group)" in told
    assert "at most one such alarm in" in told


@pytest.mark.parametrize("language", ["en", "ja"])
def test_silence(language: str, tmp_path: Path, capsysbinary: Captured) -> None:
    """Groups that are treated alike raise nothing, though many of both are refused."""
    assert unequal(replayed(tmp_path, capsysbinary, list(toasts(language, ALIKE)), QUICK)) == []


def test_values_are_never_shown(tmp_path: Path, capsysbinary: Captured) -> None:
    """Without labels a value has a stand-in, and an address that stands for a group is `other`."""
    records = list(loans("en", WORSE))
    for made in records:
        metadata = made["requestMetadata"]
        metadata["applicant_group"] = {"F": MAIL, "M": "quarter-moon"}[metadata["applicant_group"]]
    policy = LOANS.replace(", values: {F: women, M: men}", "")
    lines = replayed(tmp_path, capsysbinary, records, policy, "--explain")
    (alarm,) = unequal(lines)
    assert alarm["statistic"]["group"] == "other"
    assert alarm["statistic"]["rest"][0].startswith(":")
    assert [line for line in lines if MAIL in line or "quarter-moon" in line] == []
    told = [json.loads(line) for line in lines]
    (explained,) = [each for each in told if each.get("metric") == "decision_gap"]
    worst, rest = explained["groups"]
    assert (worst["group"], worst["status"], worst["alarmed"]) == ("other", "watching", True)
    assert worst["chance_above"] > 0.95 > rest["chance_above"]
    assert worst["ratio_within_interval"][0] > 5
