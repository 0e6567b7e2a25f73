"""What an answer says that the texts given to the model don't: counted, never repeated.

Nothing here knows what is true. A number, date, name, link or quotation is held against every
text of the request, and what can be worked out from them is taken for given.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import INPUT_SEGMENTS, Segment
from raimon.scorers.language import HAN, KANA, letters
from raimon.scorers.robustness.answer_shape import Shape, looks_like_json, shape_of
from raimon.scorers.robustness.groundedness_codes import codes_without
from raimon.scorers.robustness.groundedness_context import Task, instruction, task_of
from raimon.scorers.robustness.groundedness_contrary import contrary
from raimon.scorers.robustness.groundedness_given import calculates
from raimon.scorers.robustness.groundedness_names import names_without
from raimon.scorers.robustness.groundedness_values import values_without
from raimon.scorers.robustness.groundedness_words import (
    Words,
    quotations_without,
    says_nothing_is_told,
    support,
)
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.groundedness", "2", Aspect.ROBUSTNESS, Severity.INFORMATIONAL)
TUNING: Final = {
    "least_overlap": 0.3,  # of a sentence's content words that the given texts must have
    "bare_share": 0.5,  # of the sentences that may be without support
    "bare_least": 2.0,  # and so many of them at least make a finding
}
_KANA: Final = 0.1  # of what is given; a third of Japanese prose and more is kana
_SHORT: Final = 3  # sentences of an answer in which a single name says much
_MOST_NAMES: Final = 2
_LONGEST: Final = 20_000  # code points of an answer that are read
_REASONS: Final = frozenset({"sure_name", "alone"})  # no counts
_UNSURE, _SURE, _SEVERAL = 0.5, 0.6, 0.75

_CODE: Final = re.compile(r"```.*?(?:```|\Z)|`[^`\n]{1,400}`", re.DOTALL)
_CITED: Final = re.compile(
    r"\[\^?\d{1,3}(?:[,、–-] ?\d{1,3})*\]|【[^】\n]{0,40}】|%\[\d{1,3}\]%|<[^<>\n]{1,60}>"
    r"|\((?:source|document|doc|page|p\.|ref|出典|資料|文書)[^)\n]{0,40}\)",
    re.IGNORECASE,
)
_MARKER: Final = re.compile(
    r"^[\s>#*•・\-+|(（]{0,12}(?:(?:step|part|day|question|q|a|第|手順|ステップ) ?)?\d{1,3}"
    r"(?:[.)．）、:：]|\*\*)(?!\d)[ \t]?|^\s{0,8}[①-⑳❶-❿]",
    re.MULTILINE | re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"https?://[^\s<>\"'`)\]}」』)、。]{4,400}|\bwww\.[^\s<>\"'`)\]}」』)、。]{4,200}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    re.IGNORECASE | re.ASCII,
)
_EXAMPLE_HOST: Final = re.compile(r"(?:[\w.-]*@)?(?:[\w-]+\.)*(?:example\b|localhost\b)")
_KANJI_DATE: Final = re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=[年月日時])")
_KANJI_DIGITS: Final = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0"
}


@dataclass(frozen=True, slots=True)
class Unsupported:
    """How much of an answer stands in no text that was given."""

    numbers: int = 0
    dates: int = 0
    names: int = 0
    links: int = 0
    quotations: int = 0
    sentences: int = 0  # that say something
    bare: int = 0  # of them, without support
    contrary: int = 0  # that the texts say otherwise
    sure_name: bool = False
    alone: bool = False  # a single sentence, next to nothing of it given

    @property
    def details(self) -> int:
        """Return how many details there are: everything but sentences."""
        return self.numbers + self.dates + self.names + self.links + self.quotations

    def tells(self, tuning: Tuning) -> bool:
        """Return whether it is enough to call the answer ungrounded."""
        if self.numbers + self.dates + self.links + self.quotations or self.sure_name:
            return True
        if self.names >= (1 if self.sentences <= _SHORT else _MOST_NAMES):
            return True
        return self.is_bare(tuning)

    def is_bare(self, tuning: Tuning) -> bool:
        """Return whether so many sentences are without support that the answer is."""
        return (
            self.alone
            or self.contrary > 0
            or self.bare >= max(tuning["bare_least"], tuning["bare_share"] * self.sentences)
        )


def judge(reading: Reading, tuning: Tuning) -> Verdict:
    """Give the signal where an answer was bound to given texts, and note what they don't hold."""
    if reading.outcome is not Outcome.ANSWERED:
        return NOTHING
    task = task_of(reading)
    answer = reading.text(Segment.OUTPUT)[:_LONGEST]
    if task is None or not answer.strip() or shape_of(answer) in {Shape.CODE, Shape.CODE_FENCED}:
        return NOTHING
    seen = unsupported(reading, answer, task, tuning["least_overlap"])
    if not seen.tells(tuning):
        return Verdict({"ungrounded": 0.0})
    told = Observation(
        RULE.rule_id,
        _message(seen),
        confidence=_confidence(seen, tuning),
        facts=_facts(seen),
    )
    return Verdict({"ungrounded": 1.0}, (told,))


