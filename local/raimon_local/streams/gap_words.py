"""What the drawings of gaps between groups say, in one language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from raimon.alarms.moments import written_after
from raimon.alarms.phrases import Language, in_language
from raimon.finding import Bilingual
from raimon.windows.disparity_words import name_of, names_of, source_of
from raimon.windows.said import amount, percent
from raimon_local.streams.gaps import GapDrawing

_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class GapWords:
    """What the template of gaps asks for words: those of streams, and its own."""

    language: Language
    time_zone: str
    text: Callable[..., str]  # of a name, its braces filled in
    name: Callable[[str], str]  # of a metric
    spoken: Callable[[str], str]  # of a language's code
    moment: Callable[[datetime], str]
    hour: Callable[[datetime], str]
    day: Callable[[datetime], str]

    def headline(self, drawn: GapDrawing) -> str:
        """Return in one line which group met with what how often, and the others."""
        figures = drawn.figures
        return self.text(
            "gap",
            name=self.name(drawn.place.metric),
            group=self.group(drawn),
            now=percent(figures.observed or 0.0),
            rest=percent(figures.baseline or 0.0),
        )

    def whose(self, drawn: GapDrawing) -> str:
        """Return whose calls they are, in which language, and how the group is told."""
        axis = drawn.place.entity.partition("/")[0]
        return self.text(
            "gap_whose",
            name=drawn.place.application.removeprefix("role/"),
            language=self.spoken(drawn.place.language),
            source=self._said(source_of(axis)),
        )

    def began(self, drawn: GapDrawing) -> str:
        """Return since when that is so, and when it was told."""
        onset, alarm = drawn.figures.onset or drawn.alarm[1], drawn.alarm[1]
        return self.text(
            "gap_began",
            onset=self.moment(onset),
            end=written_after(alarm, onset, self.time_zone, self.language),
        )

    def compared(self, drawn: GapDrawing) -> str:
        """Return k of n of both sides, and their ratio with its interval."""
        figures = drawn.figures
        low, high = figures.ratio_interval or (0.0, 0.0)
        return self.text(
            "gap_compared",
            group=self.group(drawn),
            k=amount(figures.k or 0.0),
            n=amount(figures.n or 0),
            others=self.rest(drawn),
            rest_k=amount(figures.baseline_k or 0.0),
            rest_n=amount(figures.baseline_n or 0),
            ratio=f"{figures.ratio or 0.0:.1f}",
            low=f"{low:.1f}",
            high=f"{high:.1f}",
        )

    def group(self, drawn: GapDrawing) -> str:
        """Return the group's name."""
        return self._said(name_of(drawn.figures.group or ""))

    def rest(self, drawn: GapDrawing) -> str:
        """Return the names of the other groups."""
        return self.text("others_of", names=self._said(names_of(drawn.figures.rest or ())))

    def legend(self, drawn: GapDrawing) -> str:
        """Return how the drawing is read, and what one point stands for."""
        return self.text("gap_legend", hours=round(drawn.step.total_seconds() / _HOUR))

    def _said(self, text: Bilingual) -> str:
        return in_language(text, self.language)
