"""Japanese names by rule: what is one, what only looks like one, and that it takes little time."""

import random
import time

import pytest

from raimon.scorers.privacy import people_ja
from raimon.scorers.privacy.detector import ALARM, COUNT
from raimon.scorers.privacy.people_ja import find_japanese_name, read_run
from raimon.scorers.privacy.people_ja_names import names
from raimon.scorers.privacy.pii import scan
from raimon.scorers.privacy.sheet import lay_out


def _names(text: str) -> list[str]:
    return [text[one.start : one.end] for one in scan(text) if one.entity == "PERSON"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("監督は大沢正明が務めた。", ["大沢正明"], id="prose"),
        pytest.param("女優山内美保子が出演した。", ["山内美保子"], id="behind a role"),
        pytest.param("小松健一選手が勝った。", ["小松健一"], id="before a role"),
        pytest.param("故佐久間義雄元社長の遺志。", ["佐久間義雄"], id="between both"),
        pytest.param("小野寺慎吾首相在任中の話。", ["小野寺慎吾"], id="role goes on"),
        pytest.param("中村氏は記者会見で述べた。", ["中村"], id="family name and 氏"),
        pytest.param("大久保さんに相談した。", ["大久保"], id="family name and さん"),
        pytest.param("森さんに聞いてください。", ["森"], id="one sign and さん"),
        pytest.param("担当の鈴木です。", ["鈴木"], id="cue"),
        pytest.param("私は小川と申します。", ["小川"], id="says so"),
        pytest.param("氏名:高橋 由美", ["高橋 由美"], id="label"),
        pytest.param("参加者は田村 健太、三宅 葵です。", ["田村 健太", "三宅 葵"], id="spaces"),
        pytest.param("松岡あゆみが歌う。", ["松岡あゆみ"], id="given name in hiragana"),
        pytest.param("李承浩は留学した。", ["李承浩"], id="Korean"),
        pytest.param("ジョン・スミスが来日した。", ["ジョン・スミス"], id="foreign"),
        pytest.param("ジョージ・W・ハリスの演説。", ["ジョージ・W・ハリス"], id="initial"),
        pytest.param("サトウさん、こんにちは。", ["サトウ"], id="katakana and さん"),
        pytest.param("容疑者の父は原田敏夫という。", ["原田敏夫"], id="a relative"),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """Names are found where a role, an honorific, a cue or the lists say so."""
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("店員さんと医者さんと花屋さんに聞いた。", id="roles with さん"),
        pytest.param("皆様、お客様、神様、仏様、王様、奥様。", id="honorifics without a name"),
        pytest.param("仕様は同様で、模様だけが異様に多様だ。", id="words in 様"),
        pytest.param("森と林を抜け、小川を渡り、山と谷を越えた。", id="nature"),
        pytest.param("山口県、福島市、千葉大学、石川町の人口。", id="places"),
        pytest.param("江戸時代と大正時代、本作と今作、本種と全英。", id="words like names"),
        pytest.param("大阪市長と福岡県知事が会談した。", id="offices of places"),
        pytest.param("先生に質問して、先生と相談した。", id="先生 alone"),
        pytest.param("サーバーさんやカード・リーダー、データ・センター。", id="things"),
        pytest.param("『スター・ライト』と「ジュリアン」を観た。", id="titles"),
        pytest.param("サンダー・ベアーズが勝った。", id="a team"),
        pytest.param("ロイド・ジョージ通りとワシントン・ハイツ駅。", id="streets and stations"),
        pytest.param(
            "ラベル、リスト、トマト、ビル、ベルを確認する。", id="words that are names too"
        ),
        pytest.param("東京大学医学部附属病院第一外科", id="one long compound"),
        pytest.param("氏名、名前、担当を入力してください。", id="labels without a name"),
        pytest.param("", id="empty"),
        pytest.param("No Japanese here, John.", id="English"),
    ],
)
def test_no_names(text: str) -> None:
    """Words that resemble a name are none."""
    assert _names(text) == []


def test_most_runs_are_left_after_one_look() -> None:
    """A run that is left at once could be no name, and what is kept of one is what it says."""
    dice = random.Random(7)  # noqa: S311 - no secret
    known = names()
    family, given, words = map(sorted, (known.family, known.given, known.words))
    parts = (
        *family[::400],
        *given[::400],
        *words[::40],
        *"元市県人社様氏家",
        "監督",
        "女優",
        "会議",
    )
    left = 0
    for _ in range(3000):
        run = "".join(dice.choices(parts, k=dice.randint(1, 4)))
        looked = people_ja._known_run(run)  # noqa: SLF001 - the short way is what is tested
        assert looked == read_run(run, known) or len(run) == 1
        left += looked is None
    assert 300 < left < 2700


@pytest.mark.parametrize("text", ["小松健一選手", "ジョン・スミス氏", "松岡あゆみが歌う。"])
def test_a_name_counts_and_alarms_nobody(text: str) -> None:
    """Names fill honest answers: alone, none reaches the alarm band."""
    (found,) = [one for one in scan(text) if one.entity == "PERSON"]
    assert COUNT <= found.confidence < ALARM


def test_places_hold_behind_signs_of_two_units() -> None:
    """Places are code points of the text as given."""
    text = "🙂　監督は大沢正明が務めた。"
    (found,) = scan(text)
    assert text[found.start : found.end] == "大沢正明"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("田" * 100_000, id="one sign"),
        pytest.param("大久保" * 30_000, id="one name without an end"),
        pytest.param("ア・" * 50_000, id="dots"),
        pytest.param("ジョン" * 30_000, id="katakana"),
        pytest.param("監督選手" * 25_000, id="roles"),
        pytest.param("田 中" * 30_000, id="spaces"),
        pytest.param("\ud800中村氏" * 20_000, id="lone surrogates"),
    ],
)
def test_linear_time(text: str) -> None:
    """A hundred thousand signs made to cost much are read within a second."""
    sheet = lay_out(text)
    begun = time.process_time()
    list(find_japanese_name(sheet))
    assert time.process_time() - begun < 1.0
