"""Keys of no account, made at run time: no scanner of a repository sees one in a file."""

import base64
import random
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from raimon.scorers.privacy.base58 import is_bech32

SMALL: Final = "abcdefghijklmnopqrstuvwxyz"
DIGITS: Final = "0123456789"
HEX: Final = DIGITS + "abcdef"
WORD: Final = DIGITS + SMALL.upper() + SMALL
URL64: Final = WORD + "_-"
BECH32: Final = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
UUID: Final = (8, 4, 4, 4, 12)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A key of a provider's form, and what stands around it where a label is needed."""

    entity: str
    key: str
    before: str = ""
    name: str = ""


def signs(alphabet: str, count: int, seed: str) -> str:
    """Return random signs that hold a digit and a letter, the same at every run."""
    luck = random.Random(seed)  # noqa: S311 - keys of no account, the same at every run
    letter = "d" if "d" in alphabet else "D"
    return "".join((letter, "7", *luck.choices(alphabet, k=count - 4), letter, "9"))


def uuid(seed: str) -> str:
    """Return a made-up UUID."""
    return "-".join(signs(HEX, count, seed + str(place)) for place, count in enumerate(UUID))


def with_crc32(prefix: str, seed: str) -> str:
    """Return a token whose six last signs are the checksum of the thirty before."""
    body = signs(WORD, 30, seed)
    number, check = crc32(body.encode()), ""
    alphabet = DIGITS + SMALL.upper() + SMALL
    while number:
        number, rest = divmod(number, 62)
        check = alphabet[rest] + check
    return prefix + body + check.rjust(6, "0")


def age_key() -> str:
    """Return a key of age with the checksum that its form asks for."""
    body = "AGE-SECRET-" + "KEY-1" + "".join(random.Random(7).choices(BECH32, k=52))  # noqa: S311 - see above
    return body + _bech32_check(body)


def _bech32_check(body: str) -> str:
    """Return the six signs of the checksum, after the reference code of BIP 173."""
    prefix, _, data = body.lower().rpartition("1")
    values = [ord(x) >> 5 for x in prefix] + [0] + [ord(x) & 31 for x in prefix]
    values += [BECH32.lower().index(x) for x in data] + [0] * 6
    polymod = 1
    for value in values:
        top = polymod >> 25
        polymod = (polymod & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            polymod ^= generator if (top >> bit) & 1 else 0
    check = "".join(BECH32[(polymod ^ 1) >> 5 * (5 - place) & 31] for place in range(6))
    assert is_bech32(body + check)
    return check


def snowflake() -> str:
    """Return a bot token of Discord whose first part is the number of no account."""
    account = base64.urlsafe_b64encode(b"481592653589793238").decode().rstrip("=")
    return f"{account}.{signs(URL64, 6, 'a')}.{signs(WORD, 30, 'b')}"
