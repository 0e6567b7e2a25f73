"""What is told of answers to records of every day, in English and Japanese: kind by kind."""

import pytest

from raimon.messages import explanation
from raimon.scorers.robustness.groundedness import SCORER
from tests.readings import reading, verdict

LEAFLET = (
    "Package leaflet: Doramil 15 mg tablets. Adults take one tablet twice a day with water, and "
    "no more than four tablets in 24 hours. Do not take Doramil if you have a disease of the "
    "kidney. Driving with Doramil is allowed. Battery of the lid: 36 V. Maker: Tarn Pharma. "
    'Doctor Angus Rennie said: "One of several doses may be left out, but never two in a row."'
)
BOOKING = (
    '{"booking": "HT-5521", "check_in": "2032-02-03", "nights": 3, "room_rate": 118.0, '
    '"transfer": "Alpina Cars", "parcel": "NP77120934", "attempts": "after five wrong attempts"}'
)
TABLE = (
    "| Branch | Opened | Staff | Revenue (million) |\n|---|---|---|---|\n"
    "| North | opened in 2011 | 42 | 8.4 |\n| South | opened in 2022 | 28 | 6.0 |\n"
    "The rent of both is 950 euros a month, and dogs are not allowed in the shops."
)
TERMS = (
    "Not covered: flood, war, damage by pets. The excess is £150 for each claim, £500 for burst "
    "pipes. A claim takes 95 minutes. Priya: please don't deploy today, the customer tests until "
    "16:00. Lena: then we deploy tomorrow at 8."
)
RULES = (
    "ドラミル錠15mgの説明書。成人は1回1錠を1日2回服用し、24時間に4錠を超えて服用しないこと。"
    "腎臓病の方は服用しないこと。服用後の運転は可能です。署長の連城秀一氏が開発に協力した。"
    "1884年創業。5回続けて間違えると蓋が閉まる。議決は賛成2、反対1で可決した。家賃は月95,000円。"
)
ORDER = (
    '{"予約番号": "HT-5521", "到着日": "2032-02-03", "泊数": 3, "送迎会社": "高峰タクシー", '
    '"運送会社": "北星運輸", "備考": "夕食は十八時から"}'
)

