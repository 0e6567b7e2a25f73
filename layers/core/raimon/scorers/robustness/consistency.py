"""Near-duplicate prompts and how far their answers agree: pure functions over two texts.

Shingles of characters serve both languages; digits are kept, since other numbers ask something
else.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

READ = 4000  # code points of a prompt or an answer that are compared
SHINGLE = 4
HASHES = 32
BAND = 4  # hashes of a band: prompts that share a band are candidates
_PRIME = (1 << 61) - 1
_NOT_SAID = re.compile(r"[\W_]+")

type Sketch = tuple[int, ...]


def sketch_of(text: str) -> Sketch | None:
    """Return the MinHash sketch of a prompt, None where there are no words."""
    shingles = {_hash(one) for one in _shingles(_folded(text))}
    if not shingles:
        return None
    return tuple(min((a * one + b) % _PRIME for one in shingles) for a, b in _COEFFICIENTS)


def bands_of(sketch: Sketch) -> tuple[str, ...]:
    """Return the keys under which near-duplicates of the sketch are found."""
    bands = (sketch[start : start + BAND] for start in range(0, len(sketch), BAND))
    return tuple(f"{at}-{_hash(repr(band)):014x}" for at, band in enumerate(bands))


def similarity(one: Sketch, other: Sketch) -> float:
    """Return the estimated share of shingles that two prompts have in common."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def agreement(one: str, other: str) -> float:
    """Return how far two answers agree, from 0 to 1: the share of shingles, with their counts."""
    left, right = (Counter(_shingles(_folded(text))) for text in (one, other))
    whole = left.total() + right.total()
    return 2 * (left & right).total() / whole if whole else 1.0


def _folded(text: str) -> str:
    words = unicodedata.normalize("NFKC", text[:READ]).casefold()
    return _NOT_SAID.sub(" ", words).strip()


def _shingles(words: str) -> Iterator[str]:
    """Yield the shingles of a text; one shorter than a shingle is one itself."""
    if words:
        for start in range(max(1, len(words) - SHINGLE + 1)):
            yield words[start : start + SHINGLE]


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=7).digest()
    return int.from_bytes(digest)


# Fixed for ever: sketches that were stored must stay comparable.
_COEFFICIENTS = tuple((_hash(f"a{n}") | 1, _hash(f"b{n}")) for n in range(HASHES))
