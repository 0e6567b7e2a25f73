"""A cue of a prompt attack: what it looks like, which family it belongs to, how much it weighs."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from raimon.scorers.hinted import holds_any
from raimon.scorers.privacy.attack_sieve import Sieve

_LEXICONS: Final = ("en", "ja", "world")
# Wider than what is looked for behind it, and quick to rule out.
_FORMS: Final = {
    "about": "jailbreak|injection|adversarial|attack|phishing|system prompt|プロンプト|脱獄"
    "|ジェイルブレイク|(?:という|の)(?:言葉|語|用語|表現)|の(?:書|作)り?き?方",
    "base64": "[a-z0-9+/_-]{16}",
    "binary": "(?:[01]{8}[ ,]?){3}",
    "hex": r"(?:(?:0x|\\x)?[0-9a-f]{2}[ ,:]?){8}",
    "leetspeak": "[a-z][0134578@$!][a-z]|[0134578][a-z]{2}",
    "morse": "(?:[.-]{1,6}[ /]{1,3}){8}",
    "quotation": "[「『“\"]|(?:^|[^a-z0-9_'])'[^']",
    "shifted": "rot-?13|caesar|cipher|シーザー|backward|revers|unscramble|逆|あべこべ",
    "spaced": r"(?:[a-z0-9][ ._*|-]){6}|(?:[ぁ-ヿ一-鿿a-z0-9。、][ ・*_|.-]){5}",
}


class Family(StrEnum):
    """The families of attacks that cues can tell apart."""

    OVERRIDE = "override"
    PERSONA = "persona"
    DEVELOPER_MODE = "developer_mode"
    PREFIX_INJECTION = "prefix_injection"
    REFUSAL_SUPPRESSION = "refusal_suppression"
    EXTRACTION = "extraction"
    OBFUSCATION = "obfuscation"
    LEETSPEAK = "leetspeak"
    ENCODING = "encoding"
    TRANSLATION = "translation"
    MANY_SHOT = "many_shot"
    INDIRECT = "indirect"
    EXFILTRATION = "exfiltration"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over text in small letters; it is tried only where one of the hints stands.

    The weight is evidence in log-odds. A cue of documents counts only in what a document or a tool
    brought in: there nobody should be talking to the model at all.
    """

    name: str
    family: Family
    weight: float
    hints: tuple[str, ...]
    pattern: str
    in_documents_only: bool = False


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue, what it is called, and where it stands."""

    family: Family
    weight: float
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """What one pass over a text leaves to be tried: cues with a hint in it, and forms by name."""

    cues: tuple[Cue, ...]
    forms: frozenset[str]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern, compiled when it is first tried: most texts need but a few of them."""
    return re.compile(pattern)


@cache
def cues_of(language: str) -> tuple[Cue, ...]:
    """Return the cues of a lexicon (en, ja, world), read once from the file beside this module."""
    file = files("raimon.scorers.privacy").joinpath(f"attack_cues_{language}.toml")
    lexicon = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Cue(
            name=entry["name"],
            family=Family(entry["family"]),
            weight=entry["weight"],
            hints=tuple(entry["hints"]),
            pattern=_filled(entry["pattern"], lexicon["fragments"]),
            in_documents_only=entry.get("in_documents_only", False),
        )
        for entry in lexicon["cue"]
    )


@cache
def _cues() -> tuple[Cue, ...]:
    """Return the cues of every language."""
    return tuple(cue for language in _LEXICONS for cue in cues_of(language))


@cache
def _sieve() -> Sieve:
    """Return the sieve of all hints, and behind them of the forms."""
    hints = ("|".join(map(re.escape, cue.hints)) for cue in _cues())
    return Sieve((*hints, *_FORMS.values()))


def sift(lower: str) -> Sifted:
    """Return which cues and forms are worth a try in a text in small letters."""
    cues, passed = _cues(), _sieve().passed(lower)
    if passed is None:
        return Sifted(tuple(one for one in cues if holds_any(lower, one.hints)), frozenset(_FORMS))
    names = tuple(_FORMS)
    return Sifted(
        tuple(cues[place] for place in passed if place < len(cues)),
        frozenset(names[place - len(cues)] for place in passed if place >= len(cues)),
    )


def _filled(pattern: str, fragments: Mapping[str, str]) -> str:
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"<{name}>", fragment)
    return pattern


def cues_in(lower: str, cues: Iterable[Cue], *, is_document: bool) -> Iterator[CueFound]:
    """Yield the first place of each of the cues in the text."""
    for one in cues:
        if one.in_documents_only and not is_document:
            continue
        match = _compiled(one.pattern).search(lower)
        if match:
            yield CueFound(one.family, one.weight, match.start(), match.end(), one.name)