def _confidence(seen: Unsupported, tuning: Tuning) -> float:
    if seen.details > 1 and (seen.details > seen.names or seen.is_bare(tuning)):
        return _SEVERAL
    return _SURE if seen.details > seen.names or seen.sure_name else _UNSURE


def _message(seen: Unsupported) -> str:
    if seen.details:
        return "details"
    return "contrary" if seen.contrary else "sentences"


def _facts(seen: Unsupported) -> Mapping[str, int]:
    counts = {name: count for name, count in asdict(seen).items() if name not in _REASONS}
    return {**counts, "details": seen.details}


def unsupported(reading: Reading, answer: str, task: Task, least: float) -> Unsupported:
    """Return what of the answer is in no text of the request; nothing if it says so itself."""
    said = normal(_CODE.sub(" ", answer) if "`" in answer else answer)
    if says_nothing_is_told(said):
        return Unsupported()
    given = normal("\n".join(filter(None, map(reading.text, INPUT_SEGMENTS))))
    words = Words(given)
    plain, links = _without_links(said, words)
    asked = calculates(normal(instruction(reading)))
    today = reading.invocation.timestamp.date()
    dates, numbers = values_without(plain, given, today, asked=asked)
    counted = Unsupported(numbers=numbers + codes_without(plain, words), dates=dates, links=links)
    language = _language(reading, words)
    if task is Task.VALUES or language is None or looks_like_json(answer):
        return counted
    names = names_without(plain, words, language)
    # Whoever works something out, or tells what data say, needs words of their own.
    own_words = asked or words.are_data()
    sentences = support(plain, words, language, 0.0 if own_words else least)
    return replace(
        counted,
        names=names.count,
        sure_name=names.sure,
        quotations=quotations_without(said, words, language),
        sentences=sentences.said,
        bare=sentences.bare,
        contrary=contrary(plain.casefold(), words.folded, language),
        alone=sentences.alone,
    )


def normal(text: str) -> str:
    """Return the text in one form of digits and letters, with the dates of kanji in digits."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii():
        return folded
    return _KANJI_DATE.sub(lambda found: _digits(found.group()), folded)


def _digits(kanji: str) -> str:
    """Return kanji numerals of a date in digits."""
    if "十" not in kanji:
        return "".join(map(_KANJI_DIGITS.__getitem__, kanji))
    tens, _, ones = kanji.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return kanji
    return f"{_KANJI_DIGITS.get(tens, '1')}{_KANJI_DIGITS.get(ones, '0')}"


def _language(reading: Reading, given: Words) -> str | None:
    """Return the language of answer and texts where words can be compared: the same for both."""
    answered = reading.language.output
    if answered == "ja":
        japanese = letters(KANA, given.folded) > _KANA * len(given.folded)
        return "ja" if japanese or (given.are_data() and letters(HAN, given.folded)) else None
    data = given.folded.isascii() and given.are_data()
    return "en" if answered == "en" and (data or given.are_english()) else None


def _without_links(said: str, given: Words) -> tuple[str, int]:
    """Return the answer without links and marks of citations, and how many links weren't given."""
    unknown = 0
    if "://" in said or "www." in said or "@" in said:
        for link in _LINK.findall(said):
            bare = link.casefold().split("://", 1)[-1].removeprefix("www.").rstrip(".,;:!?*_/")
            unknown += bare not in given.folded and _EXAMPLE_HOST.match(bare) is None
        said = _LINK.sub(" ", said)
    return _MARKER.sub(" ", _CITED.sub(" ", said)), unknown


SCORER = Scorer("robustness.groundedness", (RULE,), judge, TUNING)
