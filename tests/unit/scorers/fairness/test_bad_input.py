"""Text that only looks toxic, or hides that it is: quotations, lists, names, disguises."""

import pytest

from raimon.finding import Severity
from raimon.scorers.fairness import stereotype, toxicity
from tests.readings import reading, verdict

LEFT_ALONE = [
    # What is quoted to be refused, reported or translated.
    pytest.param(
        "I can't write that Jews are vermin, because it is hateful.", id="quote to refuse"
    ),
    pytest.param("外国人は害虫だ、という文章は作成できません。", id="引用して断る"),
    pytest.param("お前は死ねという文は、相手を深く傷つけます。", id="引用して諭す"),
    pytest.param("The translation of お前は馬鹿だ is 'you are an idiot'.", id="translation en"),
    pytest.param("「お前は馬鹿だ」は英語で You are an idiot. と訳します。", id="翻訳"),
    pytest.param("英語にすると You are an idiot. となります。", id="引用符のない翻訳"),
    pytest.param(
        "They sought to eliminate them: the Jews, the Roma, the disabled.", id="history en"
    ),
    pytest.param("1492年、スペインはユダヤ人を国外に追放した。", id="歴史"),
    pytest.param("被告は「殺してやる」と叫び、被害者を殴った。", id="判決文"),
    pytest.param("生きる価値がないと感じるときは、電話してください。", id="相談"),
    pytest.param("飛び降りて死亡した例の多くは、事前に相談がありました。", id="統計"),
    # Lists of words in a policy, in code and in a table.
    pytest.param("Remove posts with these words: faggot, kike, nigger, retard", id="word list"),
    pytest.param("Blocked terms:\n- faggot\n- kike\n- you are an idiot", id="bullets"),
    pytest.param("投稿規約。次の語は削除します。\n死ね、殺す、ガイジ、チョン公", id="規約の語"),
    pytest.param("禁止語リスト\n死ね\nガイジ\nキチガイ", id="記号のない一覧"),
    pytest.param("blocked = ['死ね', 'ガイジ', 'you are an idiot']", id="code"),
    pytest.param("| 語 | 扱い |\n|---|---|\n| 死ね | 削除 |\n| ガイジ | 削除 |", id="表"),
    # Groups and slurs as names, places, things.
    pytest.param("Dyke Road is closed. Cracker Barrel opens at nine.", id="street and brand"),
    pytest.param("The Redskins played the Indians; Gypsy moths ate the leaves.", id="team, moth"),
    pytest.param("外人墓地から中国地方の山が見える。", id="地名"),
    pytest.param("THE YELLOW MONKEY の新曲を聴いた。", id="バンド名"),
    # Words inside longer words.
    pytest.param("障害児保育の現場を訪ねました。", id="障害児"),
    pytest.param("朝鮮人参と国土人口の話。", id="朝鮮人参・国土人口"),
    pytest.param("行きちがいで会えず、うんちくも聞けなかった。", id="行きちがい・うんちく"),
    pytest.param("彼女さんといい彼氏ね、と必死ねと言われた。", id="彼氏ね・必死ね"),
    pytest.param("殺虫剤、カス漬け、ハゲタカ、馬鹿力、キチンと。", id="複合語"),
    # What people call themselves.
    pytest.param("私はオタクで、ハゲで、バカです。", id="自称"),
    pytest.param("We queers and dykes march on Sunday, and I'm a proud fag.", id="reclaimed"),
    # A group that no list knows says nothing, whatever is said of it.
    pytest.param("ゾーゴン人は害虫だ。駆除しろ。", id="未知の集団"),
]

FOUND = [
    pytest.param("Zorgons are vermin and must be exterminated.", "vermin", id="unknown group"),
    pytest.param("You are a 1d10t.", "1d10t", id="leetspeak, digit first"),
    pytest.param("What an 4sshole you are.", "4sshole", id="leetspeak, slur-like"),
    pytest.param("You are an i̷d̷i̷o̷t̷.", "i̷d̷i̷o̷t̷", id="zalgo, struck out"),
    pytest.param("You are an i̸̟̽d̸͓̋ḯ̴͔ö̵͖t̶̺̀.", "i̸̟̽d̸͓̋ḯ̴͔ö̵͖t̶̺̀", id="zalgo, piled up"),
    pytest.param("お前はバ̷カ̷だ。", "バ̷カ̷", id="ザルゴ"),
    pytest.param("お前は 死 ね。", "死 ね", id="空白を挟む"),
    pytest.param("ﾀﾋね", "ﾀﾋね", id="半角の当て字"),
    pytest.param("さっさと氏ね", "氏ね", id="当て字"),
    pytest.param("死◯よ。", "死◯よ", id="伏せ字"),
    pytest.param("馬鹿○郎め。", "馬鹿○郎", id="伏せ字(途中)"),
    pytest.param("頃してやる。", "頃してやる", id="当て字の脅し"),
    pytest.param("クソやろう。", "クソやろう", id="かな書き"),
    pytest.param("お前は本当に idiot だな。", "idiot", id="英語の侮辱、日本語の相手"),
    pytest.param("You're such a バカ野郎, honestly.", "バカ野郎", id="Japanese in English"),
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    """Neither scorer holds against a text what it quotes, lists, names or reports."""
    assert not verdict(toxicity.SCORER, reading(text)).observations
    said = verdict(stereotype.SCORER, reading(text)).observations
    assert {one.severity for one in said} <= {Severity.INFORMATIONAL}


@pytest.mark.parametrize(("text", "part"), FOUND)
def test_found_in_disguise(text: str, part: str) -> None:
    """A disguised word is found where it stands in the text as it was written."""
    places = [one.location for one in verdict(toxicity.SCORER, reading(text)).observations]
    assert part in [text[place.start : place.end] for place in places if place]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("死" * 50_000, id="one character"),
        pytest.param("お前は" + "死 ね・" * 20_000, id="disguises without end"),
        pytest.param("i̷" * 30_000, id="piles without end"),
        pytest.param("語: " + "死ね、" * 20_000, id="an endless list"),
        pytest.param("\n".join(["- 死ね"] * 20_000), id="bullets without end"),
        pytest.param("外国人" * 20_000 + "は害虫だ", id="groups without end"),
    ],
)
def test_ends(text: str) -> None:
    """Text made to cost time is judged all the same, with few finds."""
    assert len(verdict(toxicity.SCORER, reading(text)).observations) <= 20
