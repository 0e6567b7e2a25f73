"""Checksums of the encodings that crypto addresses and age keys are written in."""

from hashlib import sha256
from typing import Final

_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_CHECKS: Final = frozenset({1, 0x2BC830A3})  # of Bech32 and of Bech32m
_PAYLOAD: Final = 25  # bytes of a version, a hash and a checksum


def is_base58check(text: str) -> bool:
    """Return whether the text is a Base58 address whose last four bytes are its checksum.

    Source: Bitcoin developer reference, address conversion; SHA-256 taken twice.
    """
    number = 0
    for sign in text:
        number = number * 58 + _BASE58.index(sign)
    if number.bit_length() > 8 * _PAYLOAD:
        return False
    decoded = number.to_bytes(_PAYLOAD, "big")
    return sha256(sha256(decoded[:-4]).digest()).digest()[:4] == decoded[-4:]


def is_bech32(text: str) -> bool:
    """Return whether the last six signs are the checksum of all before them.

    Source: BIP 173 and BIP 350.
    """
    prefix, _, data = text.lower().rpartition("1")
    if not set(data) <= set(_BECH32):
        return False
    values = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = 1
    for value in (*values, *map(_BECH32.index, data)):
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check in _BECH32_CHECKS
