"""Text that models read and people don't: invisible characters, and Base64 decoded once."""

import base64
import binascii
import re
from typing import Final

_ZERO_WIDTH: Final = "\u200b\u200c\u200d\u2060\ufeff"
_SUSPECT: Final = re.compile(f"[{_ZERO_WIDTH}\u202a-\u202e\u2066-\u2069\U000e0020-\U000e007f]")
_LETTER: Final = "0-9A-Za-zぁ-ヿ一-鿿"
# Between two letters only: emoji are built with joiners, and some scripts need them.
_BETWEEN_LETTERS: Final = re.compile(f"(?<=[{_LETTER}])[{_ZERO_WIDTH}]+(?=[{_LETTER}])")
_FLAG: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007f]{1,16}")
_TAGS: Final = re.compile("[\U000e0020-\U000e007e]{2,}")
_TAG_OFFSET: Final = 0xE0000
_OVERRIDE: Final = re.compile("[\u202d\u202e]")

_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{20,4096}={0,2}")
_SHORTEST_BASE64: Final = 20
_MOST_RUNS: Final = 8
_ENCODED_SPACES: Final = 3
_READABLE: Final = 0.9


def has_suspects(text: str) -> bool:
    """Return whether the text holds invisible characters at all, of which most are harmless."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def visible(text: str) -> str:
    """Return the text without invisible characters between letters."""
    return _BETWEEN_LETTERS.sub("", text)


def split_letters(text: str) -> int:
    """Return how often invisible characters split a word."""
    return len(_BETWEEN_LETTERS.findall(text))


def tagged(text: str) -> str:
    """Return what is written in tag characters, flags of countries aside."""
    return "".join(
        chr(ord(sign) - _TAG_OFFSET) for run in _TAGS.findall(_FLAG.sub("", text)) for sign in run
    )


def turns_direction(text: str) -> bool:
    """Return whether a character overrides the direction of writing."""
    return _OVERRIDE.search(text) is not None


def is_percent_encoded(text: str) -> bool:
    """Return whether the whole text is written as in a web address, which nobody types by hand."""
    return text.count("%20") >= _ENCODED_SPACES and " " not in text.strip() and "://" not in text


def decoded(text: str) -> str:
    """Return the readable texts that the Base64 runs of the text hold, decoded once."""
    words = [word for word in text.split() if len(word) >= _SHORTEST_BASE64]
    runs = [run for word in words for run in _BASE64.findall(word)][:_MOST_RUNS]
    return "\n".join(filter(None, map(_readable, runs)))


def _readable(run: str) -> str:
    try:
        text = base64.b64decode(run + "=" * (-len(run) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    printable = sum(sign.isprintable() or sign.isspace() for sign in text)
    return text if text and printable / len(text) >= _READABLE else ""
