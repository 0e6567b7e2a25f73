"""The page of streams as one HTML file, readable without script or network."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from raimon.alarms.moments import written
from raimon.alarms.phrases import in_language
from raimon.messages import catalogue
from raimon.policy import Policy
from raimon.windows.stream import Stream
from raimon_local import html_page
from raimon_local.streams.drawing import DEPTH, HEIGHT, WIDTH, Scene
from raimon_local.texts import Language, Texts

PACKAGE: Final = "raimon_local.streams"


@dataclass(frozen=True, slots=True)
class Words:
    """What the template asks for words."""

    texts: Texts
    time_zone: str

    def text(self, name: str, /, **values: object) -> str:
        """Return words of the page."""
        return self.texts.text("page", name, **values)

    def name(self, stream: Stream) -> str:
        """Return what people call a stream."""
        rule = in_language(catalogue()[stream.metric.rule_id()].name, self.texts.language)
        whose = stream.family.application or stream.family.role
        return f"{rule} - {whose} ({stream.key.language})"

    def moment(self, moment: datetime) -> str:
        """Return the moment as people write it."""
        return written(moment, self.time_zone, self.texts.language)

    def usual(self, stream: Stream) -> str:
        """Return what was learned."""
        held = stream.baseline
        if held is None:
            return ""
        return self.text(
            "usual",
            rate=f"{held.rate:.1%}",
            units=f"{held.units:,.0f}",
            days=held.days,
            status=self.texts.text("status", held.status),
        )

    def changed(self, names: tuple[str, ...]) -> str:
        """Return what was deployed."""
        told = [self.texts.text("changed", name) for name in names]
        return self.text("changed", what=("、" if self.texts.language == "ja" else ", ").join(told))


def write(drawn: Scene, policy: Policy, language: Language, file: Path) -> None:
    """Write the page."""
    html_page.write(
        PACKAGE,
        "streams.html.jinja",
        file,
        scene=drawn,
        words=Words(Texts(PACKAGE, language), policy.notification.time_zone),
        width=WIDTH,
        height=HEIGHT,
        depth=DEPTH,
    )
