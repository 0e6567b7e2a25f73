"""The few panels that are not classic: shares over time, counts apart, intervals."""

from dataclasses import dataclass
from typing import ClassVar, Final

from raimon.store.families import Family
from scripts.dashboards.fields import TIME
from scripts.dashboards.panels import Drawing, Panel, Params
from scripts.dashboards.saved_object import packed
from scripts.dashboards.vocabulary import Named
from scripts.dashboards.words import Language, Words

_Z: Final = 1.96  # of a 95 % interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(Panel):
    """Lines of shares over time: so many of all documents of each moment (TSVB)."""

    type: ClassVar[str] = "metrics"
    family: Family
    shares: tuple[Named, ...]

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        series = [self._series(at, each, language) for at, each in enumerate(self.shares)]
        params = {
            **_series_panel(self.family, self.name, "timeseries"),
            "interval": ">=1h",
            "series": series,
            "time_range_mode": "last_value",
        }
        return Drawing(self.type, params)

    def _series(self, at: int, named: Named, language: Language) -> Params:
        ratio = {
            "denominator": {"language": "lucene", "query": "*"},
            "id": f"{self.name}-share-{at}",
            "metric_agg": "count",
            "numerator": {"language": "lucene", "query": named.query},
            "type": "filter_ratio",
        }
        told = _series_of(f"{self.name}-{at}", named.label.told(language), named.colour)
        return {**told, "formatter": "percent", "metrics": [ratio], "split_mode": "everything"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Panel):
    """Counts that no filter of the dashboard changes: their family lacks the fields (TSVB)."""

    type: ClassVar[str] = "metrics"
    family: Family
    query: str
    parts: tuple[Named, ...]

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        splits = [
            {
                "color": each.colour,
                "filter": {"language": "lucene", "query": each.query},
                "id": f"{self.name}-part-{at}",
                "label": each.label.told(language),
            }
            for at, each in enumerate(self.parts)
        ]
        series = {
            **_series_of(f"{self.name}-0", self.title.told(language), self.parts[0].colour),
            "formatter": "number",
            "metrics": [{"id": f"{self.name}-count", "type": "count"}],
            "split_filters": splits,
            "split_mode": "filters",
        }
        params: Params = {
            **_series_panel(self.family, self.name, "top_n"),
            "bar_color_rules": [{"id": f"{self.name}-rule"}],
            "filter": {"language": "lucene", "query": self.query},
            "ignore_global_filter": 1,
            "interval": "auto",
            "series": [series],
            "time_range_mode": "entire_time_range",
        }
        return Drawing(self.type, params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals(Panel):
    """Shares by group, each with its 95 % interval, which only Vega can work out."""

    type: ClassVar[str] = "vega"
    family: Family
    group: str
    values: tuple[str, ...]  # of the outcome, that are counted
    across: Words
    down: Words

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        return Drawing(self.type, {"spec": packed(self.spec(language))})

    def spec(self, language: Language) -> Params:
        """Return the picture's specification, with the search in it."""
        counted = {"counted": {"filter": {"terms": {"outcome": list(self.values)}}}}
        groups = {"groups": {"aggs": counted, "terms": {"field": self.group, "size": 12}}}
        url = {
            "%context%": True,
            "%timefield%": TIME,
            "body": {"aggs": groups, "size": 0},
            "index": self.family.alias,
        }
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "autosize": {"contains": "padding", "type": "fit"},
            "config": {"axis": {"labelFontSize": 12, "titleFontSize": 12}},
            "data": {"format": {"property": "aggregations.groups.buckets"}, "url": url},
            "encoding": {
                "y": {
                    "axis": {"title": self.down.told(language)},
                    "field": "key",
                    "sort": {"field": "share", "order": "descending"},
                    "type": "nominal",
                }
            },
            "layer": self._layers(language),
            "transform": [
                {"as": name, "calculate": formula} for name, formula in _wilson().items()
            ],
        }

    def _layers(self, language: Language) -> list[Params]:
        title = self.across.told(language)
        across: Params = {"axis": {"format": "%", "title": title}, "type": "quantitative"}
        span = {"x": {**across, "field": "low"}, "x2": {"field": "high"}}
        told: Params = {"field": "told", "type": "nominal"}
        return [
            {"encoding": span, "mark": {"color": "#6f9dc0", "size": 4, "type": "rule"}},
            {
                "encoding": {"tooltip": told, "x": {**across, "field": "share"}},
                "mark": {"color": "#2b5c7c", "filled": True, "size": 110, "type": "point"},
            },
            {
                "encoding": {"text": told, "x": {**across, "field": "high"}},
                "mark": {"align": "left", "dx": 8, "fontSize": 12, "type": "text"},
            },
        ]


def _wilson() -> dict[str, str]:
    """Return the formulas of Wilson's interval, which holds for few documents as well."""
    z2 = f"{_Z * _Z:.4f}"
    half = (
        f"{_Z} * sqrt(datum.share * (1 - datum.share) / datum.n + {z2} / (4 * datum.n * datum.n))"
    )
    return {
        "n": "datum.doc_count",
        "k": "datum.counted.doc_count",
        "share": "datum.counted.doc_count / datum.doc_count",
        "middle": f"datum.share + {z2} / (2 * datum.n)",
        "half": half,
        "low": f"max(0, (datum.middle - datum.half) / (1 + {z2} / datum.n))",
        "high": f"min(1, (datum.middle + datum.half) / (1 + {z2} / datum.n))",
        "told": "datum.k + ' / ' + datum.n",
    }


def _series_panel(family: Family, name: str, kind: str) -> Params:
    return {
        "axis_formatter": "number",
        "axis_min": "0",
        "axis_position": "left",
        "axis_scale": "normal",
        "drop_last_bucket": 0,
        "id": name,
        "index_pattern": family.alias,
        "show_grid": 1,
        "show_legend": 1,
        "time_field": TIME,
        "tooltip_mode": "show_all",
        "type": kind,
    }


def _series_of(identifier: str, label: str, colour: str) -> Params:
    return {
        "axis_position": "right",
        "chart_type": "line",
        "color": colour,
        "fill": 0,
        "id": identifier,
        "label": label,
        "line_width": 2,
        "point_size": 2,
        "separate_axis": 0,
        "stacked": "none",
    }
