"""Text that models read and people don't: invisible characters, tags, letters of other scripts."""

import re
from dataclasses import dataclass
from typing import Final

_ZERO_WIDTH: Final = "\u200b\u200c\u200d\u2060\ufeff"
_SOFT_HYPHEN: Final = "\u00ad"  # honest text is full of them: taken out, never counted
_ALIKE: Final = dict(
    zip(
        "асеорухіѕјһԁԛԝвкмнтАВСЕНІЈКМОРЅТХУοινραΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aceopyxisjhdqwbkmhtABCEHIJKMOPSTXYoivpaABEZHIKMNOPTYX",
        strict=True,
    )
)
_SUSPECT: Final = re.compile(
    f"[{_ZERO_WIDTH}{_SOFT_HYPHEN}\u202a-\u202e\u2066-\u2069\U000e0020-\U000e007f{''.join(_ALIKE)}]"
)
_LETTER: Final = "0-9A-Za-zぁ-ヿ一-鿿"
# Between two letters only: emoji are built with joiners, and some scripts need them.
_SPLIT: Final = re.compile(f"(?<=[{_LETTER}])[{_ZERO_WIDTH}]+(?=[{_LETTER}])")
_BETWEEN_LETTERS: Final = re.compile(
    f"(?<=[{_LETTER}])[{_ZERO_WIDTH}{_SOFT_HYPHEN}]+(?=[{_LETTER}])"
)
_FLAG: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007f]{1,16}")
_TAGS: Final = re.compile("[\U000e0020-\U000e007e]{2,}")
_TAG_OFFSET: Final = 0xE0000
_OVERRIDE: Final = re.compile("[\u202d\u202e]")
_MIXED: Final = re.compile(
    rf"\b(?=\w{{0,30}}[A-Za-z])\w{{0,30}}[{''.join(_ALIKE)}]\w{{0,30}}\b",
)
_TO_LATIN: Final = str.maketrans(_ALIKE)
_ENCODED_SPACES: Final = 3


@dataclass(frozen=True, slots=True)
class Hidden:
    """How much of a text people can't see; never what it says."""

    zero_width: int = 0  # words that invisible characters split
    overrides: int = 0  # characters that turn the direction of writing
    tags: int = 0  # characters written in tags
    mixed_words: int = 0  # Latin words with letters of another script

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return self.zero_width + self.overrides + self.tags + self.mixed_words


NOTHING_HIDDEN: Final = Hidden()


def hidden_in(text: str) -> Hidden:
    """Return how much is hidden; emoji, flags and scripts that need joiners don't count."""
    if not has_suspects(text):
        return NOTHING_HIDDEN
    return Hidden(
        len(_SPLIT.findall(text)),
        len(_OVERRIDE.findall(text)),
        len(tagged(text)),
        len(_MIXED.findall(text)),
    )


def has_suspects(text: str) -> bool:
    """Return whether the text holds such characters at all, of which most are harmless."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def visible(text: str) -> str:
    """Return the text as the model reads it: words whole, and in one script."""
    whole = _BETWEEN_LETTERS.sub("", text)
    return _MIXED.sub(lambda word: word.group().translate(_TO_LATIN), whole)


def tagged(text: str) -> str:
    """Return what is written in tag characters, flags of countries aside."""
    return "".join(
        chr(ord(sign) - _TAG_OFFSET) for run in _TAGS.findall(_FLAG.sub("", text)) for sign in run
    )


def is_percent_encoded(text: str) -> bool:
    """Return whether the whole text is written as in a web address, which nobody types by hand."""
    return text.count("%20") >= _ENCODED_SPACES and " " not in text.strip() and "://" not in text
