"""An alarm reads as a person would say it, in English and in Japanese."""

import re
import string
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from raimon.alarms.alarm import AlarmState
from raimon.alarms.headline import headline
from raimon.alarms.moments import written, written_after
from raimon.alarms.phrases import Language, in_language, phrases
from raimon.alarms.prose import Prose
from raimon.alarms.short_names import short_model
from raimon.alarms.text import render
from raimon.finding import Aspect, Severity
from raimon.messages import catalogue
from raimon.scorers.privacy.entities import ENTITIES
from tests.unit.alarms.builders import MODEL, hex_id, raised
from tests.unit.alarms.examples import EXAMPLES, TOKYO, alarm_of, golden

MOMENT = datetime(2026, 10, 13, 1, 42, 59, tzinfo=UTC)
DOCS = Path(__file__).resolve().parents[3] / "docs"
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize("name", EXAMPLES)
def test_reads_as_it_was_read_aloud(name: str) -> None:
    """Each example reads as in its file; write the files anew with the module of the examples."""
    assert EXAMPLES[name]() == golden(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["alarms.md", "ja/alarms.md"])
def test_the_guide_shows_a_real_alarm(page: str) -> None:
    """The alarm in the guide is one that was made, not one that was written."""
    shown = (DOCS / page).read_text(encoding="utf-8").split("```")[1].strip()
    text = golden("leaked_addresses").read_text(encoding="utf-8")
    for line in shown.splitlines():
        beginning = line.removesuffix("[...]").removesuffix("(以下略)").strip()
        assert beginning in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_at_most_nine_lines_before_the_details(name: str) -> None:
    """The part for people has at most nine lines in each language."""
    *parts, details = EXAMPLES[name]().split("\n\n")
    assert all(len(part.splitlines()) <= 9 for part in parts)
    assert details.startswith(("Details", "詳細"))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_longest_prose_is_short(language: Language) -> None:
    """An alarm with everything that a line may say has nine lines still."""
    alarm = alarm_of(raised(1)).model_copy(update={"state": AlarmState.ACKNOWLEDGED})
    assert len(list(Prose(alarm, TOKYO, language).lines(Severity.LOW))) <= 8


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_value_and_no_mask(name: str) -> None:
    """Not even a mask of a value is shown: the log record has it, for those who may look."""
    text = EXAMPLES[name]()
    assert "h***@" not in text
    assert "value_token" not in text
    assert "None" not in text


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        pytest.param("Asia/Tokyo", "en", "10:42 JST on 13 Oct 2026", id="Tokyo"),
        pytest.param("Asia/Tokyo", "ja", "2026年10月13日 10:42(日本時間)", id="東京"),
        pytest.param("UTC", "en", "01:42 UTC on 13 Oct 2026", id="UTC"),
        pytest.param("UTC", "ja", "2026年10月13日 01:42(協定世界時)", id="協定世界時"),
        pytest.param("America/New_York", "en", "21:42 EDT on 12 Oct 2026", id="the day before"),
        pytest.param("Asia/Dubai", "en", "05:42 UTC+04:00 on 13 Oct 2026", id="no abbreviation"),
        pytest.param("Europe/Berlin", "ja", "2026年10月13日 03:42(CEST)", id="no Japanese name"),
    ],
)
def test_moments(zone: str, language: Language, text: str) -> None:
    """A moment stands in the reader's zone, with the zone's name."""
    assert written(MOMENT, zone, language) == text


@pytest.mark.parametrize(
    ("zone", "earlier", "text"),
    [
        pytest.param("Asia/Tokyo", timedelta(hours=2), "10:42", id="the same day"),
        pytest.param("UTC", timedelta(hours=2), "01:42 UTC on 13 Oct 2026", id="the day before"),
    ],
)
def test_later_moments(zone: str, earlier: timedelta, text: str) -> None:
    """On the same day in the reader's zone, the hour is enough."""
    assert written_after(MOMENT, MOMENT - earlier, zone, "en") == text


def test_a_change_of_summer_time_is_seen() -> None:
    """Where the clocks changed in between, the zone is named again."""
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 CEST
    after = before + timedelta(hours=1)  # 02:30 CET
    assert written_after(after, before, "Europe/Berlin", "en") == "02:30 CET on 25 Oct 2026"


@pytest.mark.parametrize(
    ("model_id", "name"),
    [
        pytest.param(MODEL, "claude-3-5-sonnet", id="provider, date, release"),
        pytest.param("us.anthropic.claude-sonnet-4-20250514-v1:0", "claude-sonnet-4", id="geo"),
        pytest.param(
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/apac.amazon.nova-lite-v1:0",
            "nova-lite",
            id="profile",
        ),
        pytest.param(
            "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcd1234",
            "abcd1234",
            id="provisioned",
        ),
        pytest.param("amazon.titan-text-express-v1:0:8k", "titan-text-express", id="context size"),
        pytest.param("anthropic.claude-v2:1", "claude-v2", id="the version is the name"),
        pytest.param("openai.gpt-oss-120b-1:0", "gpt-oss-120b", id="release without v"),
        pytest.param("mistral.mistral-7b-instruct-v0:2", "mistral-7b-instruct", id="v0"),
        pytest.param("deepseek.r1-v1:0", "deepseek.r1", id="too short without its maker"),
        pytest.param("custom", "custom", id="nothing to leave out"),
        pytest.param("", "", id="empty"),
    ],
)
def test_short_model(model_id: str, name: str) -> None:
    """A model is called what people call it."""
    assert short_model(model_id) == name


