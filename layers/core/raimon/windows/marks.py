"""Keyed hashes: what makes the words of two calls comparable without telling or guessing them.

The key is that of value tokens, so all instances of a deployment agree. Under another epoch the
same words have another mark, on purpose: what is compared across a rotation is unknown, not equal.
"""

import secrets
from functools import cache
from typing import Final

from raimon.scorers.evidence import TokenKey

_KEY_BYTES: Final = 32


def mark(key: TokenKey, what: str, text: str, length: int) -> str:
    """Return so many hexadecimal digits for a text; `what` keeps marks of unlike things apart."""
    return key.digest(f"statistics.{what}", text).hex()[:length]


@cache
def passing_key() -> TokenKey:
    """Return a key of this process alone, for a machine that can keep none; of no epoch."""
    return TokenKey(secrets.token_bytes(_KEY_BYTES), epoch=0)
