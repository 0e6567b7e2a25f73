"""Reading the training data, each file held against its checksum in the lock."""

import gzip
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
LOCK = Path(__file__).parent / "data.lock.toml"


@dataclass(frozen=True, slots=True)
class Row:
    """A request, the set it comes from, and whether it attacks."""

    set: str
    text: str
    attack: bool
    told_fold: int | None = None  # of a text that was made from rows of one fold

    @property
    def fold(self) -> int:
        """Return the row's place in a hundred, from its text alone; near copies share it."""
        if self.told_fold is not None:
            return self.told_fold
        begun = "".join(sign for sign in self.text.lower() if sign.isalnum())[:60]
        return int(hashlib.sha256(begun.encode()).hexdigest()[:8], 16) % 100


class StaleDataError(Exception):
    """A file of training data isn't the one that the lock names."""


def source(name: str) -> bytes:
    """Return the file's content.

    Raises:
        StaleDataError: if its checksum isn't the lock's.

    """
    locked = tomllib.loads(LOCK.read_text(encoding="utf-8"))[name]
    content = (DATA / locked["file"]).read_bytes()
    if hashlib.sha256(content).hexdigest() != locked["sha256"]:
        message = f"{locked['file']} is not the file that the lock names"
        raise StaleDataError(message)
    return gzip.decompress(content) if locked["file"].endswith(".gz") else content


def notices(*names: str) -> list[str]:
    """Return a line on origin and licence for each source."""
    lock = tomllib.loads(LOCK.read_text(encoding="utf-8"))
    return [f"{lock[name]['source']}, {lock[name]['licence']}" for name in sorted(names)]


def records(name: str) -> Iterator[dict[str, object]]:
    """Yield the objects of a file of JSON lines."""
    for line in source(name).splitlines():
        yield json.loads(line)


def requests(*names: str, language: str = "en") -> list[Row]:
    """Return the requests of the sources, each text once, in the order of the files."""
    found: dict[str, Row] = {}
    for name in names:
        for record in records(name):
            if record.get("lang", language) == language:
                text = str(record["text"] if "text" in record else record["prompt"])
                found.setdefault(text, Row(name, text, bool(record.get("attack", 0))))
    return list(found.values())