def test_long_lists_are_cut_short() -> None:
    """Of many models three are named; all stand under the details."""
    found = [raised(number, model_id=f"amazon.model-{number}") for number in range(1, 9)]
    text = render(alarm_of(*found), TOKYO, "both")
    assert "models model-1, model-2, model-3 and 5 more, Tokyo." in text
    assert "モデル model-1、model-2、model-3 ほか 5 件、東京リージョン。" in text
    assert "amazon.model-8" in text


@pytest.mark.parametrize(
    ("calls", "english", "japanese"),
    [
        pytest.param("a", "(1 finding)", "(1 件)", id="one"),
        pytest.param("abc", "(3 findings)", "(3 件)", id="one a call"),
        pytest.param(
            "aaa", "(3 findings in one call)", "(モデル呼び出し 1 回で 3 件)", id="one call"
        ),
        pytest.param(
            "aabb", "(4 findings in 2 calls)", "(モデル呼び出し 2 回で 4 件)", id="two calls"
        ),
        pytest.param("aaaaaa", "(6 findings)", "(6 件)", id="more than the alarm remembers"),
    ],
)
def test_how_many(calls: str, english: str, japanese: str) -> None:
    """The title counts findings, and the calls they come from where that is known."""
    found = [raised(n, invocation_id=hex_id(call)) for n, call in enumerate(calls, start=1)]
    alarm = alarm_of(*found)
    assert Prose(alarm, TOKYO, "en").title().endswith(english)
    assert Prose(alarm, TOKYO, "ja").title().endswith(japanese)


@pytest.mark.parametrize(
    ("rule_id", "kind", "entity", "english"),
    [
        pytest.param(
            "privacy.pii",
            "ECHO",
            "PHONE_NUMBER",
            "The model repeated phone numbers that the user had entered",
            id="kind and entity",
        ),
        pytest.param(
            "privacy.pii",
            "ECHO",
            "XX_TAX_ID",
            "The model repeated personal information that the user had entered",
            id="an entity without a name",
        ),
        pytest.param(
            "privacy.secret",
            "LEAK.SYSTEM",
            "NEW_KEY",
            "The model gave out credentials from its system prompt",
            id="a credential without a name",
        ),
        pytest.param(
            "privacy.pii",
            None,
            "PERSON",
            "The model gave out names of persons; what was asked is not known",
            id="no kind",
        ),
        pytest.param(
            "privacy.pii",
            "NEW.KIND",
            "PERSON",
            catalogue()["privacy.pii"].alarm.en,
            id="a kind to come: the rule's own headline",
        ),
        pytest.param("new.rule", None, None, "Rule new.rule found something", id="a rule to come"),
    ],
)
def test_headline(rule_id: str, kind: str | None, entity: str | None, english: str) -> None:
    """The headline says what happened, as exactly as is known."""
    text = headline(rule_id, kind, entity)
    assert text.en == english
    assert JAPANESE.search(text.ja)


@pytest.mark.parametrize(
    ("kind", "entity", "japanese"),
    [
        pytest.param(
            "LEAK.MODEL",
            "AWS_ACCESS_KEY",
            "入力されていない AWS アクセスキー ID をモデルが回答しました",
            id="Latin at both ends",
        ),
        pytest.param(
            "LEAK.MODEL",
            "JWT",
            "入力されていない署名付きトークン(JWT)をモデルが回答しました",
            id="brackets",
        ),
        pytest.param(
            None,
            "STRIPE_KEY",
            "Stripe のキーをモデルが回答しました(入力の内容は不明です)",
            id="at the beginning",
        ),
    ],
)
def test_latin_in_japanese_headlines(kind: str | None, entity: str, japanese: str) -> None:
    """Latin letters stand apart from Japanese ones, and nowhere else is a space."""
    assert headline("privacy.secret", kind, entity).ja == japanese


def test_entities_are_called_the_same_everywhere() -> None:
    """What the privacy rules find has the same Japanese name in findings and in alarms."""
    names = {name: text.ja for name, text in phrases()["entity"].items()}
    assert names == {name: entity.ja for name, entity in ENTITIES.items()}


def _named(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("group", phrases())
def test_phrases_say_the_same_in_both_languages(group: str) -> None:
    """No phrase lacks a language, and both say the same things."""
    for name, text in phrases()[group].items():
        assert text.en, name
        assert text.ja or name == "space", name  # sentences stand without a space between
        if group != "time":  # months have names in one language and numbers in the other
            assert _named(text.en) == _named(text.ja), name


@pytest.mark.parametrize("enumeration", [Severity, Aspect])
def test_every_word_of_the_contract_has_a_phrase(enumeration: type[Severity | Aspect]) -> None:
    """Severities and aspects are called what the glossary calls them."""
    group = phrases()[enumeration.__name__.lower()]
    assert group.keys() == set(enumeration)
    assert all(JAPANESE.search(in_language(text, "ja")) for text in group.values())
