"""English words as learned heads read them: the words of a text, and each word's hashed features.

What stands inside a word is a function of the word alone.
"""

import re
from typing import Final
from zlib import crc32

WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")  # of a text in small letters
LONGEST_WORD: Final = 24
CACHED_WORDS: Final = 1 << 14  # that a head keeps the weights of
_PARTS: Final = (3, 4, 5)


def buckets_of(word: str, buckets: int) -> frozenset[int]:
    """Return the places of a word and of its parts of three to five letters.

    Words lie below `buckets`, their parts in as many places again.
    """
    edged = f"<{word}>"
    return frozenset(
        {crc32(word.encode()) % buckets}
        | {
            buckets + crc32(edged[start : start + size].encode()) % buckets
            for size in _PARTS
            for start in range(len(edged) - size + 1)
        }
    )
