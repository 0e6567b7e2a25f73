"""Checks that some keys carry in themselves: a checksum, a header, an origin."""

import base64
import binascii
import json
from typing import Final
from zlib import crc32

_BASE62: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECK: Final = 6  # signs at the end that are the checksum
_EPOCH: Final = 2**22  # identifiers of Discord count milliseconds from their 23rd bit on
_PYPI: Final = ("AgEIcHlwaS5vcmc", "AgENdGVzdC5weXBpLm9yZw")  # the names of its two hosts


def ends_with_crc32(token: str) -> bool:
    """Return whether the last six signs are the CRC-32 of the random part, in base 62.

    Source: GitHub, "Behind GitHub's new authentication token formats"; npm took the format over.
    """
    random, check = token.partition("_")[2][:-_CHECK], token[-_CHECK:]
    number, signs = crc32(random.encode()), ""
    for _ in range(_CHECK):
        number, rest = divmod(number, len(_BASE62))
        signs = _BASE62[rest] + signs
    return signs == check


def is_snowflake_token(token: str) -> bool:
    """Return whether the first part decodes to the number of an account (Discord)."""
    decoded = decoded_from(token.partition(".")[0])
    return decoded is not None and decoded.isdigit() and int(decoded) > _EPOCH


def is_sourced(token: str) -> bool:
    """Return whether the token names the package index that gave it out (PyPI)."""
    return token.removeprefix("pypi-").startswith(_PYPI)


def has_header(token: str) -> bool:
    """Return whether the first part of the token decodes to a header that names an algorithm."""
    decoded = decoded_from(token.partition(".")[0])
    try:
        header = json.loads(decoded or b"")
    except (ValueError, RecursionError):
        return False
    return isinstance(header, dict) and "alg" in header


def decodes_to_credentials(value: str) -> bool:
    """Return whether the value of a Basic header decodes to user and password."""
    try:
        return b":" in base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except binascii.Error:
        return False


def decoded_from(part: str) -> bytes | None:
    """Return what a part of a token says in Base64, None where it says nothing."""
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (ValueError, binascii.Error):
        return None
