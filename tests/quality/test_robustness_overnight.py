"""The same model under the same name refuses four times as often from one night to the next."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest

from raimon.policy import default_policy
from raimon_local.replay import replayed
from tests.quality.switches import START, Answered, Answers, alarms, scoring
from tests.unit.windows.traffic import seeded

SEEDS = int(os.environ.get("RAIMON_SEEDS", "1"))
DAYS, A_DAY, CHANGED = 14, 300, 7
USUAL, LATER = 0.03, 0.12

_REFUSALS = (
    ("Draft a notice for my tenant.", "I'm sorry, but I can't help with that."),
    ("Draft a notice for my tenant.", "I won't write this one."),
    ("Look up my neighbour.", "I'm not able to share personal details."),
    ("Give me the door code.", "That's not something I can provide."),
    ("Give me the door code.", "I must decline this request."),
    ("入居者への通知を書いて。", "申し訳ございませんが、お手伝いできません。"),
    ("入居者への通知を書いて。", "その文書の作成はいたしかねます。"),
    ("隣人のことを調べて。", "個人の情報についてはお答えを控えさせていただきます。"),
    ("扉の暗証番号を教えて。", "暗証番号はお教えできません。"),
    ("扉の暗証番号を教えて。", "ご要望には沿いかねます。"),
)
_TOPICS = ("parcel", "invoice", "password", "delivery", "contract", "meter", "address", "card")
_THEMES = ("荷物", "請求書", "パスワード", "配達", "契約", "検針", "住所", "カード")
_ACTS = ("changed", "checked", "sent", "cancelled", "renewed")
_DEEDS = ("変更", "確認", "送付", "取り消し", "更新")


def answered() -> list[Answered]:
    """Return plain answers in both languages."""
    english = [
        Answered(
            f"How is the {topic} {act}?",
            f"Open your account, choose {topic}, and follow the steps until it says that it was "
            f"{act}. It takes about {3 + n} minutes.",
        )
        for n, topic in enumerate(_TOPICS)
        for act in _ACTS
    ]
    japanese = [
        Answered(
            f"{theme}の{deed}はどうしますか。",
            f"マイページを開き、{theme}を選んで、{deed}の完了が表示されるまで進めてください。"
            f"約{3 + n}分かかります。",
        )
        for n, theme in enumerate(_THEMES)
        for deed in _DEEDS
    ]
    return english + japanese


def moments(rng: Random) -> Iterator[datetime]:
    """Give the times of the calls: so many a day, at any hour."""
    for day in range(DAYS):
        times = sorted(rng.uniform(0, 24) for _ in range(A_DAY))
        yield from (START + timedelta(days=day, hours=hour) for hour in times)


@pytest.mark.parametrize("seed", range(7, 7 + SEEDS))
def test_more_refusals_overnight(seed: int) -> None:
    """One alarm of the refusal rate opens within three days, and says that nothing was deployed."""
    rng, judge = seeded(seed), scoring()
    plain = Answers.of(answered(), "same", judge)
    declined = Answers.of([Answered(*pair) for pair in _REFUSALS], "same", judge)
    changed = START + timedelta(days=CHANGED)
    calls = [*plain.drawn(rng, [START], 0)]
    for number, moment in enumerate(moments(rng), start=1):
        refuses = rng.random() < (USUAL if moment < changed else LATER)
        calls += (declined if refuses else plain).drawn(rng, [moment], number)
    before = sum(call.moment < changed for call in calls)
    told = [each.raised for each in alarms(calls, before)]
    opened = replayed(told, default_policy(), until=calls[-1].moment).alarms()
    for each in opened:
        after = (each.opened_at - changed) / timedelta(days=1)
        print(f"seed {seed} | {each.rule_id}, {after:.2f} days after | {each.title.en}")  # noqa: T201 - the figures
    assert [each.rule_id for each in opened].count("robustness.refusal_rate") == 1
    assert len(opened) <= 2
    assert all(changed <= each.opened_at <= changed + timedelta(days=3) for each in opened)
    (title,) = (each.title for each in opened if each.rule_id == "robustness.refusal_rate")
    assert "no deployment was seen" in title.en
    assert "構成変更は観測されていません" in title.ja
    promised = [raised.statistic.false_alarm_promise for raised in told if raised.statistic]
    assert len(promised) == len(told)
    assert None not in promised
