"""The page as HTML: one file without anything external, readable without script."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from math import log1p
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from pydantic import TypeAdapter

from raimon.alarms.moments import written
from raimon.alarms.phrases import Language, in_language, named, phrases
from raimon.alarms.short_names import short_model
from raimon.finding import Bilingual, Severity
from raimon_local.japanese_signs import with_japanese_signs
from raimon_local.page.data import PageData
from raimon_local.streams.drawing import Scene, scene
from raimon_local.streams.page import SIZES
from raimon_local.streams.words import PACKAGE, Words

_ONE_PERCENT = 0.01
_SPREAD_HEIGHT = 26  # of the drawing in marks.html.jinja


@dataclass(frozen=True, slots=True)
class Edition:
    """The page in one language: what the template asks for words."""

    language: Language
    time_zone: str

    def text(self, group: str, name: str, /, **values: object) -> str:
        """Return the words of the page, their braces filled in."""
        return self.signed(in_language(_texts()[group][name], self.language).format(**values))

    def of(self, text: Bilingual) -> str:
        """Return the text in the edition's language."""
        return self.signed(in_language(text, self.language))

    def signed(self, text: str) -> str:
        """Return words of this edition with the signs that its language has."""
        return with_japanese_signs(text) if self.language == "ja" else text

    def word(self, group: str, name: str) -> str:
        """Return what people call a thing: in the words of the page or of alarms, else its name."""
        known = _texts().get(group, {}).get(name) or phrases().get(group, {}).get(name)
        return self.of(known) if known else name

    def region(self, code: str) -> str:
        """Return the Region's name."""
        return named("region", code, self.language)

    def moment(self, moment: datetime, form: str = "full") -> str:
        """Return the moment as people write it."""
        return self.signed(written(moment, self.time_zone, self.language, form=form))

    def day_hour(self, moment: datetime) -> str:
        """Return the day and the hour, as an axis bears them."""
        local = moment.astimezone(ZoneInfo(self.time_zone))
        day = (
            f"{local.month}月{local.day}日" if self.language == "ja" else f"{local.day} {local:%b}"
        )
        return f"{day} {local:%H:%M}"

    @property
    def streams(self) -> Words:
        """Return the words of the drawings of streams."""
        return Words.of(self.language, self.time_zone)

    @property
    def zone(self) -> str:
        """Return the name of the zone in which times are written."""
        return named("zone", self.time_zone, self.language)

    def percent(self, share: float) -> str:
        """Return the share as a percentage; what is there is never rounded to nothing."""
        rounded = f"{share:.1%}" if 0 < share < _ONE_PERCENT else f"{share:.0%}"
        return rounded.replace("%", " %")


def render_page(data: PageData, streams: Scene | None = None) -> str:
    """Return the page: both languages in one file, switched without script."""
    template = _environment().get_template("page.html.jinja")
    editions = [Edition("en", data.time_zone), Edition("ja", data.time_zone)]
    return template.render(
        data=data,
        editions=editions,
        severities=list(Severity),
        scene=streams or scene([]),
        **SIZES,
    )


@cache
def _texts() -> Mapping[str, Mapping[str, Bilingual]]:
    text = files("raimon_local.page").joinpath("texts.toml").read_text(encoding="utf-8")
    groups = TypeAdapter(dict[str, dict[str, Bilingual]])
    return groups.validate_python(tomllib.loads(text))


def _column_height(count: int, most: int) -> float:
    """Return the height of a column on a logarithmic scale: one beside thousands can be seen."""
    return _SPREAD_HEIGHT * log1p(count) / log1p(most)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("raimon_local.page"), PackageLoader(PACKAGE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short_model"] = short_model
    environment.filters["column_height"] = _column_height
    environment.filters["rank"] = lambda severity: Severity(severity).rank
    return environment
