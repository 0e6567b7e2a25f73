"""What is written in Base64, hexadecimal, binary, ROT13, Morse, leetspeak or spaced letters."""

import base64
import binascii
import codecs
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Final

_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{16,4096}={0,2}")
_HEX: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ ,:]?){8,2048}(?![0-9A-Za-z])"
)
_BINARY: Final = re.compile(r"(?<![0-9])(?:[01]{8}[ ,]?){3,512}(?![0-9])")
_MORSE: Final = re.compile(r"(?<![\w.-])(?:[.-]{1,6}[ /]{1,3}){8,512}[.-]{0,6}")
_SPACED: Final = re.compile(
    r"(?<![\w])(?:[a-z0-9](?P<gap>[ ._*|-])){3}(?:[a-z0-9](?:[ ]{1,4}|(?P=gap)|[.,!?]|\Z)){4,200}"
)
_SPACED_JAPANESE: Final = re.compile(
    r"(?:[ぁ-ヿ一-鿿a-z0-9。、](?P<gap>[ ・*_|.-])){5}(?:[ぁ-ヿ一-鿿a-z0-9。、](?:(?P=gap)|\Z"
    r"|[。、]|\n)){1,200}"
)
_NAMED: Final = re.compile(r"rot-?13|caesar|cipher|シーザー|backward|revers|unscramble|逆|あべこべ")
_QUOTED: Final = re.compile(r"[\"“「'‘]([^\"”」’\n]{8,400})[\"”」’']|[:]\s*([^\n]{8,400})\Z")
_MIXED: Final = re.compile(r"\b(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{3,20}\b")
_PLAIN: Final = (  # a 1 is either letter
    str.maketrans("0134578@$!", "oieastbasi"),
    str.maketrans("0134578@$!", "oleastbasi"),
)
_MOST_RUNS: Final = 8
_FEWEST_MIXED: Final = 3
_READABLE: Final = 0.9
_FEWEST_SIGNS: Final = 4
_LETTERS: Final = 26
_MORSE_SIGNS: Final = dict(
    zip(
        [
            ".-",
            "-...",
            "-.-.",
            "-..",
            ".",
            "..-.",
            "--.",
            "....",
            "..",
            ".---",
            "-.-",
            ".-..",
            "--",
            "-.",
            "---",
            ".--.",
            "--.-",
            ".-.",
            "...",
            "-",
            "..-",
            "...-",
            ".--",
            "-..-",
            "-.--",
            "--..",
            "..--..",
        ],
        "abcdefghijklmnopqrstuvwxyz?",
        strict=True,
    )
)


def decoded(text: str, lower: str, forms: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each encoding found and what it says; each is decoded once.

    Only the forms that may stand in the text are looked for.
    """
    for name, pattern, decode in _CODES:
        if name not in forms:
            continue
        said = [decode(run.group()) for run in _first(pattern, text)]
        if any(said):
            yield name, "\n".join(filter(None, said))
    if "shifted" in forms and _NAMED.search(lower):
        for name, say in _SHIFTED:
            yield name, "\n".join(map(say, _quoted(lower)))


def plain_leet(lower: str) -> Iterator[str]:
    """Yield the text as long as it is, digits inside words read as letters, if there are enough."""
    if len(_MIXED.findall(lower)) >= _FEWEST_MIXED:
        for table in _PLAIN:
            yield _MIXED.sub(partial(_with_letters, table), lower)


def _with_letters(table: dict[int, int], word: re.Match[str]) -> str:
    return word.group().translate(table)


def closed_up(lower: str) -> str:
    """Return what is spelt with a gap after every letter, gaps taken out, else nothing."""
    runs = [*_first(_SPACED, lower), *_first(_SPACED_JAPANESE, lower)]
    return "\n".join(_without_gaps(run.group(), run["gap"]) for run in runs)


def _without_gaps(run: str, gap: str) -> str:
    words = re.split(r" {2,}" if gap == " " else r" +", run)
    return " ".join(word.replace(gap, "") for word in words)


def _first(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [run for run, _ in zip(pattern.finditer(text), range(_MOST_RUNS), strict=False)]


def _quoted(lower: str) -> list[str]:
    return [one or other for one, other in _QUOTED.findall(lower)[:_MOST_RUNS]]


def _from_base64(run: str) -> str:
    padded = run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 4)
    return _readable(lambda: base64.b64decode(padded, altchars=b"-_" if "_" in run else None))


def _from_hex(run: str) -> str:
    return _readable(lambda: bytes.fromhex(re.sub(r"0x|\\x|[ ,:]", "", run)))


def _from_binary(run: str) -> str:
    bits = run.replace(" ", "").replace(",", "")
    return _readable(lambda: int(bits, 2).to_bytes(len(bits) // 8))


def _from_morse(run: str) -> str:
    return " ".join(
        "".join(_MORSE_SIGNS.get(sign, "") for sign in word.split()) for word in run.split("/")
    )


def _readable(decode: Callable[[], bytes]) -> str:
    try:
        text = decode().decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
    printable = sum(sign.isprintable() or sign.isspace() for sign in text)
    return text if len(text) >= _FEWEST_SIGNS and printable >= _READABLE * len(text) else ""


def _all_shifts(text: str) -> str:
    """Return the text shifted by each number of letters but thirteen, one a line."""
    return "\n".join(
        "".join(
            chr((ord(sign) - ord("a") + by) % _LETTERS + ord("a")) if "a" <= sign <= "z" else sign
            for sign in text
        )
        for by in range(1, _LETTERS)
    )


def _rot13(text: str) -> str:
    return codecs.encode(text, "rot13")


def _reversed(text: str) -> str:
    return text[::-1]


_CODES: Final = (
    ("base64", _BASE64, _from_base64),
    ("hex", _HEX, _from_hex),
    ("binary", _BINARY, _from_binary),
    ("morse", _MORSE, _from_morse),
)
_SHIFTED: Final = (("rot13", _rot13), ("caesar", _all_shifts), ("reversed", _reversed))
