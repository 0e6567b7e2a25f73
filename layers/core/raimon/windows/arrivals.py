"""The calls of one log object on their way to the windows: what `assess` leaves for `compare`."""

import hashlib
from typing import Final

ARRIVED: Final = "statistics/arrived/"


def arrival_key(bucket: str, key: str, content: bytes) -> str:
    """Return the key: a retry writes the same bytes under it, other bytes have another one.

    So an object never changes, and removing what was taken can't remove what wasn't.
    """
    place = hashlib.sha256(f"{bucket}/{key}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{ARRIVED}{place}-{hashlib.sha256(content).hexdigest()[:16]}.ndjson.gz"
