"""One stream as it is drawn: its windows, what was deployed, and what people were told of it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Self

from raimon.events import FindingRaised
from raimon.windows.deployment import Deployment
from raimon.windows.metrics import Way
from raimon.windows.stream import Row, Stream
from raimon.windows.verdict import ALL_LANGUAGES
from raimon.windows.watch import Watch


class Place(NamedTuple):
    """What windows, streams and findings name alike: whose metric, in which language."""

    account: str
    application: str
    metric: str
    language: str


@dataclass(frozen=True, slots=True)
class Window:
    """A closed window that was held against a baseline."""

    start: datetime
    end: datetime
    units: int
    count: float
    evidence: float
    threshold: float | None

    @classmethod
    def of_row(cls, row: Row) -> Self:
        """Return the window as the statistics remember it."""
        tally = row.tally
        return cls(tally.start, tally.end, tally.units, tally.count, row.evidence, row.threshold)

    @classmethod
    def of_line(cls, told: Mapping[str, Any]) -> Self:
        """Return the window as it was left for OpenSearch."""
        return cls(
            start=datetime.fromisoformat(told["@timestamp"]),
            end=datetime.fromisoformat(told["end"]),
            units=told["n"],
            count=told["sum"],
            evidence=told["statistic"],
            threshold=told["threshold"],
        )


type Windows = Mapping[tuple[Place, Way], Sequence[Window]]


@dataclass(frozen=True, slots=True)
class Watched:
    """A stream in one of its ways."""

    stream: Stream
    way: Way
    windows: tuple[Window, ...]
    deployed: tuple[Deployment, ...]
    told: tuple[FindingRaised, ...]  # with its statistic, each

    @property
    def onset(self) -> datetime | None:
        """Return since when things are worse, by what was told."""
        onsets = (each.statistic.onset for each in self.told if each.statistic)
        return min(filter(None, onsets), default=None)


def watched(watch: Watch, windows: Windows, told: Iterable[FindingRaised]) -> Iterator[Watched]:
    """Yield each stream in each of its ways, with what is known of it."""
    heard: defaultdict[tuple[Place, Way], list[FindingRaised]] = defaultdict(list)
    for each in told:
        if (place_and_way := _place_told(each)) is not None:
            heard[place_and_way].append(each)
    for stream in watch.streams():
        place, known = _place_of(stream), watch.deployments.get(stream.key.family)
        for way in stream.metric.ways:
            yield Watched(
                stream=stream,
                way=way,
                windows=tuple(windows.get((place, way), ())),
                deployed=known.observed if known else (),
                told=tuple(_told_of(stream, place, way, heard)),
            )


def _told_of(
    stream: Stream, place: Place, way: Way, heard: Mapping[tuple[Place, Way], list[FindingRaised]]
) -> list[FindingRaised]:
    """Return what was told of the stream: of itself, or of all languages together.

    Where an alarm stands because another language had told of the problem, that is what was told.
    """
    names = (place, place._replace(language=ALL_LANGUAGES))
    own = [each for name in names for each in heard.get((name, way), ())]
    if own or stream.watched[way].worst is None:
        return own
    alike = (name for name in heard if name == (place._replace(language=name[0].language), way))
    return [each for name in alike for each in heard[name]]


def windows_of(watch: Watch) -> Windows:
    """Return the windows that the watch itself remembers."""
    return {
        (_place_of(stream), way): [
            Window.of_row(row) for row in stream.rows or () if row.way is way
        ]
        for stream in watch.streams()
        for way in stream.metric.ways
    }


def windows_in(lines: Iterable[bytes]) -> Windows:
    """Return the windows of the lines that were left for OpenSearch, in order of time."""
    found: defaultdict[tuple[Place, Way], list[Window]] = defaultdict(list)
    for told in map(json.loads, lines):
        way = _way(told["stream"].partition("/")[0])
        if way is not None:
            place = Place(told["account_id"], told["application"], told["metric"], told["language"])
            found[place, way].append(Window.of_line(told))
    return {name: sorted(held, key=lambda each: each.start) for name, held in found.items()}


def _place_of(stream: Stream) -> Place:
    family = stream.family
    whose = family.application or f"role/{family.role}"
    return Place(family.account_id, whose, stream.key.metric, stream.key.language)


def _place_told(told: FindingRaised) -> tuple[Place, Way] | None:
    """Return what the finding is about, None where it is no rate in one of its ways."""
    subject, statistic = told.subject, told.statistic
    way = _way(statistic.name) if statistic is not None else None
    if way is None:
        return None
    metric, _, language = (subject.stream or "").rpartition("/")
    whose = subject.application or subject.resource or ""
    return Place(subject.account_id, whose, metric, language), way


def _way(name: str) -> Way | None:
    """Return the way at the end of a name; gaps between groups have none, and aren't drawn here."""
    end = name.rpartition(".")[2]
    return Way(end) if end in Way else None
