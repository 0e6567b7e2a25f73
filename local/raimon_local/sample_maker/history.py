"""Twelve days of a hotel's concierge, then two days of a new model that makes things worse.

Written as a bucket would hold it: python -m raimon_local.sample_maker.history FOLDER. Guests ask in
English and in Japanese and expect JSON. The new model refuses much of what was answered before, and
some of its JSON breaks off. The same seed gives the same bytes.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from raimon_local.sample_maker.envelope import Caller, Record, answered
from raimon_local.sample_maker.exchange import Exchange
from raimon_local.sample_maker.families_of_messages import converse
from raimon_local.sample_maker.log_object import hourly_key, line_of, packed
from raimon_local.sample_maker.script import fill, read

APPLICATION: Final = "hotel-concierge"
REGION: Final = "ap-northeast-1"
BEGINS: Final = datetime(2026, 10, 1, tzinfo=UTC)
DEPLOYED: Final = datetime(2026, 10, 13, 7, 10, tzinfo=UTC)
ENDS: Final = datetime(2026, 10, 15, tzinfo=UTC)

_SEED = 20261001
_OPENS, _OPEN_HOURS = 6, 6  # in UTC: from three in the afternoon there, until nine
_AN_HOUR = 13  # questions in each language
_GUESTS = 90
_DECLINED = 0.03  # of the questions are rightly declined by any version
_NUMBER = 9  # tells keys and request ids from those of the other samples
_SYSTEM = (
    "You are the concierge of the hotel Tsubaki-no-Yado. Reply in the guest's language. "
    'Respond only with JSON that has the keys "answer" and "page".'
)


@dataclass(frozen=True, slots=True)
class Version:
    """A model, and how often it fails."""

    model: str
    refuses: float
    breaks: float


BEFORE: Final = Version("amazon.nova-lite-v1:0", refuses=0.0, breaks=0.01)
AFTER: Final = Version("amazon.nova-2-lite-v1:0", refuses=0.38, breaks=0.3)


def objects() -> dict[str, bytes]:
    """Return the log objects by key, in the order in which they arrive."""
    random = Random(_SEED)  # noqa: S311 - invented data, not a secret
    scripts = [read(f"history_{language}.toml") for language in ("en", "ja")]
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for number, moment in enumerate(_moments(random)):
        record = _record(scripts[number % 2], moment, number, random)
        lines[hourly_key(REGION, _written(moment), _NUMBER)].append(line_of(record))
    return {key: packed(f"{line}\n" for line in told) for key, told in lines.items()}


def write(folder: Path) -> int:
    """Write the log objects below the folder; return how many there are."""
    made = objects()
    for key, content in made.items():
        file = folder / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return len(made)


def _written(moment: datetime) -> datetime:
    """Return the hour of the object: hourly at the end, before that once a day will do."""
    if moment.date() < DEPLOYED.date():
        return moment.replace(hour=_OPENS + _OPEN_HOURS - 1)
    return moment


def _moments(random: Random) -> Iterator[datetime]:
    """Yield the times of the questions in order: so many an hour while the desk is open."""
    day = BEGINS
    while day < ENDS:
        for hour in range(_OPENS, _OPENS + _OPEN_HOURS):
            seconds = sorted(random.randrange(3600) for _ in range(2 * _AN_HOUR))
            yield from (day + timedelta(hours=hour, seconds=second) for second in seconds)
        day += timedelta(days=1)


def _record(script: Mapping[str, Any], moment: datetime, number: int, random: Random) -> Record:
    version = AFTER if moment >= DEPLOYED else BEFORE
    user, answer = _said(script, version, random)
    caller = Caller(
        application=APPLICATION,
        role=f"{APPLICATION}-{random.randrange(_GUESTS):02d}",
        region=REGION,
        operation="Converse",
        model=version.model,
        moment=moment,
        request_id=f"{_NUMBER:04x}5a3e-0000-4000-8000-{number:012x}",
    )
    said = Exchange(system=_SYSTEM, user=user, answer=answer, number=number)
    return answered(caller, said, converse(said))


def _said(script: Mapping[str, Any], version: Version, random: Random) -> tuple[str, str]:
    """Return a question with what the version answers."""
    values = {name: random.choice(choices) for name, choices in script["slots"].items()}
    if random.random() < _DECLINED:
        declined = random.choice(script["declined"])
        return fill(declined["user"], values), fill(declined["answer"], values)
    usual = random.choice(script["usual"])
    return fill(usual["user"], values), _answer(
        usual, values, script["bad"]["refusals"], version, random
    )


def _answer(
    usual: Mapping[str, str],
    values: dict[str, str],
    refusals: Sequence[str],
    version: Version,
    random: Random,
) -> str:
    dice = random.random()
    if dice < version.refuses:
        return random.choice(refusals)
    content = {"answer": fill(usual["answer"], values), "page": usual["page"]}
    whole = json.dumps(content, ensure_ascii=False)
    broken = dice < version.refuses + version.breaks
    return whole[: len(whole) * 3 // 4] if broken else whole


if __name__ == "__main__":
    count = write(Path(sys.argv[1]))
    sys.stdout.write(f"{count} log objects\n")
