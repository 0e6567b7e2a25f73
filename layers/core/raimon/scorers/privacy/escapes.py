"""Characters that stand in a text under another name: of a web address, of HTML, of JSON."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from raimon.scorers.privacy.lazy import lazily

# Of a web address only what is part of a value: a space or a slash would make one of two.
_OF_ADDRESSES: Final = r"%(?:40|2[BDbd]|[89A-Fa-f][0-9A-Fa-f](?:%[89A-Fa-f][0-9A-Fa-f]){0,300})"
_OF_HTML: Final = r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|commat|period|hyphen|nbsp|lowbar);"
_OF_JSON: Final = r"\\{1,4}u[0-9A-Fa-f]{4}(?:\\{1,4}u[0-9A-Fa-f]{4}){0,300}"
_ESCAPE: Final = lazily(f"{_OF_ADDRESSES}|{_OF_HTML}|{_OF_JSON}")
# One sign each is looked for first: nearly all texts end there.
_BY_SIGN: Final = (
    ("%", lazily(_OF_ADDRESSES)),
    ("&", lazily(_OF_HTML)),
    ("\\u", lazily(_OF_JSON)),
)
FORMS: Final = (_OF_ADDRESSES, _OF_HTML, _OF_JSON)
_CODE: Final = lazily(r"u([0-9A-Fa-f]{4})")

type Piece = tuple[int, int, str]  # start and end in the text as given, and what it says


def is_escaped(text: str) -> bool:
    """Return whether a character of the text may stand under another name."""
    return any(sign in text and form.search(text) is not None for sign, form in _BY_SIGN)


def pieces(text: str) -> Iterator[Piece]:
    """Yield the characters of the text with their places, each escape decoded."""
    place = 0
    for escape in _ESCAPE.finditer(text):
        yield from ((at, at + 1, text[at]) for at in range(place, escape.start()))
        place = escape.end()
        yield from _decoded(escape)
    yield from ((at, at + 1, text[at]) for at in range(place, len(text)))


def _decoded(escape: re.Match[str]) -> Iterator[Piece]:
    """Yield what the escape says; each character of a run stands for the whole run."""
    written = escape.group()
    if written.startswith("%"):
        said = bytes.fromhex(written.replace("%", "")).decode("utf-8", "replace")
    elif written.startswith("&"):
        said = unescape(written)
    else:
        units = b"".join(int(code, 16).to_bytes(2, "big") for code in _CODE.findall(written))
        said = units.decode("utf-16-be", "replace")
    yield from ((escape.start(), escape.end(), sign) for sign in said)
