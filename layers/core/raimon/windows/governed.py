"""Baselines under governance: what people are shown of each, and what they decide.

A baseline is learned, proposed, and frozen once a person approves it; one that a person rejects,
approved before or not, is learned anew. Nothing else ever replaces a complete baseline but a wider
margin, which is said.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from raimon.windows.baseline import Baseline, Stage
from raimon.windows.call import Family
from raimon.windows.codec import Codec, UnreadableStateError
from raimon.windows.group import Group
from raimon.windows.stream import Stream
from raimon.windows.watch import Watch

SCHEMA: Final = "raimon.baseline/1"
_DIGITS = 6
_CODEC = Codec()

type Entry = Mapping[str, Any]  # of the ledger, as JSON


class Ruling(StrEnum):
    """What a person decides of a complete baseline."""

    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of one version of one baseline."""

    baseline_id: str
    version: int
    ruling: Ruling
    by: str = ""
    at: str = ""  # ISO 8601


@dataclass(slots=True)
class Ledger:
    """What was decided and what was published so far, as part of the state."""

    decided: dict[str, Decision] = field(default_factory=dict)  # the last one by baseline
    published: dict[str, str] = field(default_factory=dict)  # what of each entry can change
    rejected: dict[str, Baseline] = field(default_factory=dict)  # the last one, by baseline


def baseline_id(stream: Stream) -> str:
    """Return the id by which people name a stream's baseline: the same for the same stream."""
    return hashlib.sha256(stream.key.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def decide(watch: Watch, ledger: Ledger, decisions: Iterable[Decision]) -> list[Decision]:
    """Do what was decided and return it; a decision about another version than there is is void.

    Who rejects a baseline says that its alarms mean nothing: what stands of them is over.
    """
    streams = {baseline_id(stream): stream for stream in watch.streams()}
    done = []
    for each in decisions:
        stream = streams.get(each.baseline_id)
        held = stream.baseline if stream else None
        if stream is not None and held is not None and _is_open(held, each):
            _do(stream, held, each.ruling, watch.watermark)
            done.append(each)
            if each.ruling is Ruling.REJECTED:
                ledger.rejected[each.baseline_id] = replace(held, seasons={})
    ledger.decided |= {each.baseline_id: each for each in done}
    watch.collect_ended()
    watch.count_tests()
    return done


def _do(stream: Stream, held: Baseline, ruling: Ruling, moment: datetime | None) -> None:
    if ruling is Ruling.APPROVED:
        stream.baseline = replace(held, stage=Stage.FROZEN)
    else:
        stream.learn_anew(moment)


def _is_open(held: Baseline, decision: Decision) -> bool:
    """Return whether it can be decided so: approved while it is proposed, rejected at any time."""
    open_to_it = held.stage is Stage.PROPOSED or decision.ruling is Ruling.REJECTED
    return not held.provisional and held.version == decision.version and open_to_it


def stage_of(stream: Stream) -> str:
    """Return learning, provisional, proposed or frozen."""
    return stream.baseline.status if stream.baseline else "learning"


def entries(watch: Watch, ledger: Ledger, today: date) -> Iterator[Entry]:
    """Give what is to be published of each baseline that has changed since it was last published.

    What is still being learned is published once a day.
    """
    for stream in watch.streams():
        name, mark = baseline_id(stream), _mark(stream, today)
        if ledger.published.get(name) != mark:
            ledger.published[name] = mark
            yield entry(stream, ledger)


def _mark(stream: Stream, today: date) -> str:
    held = stream.baseline
    if held is None or held.provisional:
        return f"{stage_of(stream)}/{stream.versions}/{today.isoformat()}"
    return f"{held.status}/{held.version}"


def entry(stream: Stream, ledger: Ledger) -> Entry:
    """Return the entry of one baseline: for people its figures, for a restart all of it."""
    held, name = stream.baseline, baseline_id(stream)
    decided, rejected = ledger.decided.get(name), ledger.rejected.get(name)
    return {
        "schema": SCHEMA,
        "baseline_id": name,
        "metric": stream.key.metric,
        "rule_id": stream.metric.rule_id(),
        "account_id": stream.family.account_id,
        "application": stream.family.application,
        "role": stream.family.role,
        "language": stream.key.language,
        "status": stage_of(stream),
        "version": held.version if held and not held.provisional else stream.versions,
        "learned_days": len(stream.learning.days),
        "learned_units": sum(day.units for day in stream.learning.days.values()),
        "figures": _figures(held) if held else None,
        "decision": _CODEC.encode(decided) if decided else None,
        "rejected": {"version": rejected.version, **_figures(rejected)} if rejected else None,
        "content": _content(held),
    }


def _figures(held: Baseline) -> Entry:
    return {
        "n": round(held.units),
        "k": round(held.count, _DIGITS),
        "rate": round(held.rate, _DIGITS),
        "days": held.days,
        "highest": round(held.highest, _DIGITS),
        "lowest": round(held.lowest, _DIGITS),
        "of_the_complement": held.inverted,
        "level": None if held.level is None else round(held.level, 3),
        "widened": held.widened,
    }


def _content(held: Baseline | None) -> Entry | None:
    return _CODEC.encode(held) if held and not held.provisional else None


def restore(watch: Watch, ledger: Ledger, told: Iterable[Entry]) -> int:
    """Take complete baselines up again where the state was lost; return how many.

    Who decided what is taken up as well, and of what is learned anew the number of its version.
    """
    restored = 0
    for each in told:
        restored += _restored(watch, each)
        decided = each.get("decision")
        if decided is not None:
            ledger.decided[each["baseline_id"]] = _CODEC.decode(Decision, decided)
    watch.count_tests()
    return restored


def _restored(watch: Watch, told: Entry) -> bool:
    try:
        content, version = told["content"], told["version"]
        held = _CODEC.decode(Baseline, content) if content is not None else None
        family = Family(told["account_id"], told["application"], told["role"])
        language, metric = told["language"], told["metric"]
    except (KeyError, UnreadableStateError):
        return False
    if held is None and not version:
        return False  # nothing was ever learned of it
    group = watch.groups.setdefault(
        (family.key, language), Group(family, language, watch.new_streams(family, language))
    )
    stream = group.streams.get(metric)
    if stream is None:
        return False
    stream.baseline, stream.versions = held, version
    return held is not None
