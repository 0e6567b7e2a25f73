"""A cue of a prompt attack: what it looks like, which family it belongs to, how much it weighs."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from raimon.scorers.privacy.sheet import holds_any


class Family(StrEnum):
    """The families of attacks that cues can tell apart."""

    OVERRIDE = "override"
    PERSONA = "persona"
    DEVELOPER_MODE = "developer_mode"
    PREFIX_INJECTION = "prefix_injection"
    REFUSAL_SUPPRESSION = "refusal_suppression"
    EXTRACTION = "extraction"
    OBFUSCATION = "obfuscation"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over text in small letters; it is tried only where one of the hints stands.

    The weight is evidence in log-odds. A cue of documents counts only in what a document or a tool
    brought in: there nobody should be talking to the model at all.
    """

    family: Family
    weight: float
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    in_documents_only: bool = False


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue and where it stands."""

    family: Family
    weight: float
    start: int
    end: int


@cache
def cues_of(language: str) -> tuple[Cue, ...]:
    """Return the cues of the language (en, ja), read once from the lexicon beside this module."""
    file = files("raimon.scorers.privacy").joinpath(f"attack_cues_{language}.toml")
    lexicon = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Cue(
            family=Family(entry["family"]),
            weight=entry["weight"],
            hints=tuple(entry["hints"]),
            pattern=re.compile(_filled(entry["pattern"], lexicon["fragments"])),
            in_documents_only=entry.get("in_documents_only", False),
        )
        for entry in lexicon["cue"]
    )


def _filled(pattern: str, fragments: Mapping[str, str]) -> str:
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"<{name}>", fragment)
    return pattern


def cues_in(lower: str, cues: Iterable[Cue], *, is_document: bool) -> Iterator[CueFound]:
    """Yield the first place of every cue in the text."""
    for one in cues:
        if one.in_documents_only and not is_document:
            continue
        if holds_any(lower, one.hints):
            match = one.pattern.search(lower)
            if match:
                yield CueFound(one.family, one.weight, match.start(), match.end())
