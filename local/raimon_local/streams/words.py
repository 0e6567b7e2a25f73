"""What the drawings of streams say, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from raimon.alarms.moments import written, written_after
from raimon.alarms.phrases import Language, phrase
from raimon.events import FindingRaised
from raimon.statistic import Statistic
from raimon.windows.deployment import Deployment
from raimon.windows.said import LANGUAGES, amount, percent
from raimon_local.streams.drawing import Drawing, Scene
from raimon_local.streams.gap_words import GapWords
from raimon_local.texts import Texts

PACKAGE: Final = "raimon_local.streams"
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Words:
    """What the template asks for words."""

    texts: Texts
    time_zone: str

    @classmethod
    def of(cls, language: Language, time_zone: str) -> "Words":
        """Return the words of the language."""
        return cls(Texts(PACKAGE, language), time_zone)

    @property
    def language(self) -> Language:
        """Return the language."""
        return self.texts.language

    def text(self, name: str, /, **values: object) -> str:
        """Return words of the page."""
        return self.texts.text("page", name, **values)

    @property
    def gaps(self) -> GapWords:
        """Return the words of drawings of gaps between groups."""
        return GapWords(
            language=self.language,
            time_zone=self.time_zone,
            text=self.text,
            name=lambda metric: self.texts.text("gap", metric),
            spoken=self._spoken,
            moment=self.moment,
            hour=self.hour,
            day=self.day,
        )

    def headline(self, drawn: Drawing) -> str:
        """Return what happened in one line: what moved, from where to where."""
        name = self.texts.text("metric", drawn.stream.key.metric)
        held, now = drawn.stream.baseline, drawn.now
        if held is None or now is None:
            return name
        way = drawn.watched.way.value
        return self.text(way, name=name, before=percent(held.rate), now=percent(now))

    def found(self, drawn: Scene) -> str:
        """Return how many streams got worse, and how many groups are treated worse."""
        told = []
        for name, count in (("bad", len(drawn.alarmed)), ("gaps", len(drawn.gaps))):
            if count:
                told.append(self.text(f"{name}_one" if count == 1 else name, count=count))
        return " ".join(told) or self.text("good")

    def first(self, drawn: Scene) -> str:
        """Return in a sentence what got worse first, and after what."""
        one = drawn.alarmed[0]
        figures = next(filter(None, (each.statistic for each in one.watched.told)))
        return self.text(
            "first",
            name=_name(one),
            onset=self.moment(figures.onset or one.watched.windows[-1].end),
            changed=self._changed(figures),
        )

    def whose(self, drawn: Drawing) -> str:
        """Return whose stream it is, and in which language people ask."""
        return self.text(
            "whose", name=_name(drawn), language=self._spoken(drawn.stream.key.language)
        )

    def began(self, told: FindingRaised) -> str:
        """Return since when things are worse, after what, and when that was told."""
        figures = told.statistic
        if figures is None or figures.onset is None:
            return ""
        end = told.subject.timestamp
        return self.text(
            "began",
            onset=self.moment(figures.onset),
            end=written_after(end, figures.onset, self.time_zone, self.language),
            changed=self._changed(figures),
            observed=self.text(
                "observed",
                k=amount(figures.k or 0.0),
                n=amount(figures.n or 0),
                language=self._spoken((told.subject.stream or "").rpartition("/")[2]),
            ),
        )

    def usual(self, drawn: Drawing) -> str:
        """Return what was learned, and what one point stands for."""
        held = drawn.stream.baseline
        if held is None:
            return ""
        return self.text(
            "usual",
            rate=percent(held.rate),
            units=f"{held.units:,.0f}",
            days=held.days,
            status=self.texts.text("status", held.status),
            hours=round(drawn.step.total_seconds() / _HOUR),
        )

    def moment(self, moment: datetime) -> str:
        """Return the moment as people write it."""
        return written(moment, self.time_zone, self.language)

    def day(self, moment: datetime) -> str:
        """Return the day, as an axis bears it."""
        local = moment.astimezone(ZoneInfo(self.time_zone))
        return self.text("day", day=local.day, number=local.month, month=f"{local:%b}")

    def hour(self, moment: datetime) -> str:
        """Return the time of the day."""
        return written(moment, self.time_zone, self.language, form="hour")

    def deployed(self, seen: Deployment) -> str:
        """Return what was deployed, in as few words as stand beside a line."""
        return self.text("deployed", what=self._listed(seen.changed))

    def _changed(self, figures: Statistic) -> str:
        return self.text("changed", what=self._listed(figures.changed)) if figures.changed else ""

    def _listed(self, changed: Sequence[str]) -> str:
        names = [phrase("changed", name, self.language) for name in changed]
        return ("、" if self.language == "ja" else ", ").join(names)

    def _spoken(self, code: str) -> str:
        names = LANGUAGES.get(code)
        return names[self.language == "ja"] if names else self.text("other_language")


def _name(drawn: Drawing) -> str:
    family = drawn.stream.family
    return family.application or family.role
