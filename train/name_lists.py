"""What words are used as, names, plain words and places, as checksums; and whose identity tells."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from zlib import crc32

from raimon.scorers.privacy.name_forms import OF_A_PLACE, TITLES
from raimon.scorers.privacy.name_words import Token, Told, tokens_of, uses_of, word_features
from train.name_pools import (
    DAYS,
    KNOWN_TOWNS,
    MONTHS,
    OF_PLACES,
    OF_TWO_WORDS,
    OPENERS,
    ORIGINS,
    OTHER,
    countries,
    pool_of,
    regions,
)
from train.name_text import Marked
from train.rows import records

PROSE = ("adv_instruction", "frr", "garak", "gpteacher", "llmdrift")
PROSE = (*PROSE, "self_instruct_seed", "self_instruct_user", "trustllm", "xstest")
COMMON = 3  # a word that stands so often in small letters is a common one
FORGOTTEN = 0.25  # of the names are kept from the list in training: it never knows all
# Words that are often written large, and tell what the word beside them is.
_TELLING = (
    "regards sincerely love cheers signed name author from to cc by patient customer employee "
    "tenant st jr sr phd esq family brothers jesus god mr. mrs. ms. dr. prof. st. jr. sr."
)
TELLING = (
    TITLES | OF_A_PLACE | {word.lower() for word in (*MONTHS, *DAYS)} | frozenset(_TELLING.split())
)


@dataclass(frozen=True)
class Lists:
    """What words are known: names, plain words and places as checksums; whose identity tells."""

    words: Mapping[str, array[int]]
    common: frozenset[str]

    def told(self, tokens: Iterable[Token], *, forget: bool) -> list[Told]:
        """Return what the words tell; an uncommon word keeps its identity to itself."""
        found = []
        for token in tokens:
            uses = uses_of(token.text, self.words)
            if forget and int(sha256(token.text.encode()).hexdigest()[:4], 16) < FORGOTTEN * 65536:
                uses = uses.replace("f", "").replace("l", "")
            found.append(word_features(token.text, uses, self.common))
        return found


def checksums(names: Iterable[str]) -> array[int]:
    """Return the names' checksums, sorted."""
    words = {word.lower() for name in names for word in (name, *name.split())}
    return array("I", sorted({crc32(word.encode()) for word in words if len(word) > 1}))


def known_words(all_texts: Sequence[Marked]) -> Lists:
    """Return the lists of names of all origins, of plain words and of places."""
    pools = [pool_of(origin) for origin in (*ORIGINS, OTHER)]
    lists = {
        "f": checksums(name for pool in pools for name in pool[0]),
        "l": checksums(name for pool in pools for name in pool[1]),
        "p": checksums((*plain_words(), *OPENERS)),
        "c": checksums((*countries(), *regions(), *KNOWN_TOWNS, *OF_PLACES, *OF_TWO_WORDS)),
    }
    return Lists(lists, common_words(all_texts))


def plain_words() -> set[str]:
    """Return the words that requests of many kinds write in small letters, mostly."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for name in PROSE:
        for record in records(name):
            text = str(record["text"] if "text" in record else record["prompt"])
            for token in tokens_of(text, 0, len(text)):
                (small if token.text.islower() else large)[token.text.lower()] += 1
    return {word for word, times in small.items() if times >= large[word]}


def common_words(all_texts: Sequence[Marked]) -> frozenset[str]:
    """Return the words that stand in small letters, outside names, in several templates."""
    seen: Counter[str] = Counter()
    for one in {text.template: text for text in all_texts if text.origin != "small"}.values():
        outside = [
            token.text
            for token in tokens_of(one.text, 0, len(one.text))
            if not any(start <= token.start < end for start, end in one.spans)
        ]
        seen.update({word for word in outside if word.islower()})
    return frozenset({word for word in seen if seen[word] >= COMMON} | TELLING)
