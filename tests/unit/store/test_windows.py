"""Closed windows become documents that the mapping can hold, under the same id each time."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pytest

from raimon.store.errors import UnknownMessageError
from raimon.store.families import Family
from raimon.store.generation import Generation
from raimon.store.mapping import FIELDS
from raimon.store.notices import OtherStored, WindowsStored, read_notice
from raimon.store.windows import window_documents
from raimon.windows.watch import Watch
from raimon.windows.window_lines import take_lines
from tests.unit.windows.calls import SOON, traffic
from tests.unit.windows.traffic import seeded


@dataclass(frozen=True)
class Lines:
    """An archive that holds the same lines under each key."""

    content: tuple[bytes, ...]
    bucket: str = "results"

    def generations(self, folder: str) -> Collection[Generation]:
        """Return nothing: no scoring lies here."""
        del folder
        return ()

    def lines(self, key: str) -> Iterator[bytes]:
        """Return the lines."""
        del key
        return iter(self.content)

    def put(self, key: str, content: bytes) -> None:
        """Refuse: nothing is set aside."""
        raise AssertionError(key, content)


@pytest.fixture(scope="module")
def lines() -> tuple[bytes, ...]:
    """Give the windows of five days as compare writes them."""
    watch = Watch(SOON, explaining=True)
    list(watch.play(traffic(seeded(1), {"refusal_rate": (0.05, 0.05)}, days=5, an_hour=6)))
    return tuple(line.encode() for line in take_lines(watch))


def test_every_field_is_mapped(lines: tuple[bytes, ...]) -> None:
    """No window has a field that the strict mapping would refuse."""
    assert {name for line in lines for name in json.loads(line)} <= set(FIELDS[Family.WINDOWS])


def test_documents(lines: tuple[bytes, ...]) -> None:
    """Each window is a document of its month, under an id of its own."""
    documents = list(window_documents(Lines(lines), "windows/a"))
    assert len({each.id for each in documents}) == len(documents) == len(lines) > 0
    assert {each.index for each in documents} == {"raimon-windows-v1-2026.10"}
    body = json.loads(documents[0].body)
    assert body["threshold"] > body["statistic"] >= 0


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"window_id": ""}', b"{}"])
def test_anything_else_is_refused(line: bytes) -> None:
    """What is no window is no document, and the error remembers nothing of it."""
    with pytest.raises(UnknownMessageError):
        list(window_documents(Lines((line,)), "windows/a"))


@pytest.mark.parametrize(
    ("key", "kind"),
    [("windows/2026/10/05/0100-a.ndjson.gz", WindowsStored), ("statistics/arrived/a", OtherStored)],
)
def test_announced(key: str, kind: type) -> None:
    """The prefix says what was stored."""
    detail = {"bucket": {"name": "results"}, "object": {"key": key}}
    body = json.dumps({"source": "aws.s3", "detail-type": "Object Created", "detail": detail})
    assert isinstance(read_notice(body), kind)
