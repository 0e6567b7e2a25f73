"""Classic panels with a category axis and a value axis: bars, rankings and lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from scripts.dashboards.aggregations import Aggregation, Bucket
from scripts.dashboards.panels import Chart, Drawing, Params
from scripts.dashboards.words import Language, Words

_NO_LINE: Final[Params] = {
    "color": "#655e57",
    "show": False,
    "style": "full",
    "value": 10,
    "width": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes(Chart):
    """A panel with a category axis and a value axis."""

    along: Bucket
    values: Words  # what the value axis counts
    series: Bucket | None = None

    def split(self) -> Sequence[tuple[str, Bucket]]:
        """Return the axis and the series on it."""
        return [("segment", self.along), *([("group", self.series)] if self.series else [])]

    def axes(
        self, language: Language, mark: str, *, lying: bool = False, stacked: bool = True
    ) -> Params:
        """Return the parameters that all panels with axes share."""
        category, value = ("left", "bottom") if lying else ("bottom", "left")
        along, values = self.along.label.told(language), self.values.told(language)
        mode = "stacked" if stacked else "normal"
        marks = [
            _series(each, mark, mode)
            for each in self.aggregations(language)
            if each["schema"] == "metric"
        ]
        value_axis = _axis("ValueAxis-1", "value", value, values)
        return {
            "addLegend": self.series is not None or len(self.metrics) > 1 or mark == "line",
            "addTimeMarker": False,
            "addTooltip": True,
            "categoryAxes": [_axis("CategoryAxis-1", "category", category, along)],
            "grid": {"categoryLines": False, "valueAxis": "ValueAxis-1"},
            "labels": {"show": False},
            "legendPosition": "right",
            "seriesParams": marks,
            "thresholdLine": _NO_LINE,
            "times": [],
            "valueAxes": [{**value_axis, "name": f"{value.title()}Axis-1"}],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Axes):
    """Bars that stand along the time, stacked by series."""

    type: ClassVar[str] = "histogram"

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        params = {**self.axes(language, "histogram"), "type": self.type}
        return Drawing(self.type, params, self.aggregations(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Axes):
    """Bars that lie, one for each value, stacked by series."""

    type: ClassVar[str] = "horizontal_bar"

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        params = {**self.axes(language, "histogram", lying=True), "type": self.type}
        return Drawing(self.type, params, self.aggregations(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Axes):
    """Lines along the time, one for each metric."""

    type: ClassVar[str] = "line"

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        params = {**self.axes(language, "line", stacked=False), "type": self.type}
        return Drawing(self.type, params, self.aggregations(language))


def _series(aggregation: Aggregation, mark: str, mode: str) -> Params:
    return {
        "data": {"id": aggregation["id"], "label": _label(aggregation)},
        "drawLinesBetweenPoints": True,
        "interpolate": "linear",
        "lineWidth": 2,
        "mode": mode,
        "show": True,
        "showCircles": True,
        "type": mark,
        "valueAxis": "ValueAxis-1",
    }


def _label(aggregation: Aggregation) -> object:
    params = aggregation["params"]
    return params.get("customLabel", "") if isinstance(params, dict) else ""


def _axis(identifier: str, kind: Literal["category", "value"], position: str, title: str) -> Params:
    lying_category = kind == "category" and position == "left"
    labels: Params = {"filter": kind == "category", "show": True, "truncate": 100}
    if lying_category or kind == "value":
        labels = {**labels, "rotate": 0, "filter": False}
    scale: Params = {"type": "linear"}
    return {
        "id": identifier,
        "labels": labels,
        "position": position,
        "scale": scale if kind == "category" else {**scale, "mode": "normal"},
        "show": True,
        "style": {},
        "title": {"text": title},
        "type": kind,
    }