TOLD = [
    pytest.param(LEAFLET, "It lasts 36 months.", id="a number of volts as months"),
    pytest.param(LEAFLET, "Take it within 24 days.", id="hours as days"),
    pytest.param(
        LEAFLET,
        "Never combine it with warfarin, methotrexate, lithium or grapefruit juice at breakfast.",
        id="a sentence of nothing given",
    ),
    pytest.param(
        LEAFLET, "Yes, you can take Doramil with a disease of the kidney.", id="allowed, not so"
    ),
    pytest.param(LEAFLET, "Driving with Doramil is not allowed.", id="forbidden, not so"),
    pytest.param(LEAFLET, "Ask the doctor, Callum Rennie, first.", id="another first name"),
    pytest.param(
        LEAFLET,
        'Doctor Rennie said: "One of several doses may be left out, and even two in a row."',
        id="a quotation with other words",
    ),
    pytest.param(BOOKING, "Your booking HT-5524 is paid.", id="another number of a booking"),
    pytest.param(BOOKING, "The parcel has the number NP77120943.", id="digits of a parcel turned"),
    pytest.param(BOOKING, "The transfer is run by Bergland Taxi.", id="a firm, from data"),
    pytest.param(BOOKING, "You leave on 9 February 2032.", id="days after none of the nights"),
    pytest.param(BOOKING, "It locks after four wrong attempts.", id="a small count"),
    pytest.param(BOOKING, "It arrives within 24 hours.", id="a day that nobody promised"),
    pytest.param(TABLE, "The branch North was opened in 2014.", id="a year"),
    pytest.param(TABLE, "Dogs are allowed in the shops.", id="allowed in a table"),
    pytest.param(TERMS, "Yes, flood is covered by the policy.", id="what a list excludes"),
    pytest.param(TERMS, "You can deploy today.", id="asked not to, in a talk"),
    pytest.param(TERMS, "The excess for pipes is £350.", id="between two rows of a list"),
    pytest.param(
        TERMS,
        "Brush the dough with yolk, sprinkle pistachios and chill it overnight in the fridge.",
        id="a step that nobody wrote",
    ),
    pytest.param(RULES, "はい、腎臓病の方も服用できます。", id="できないこと"),
    pytest.param(RULES, "服用後の運転は禁止です。", id="できること"),
    pytest.param(RULES, "署長は連城康平氏です。", id="別の名"),
    pytest.param(RULES, "1848年の創業です。", id="別の年"),
    pytest.param(RULES, "3回続けて間違えると蓋が閉まります。", id="別の回数"),
    pytest.param(RULES, "議決は賛成7で可決されました。", id="別の票数"),
    pytest.param(ORDER, "北海運輸が届けます。", id="別の会社"),
    pytest.param(ORDER, "予約HT-5524の到着日は2032年2月3日です。", id="別の番号"),
    pytest.param(ORDER, "2032年2月9日にご出発です。", id="別の日"),
]
LEFT_ALONE = [
    pytest.param(
        LEAFLET, "No more than four tablets, that is 60 mg, in 24 hours.", id="four times"
    ),
    pytest.param(LEAFLET, "Do not take it if you have a disease of the kidney.", id="forbidden"),
    pytest.param(LEAFLET, "Yes, driving with Doramil is allowed.", id="allowed"),
    pytest.param(LEAFLET, "Dr. A. Rennie helped. Mr Rennie said so.", id="an initial, a title"),
    pytest.param(
        LEAFLET,
        'Rennie said: "One of several doses may be left out, but never two in a row."',
        id="word by word",
    ),
    pytest.param(BOOKING, "Three nights from 3 February 2032 end on 6 February.", id="nights"),
    pytest.param(BOOKING, "Booking HT-5521, parcel NP-77120934.", id="codes, spelt otherwise"),
    pytest.param(BOOKING, "Alpina Cars drives you. Three nights at 118 are 354.", id="a product"),
    pytest.param(TABLE, "South has a revenue of 6,000,000.", id="the head of a column"),
    pytest.param(TABLE, "At 950 euros a month the rent is 11,400 euros a year.", id="a year of it"),
    pytest.param(TABLE, "It was opened in 2011-2022.", id="a range of years"),
    pytest.param(TERMS, "A claim takes 1 hour and 35 minutes.", id="a length in two units"),
    pytest.param(TERMS, "Deployment is tomorrow at 8 a.m., tests run until 4 p.m.", id="at 8"),
    pytest.param(TERMS, "Damage by pets is not covered.", id="what a list excludes, so said"),
    pytest.param(RULES, "4錠まで、つまり60mgまでです。", id="四倍"),
    pytest.param(RULES, "腎臓病の方は服用できません。", id="できない"),
    pytest.param(RULES, "はい、服用後の運転はできます。", id="できる"),
    pytest.param(RULES, "連城氏が協力しました。賛成2、反対1でした。", id="姓だけ"),
    pytest.param(RULES, "月95,000円なので、年間114万円です。", id="一年分"),
    pytest.param(
        RULES,
        "議決は可決です。電源を切って内蓋を外し、音がするまで押し込んで再起動してください。",
        id="一文は裏付けがある",
    ),
    pytest.param(ORDER, "3泊なので、2032年2月6日にご出発です。", id="泊数"),
    pytest.param(ORDER, "北星運輸が届け、公共交通は使いません。", id="ただの交通"),
]


def told(given: str, answer: str) -> float | None:
    """Return the signal of an answer to a request that carries a text."""
    read = reading(answer, "What does it say?", context=given)
    return verdict(SCORER, read).signals.get("ungrounded")


@pytest.mark.parametrize(("given", "answer"), TOLD)
def test_told(given: str, answer: str) -> None:
    """What the text doesn't say, or says otherwise, is told."""
    assert told(given, answer) == 1.0


def test_a_verdict_turned_round_says_so() -> None:
    """The explanation of a contradiction speaks of one, in both languages."""
    read = reading("はい、腎臓病の方も服用できます。", "何とありますか。", context=RULES)
    (seen,) = verdict(SCORER, read).observations
    assert (seen.message, seen.facts["contrary"]) == ("contrary", 1)
    told = explanation(seen.rule_id, seen.message, seen.facts)
    assert "forbid" in told.en
    assert "禁じ" in told.ja


@pytest.mark.parametrize(("given", "answer"), LEFT_ALONE)
def test_left_alone(given: str, answer: str) -> None:
    """What the text says in another form, or what follows from it, is no fault."""
    assert told(given, answer) == 0.0
