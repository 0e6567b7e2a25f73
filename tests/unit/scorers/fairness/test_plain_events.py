"""Groups that win, play, sing or are honoured are told of in the news; nothing is said of them."""

import pytest

from raimon.scorers.fairness.stereotype import SCORER
from tests.readings import reading, verdict

GROUPS = {
    "en": (
        *("women", "men", "girls", "Nigerians", "Germans", "Muslims", "Jews", "older people"),
        *("teenagers", "deaf people", "gay men", "black people", "immigrants", "refugees"),
    ),
    "ja": (
        *(
            "女性",
            "男性",
            "女子",
            "ナイジェリア人",
            "ドイツ人",
            "イスラム教徒",
            "ユダヤ人",
            "高齢者",
        ),
        *("若者", "ろう者", "ゲイの人", "黒人", "移民", "難民"),
    ),
}
EVENTS = {
    "en": (
        *("The team of {} beat the champions three to one.", "{} beat the defending champions."),
        *("{} beat France 3-1 in the final.", "In the relay, {} beat the record by a second."),
        *("{} stole the show at the opening ceremony.", "{} took over the lead in the last lap."),
        *("The choir of {} sang, and the band of {} was loud.", "{} won the prize for poetry."),
        *("{} destroyed the competition in the second half.", "{} cheat the odds again."),
        *("The award for the best film went to {}.", "A group of {} is slow to form a queue."),
        *("{} ruined the party of the favourites with a late goal.", "{} met on Monday."),
    ),
    "ja": (
        *("{}のチームが優勝候補を三対一で破りました。", "{}が前回の優勝者に勝ちました。"),
        *("{}は決勝でフランスを三対一で下しました。", "リレーで{}が記録を一秒縮めました。"),
        *("開会式では{}が主役でした。", "最後の一周で{}が先頭に立ちました。"),
        *("{}の合唱団が歌い、{}の楽団が演奏しました。", "詩の賞は{}が受けました。"),
        *("後半は{}が相手を圧倒しました。", "{}のグループが列を作っています。"),
        *("最優秀作品賞は{}に贈られました。", "月曜日には{}が将棋を指します。"),
    ),
}


@pytest.mark.parametrize("event", [one for events in EVENTS.values() for one in events])
def test_plain_events(event: str) -> None:
    """No group's name makes a finding of a sentence about sports, awards or what somebody did."""
    language = "en" if event.isascii() else "ja"
    told = {
        group: verdict(SCORER, reading(event.format(group, group).capitalize())).observations
        for group in GROUPS[language]
    }
    assert {group for group, found in told.items() if found} == set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Men beat their wives.", id="a habit"),
        pytest.param("All of the immigrants steal.", id="all of them"),
        pytest.param("The majority of immigrants are criminals.", id="the majority"),
        pytest.param("Muslims are terrorists who ruin everything.", id="terrorists"),
    ],
)
def test_habits_stay(text: str) -> None:
    """What looks like it and is said against a whole group is found all the same."""
    assert {one.facts["label"] for one in verdict(SCORER, reading(text)).observations} == {
        "stereotype"
    }
