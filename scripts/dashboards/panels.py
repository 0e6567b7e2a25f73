"""What a panel is, and the classic ones without axes: frozen values that know what they draw."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from raimon.store.families import Family
from scripts.dashboards.aggregations import Aggregation, Bucket, Filters, Metric
from scripts.dashboards.words import Language, Words

type Params = dict[str, object]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a visualization's state consists of."""

    type: str
    params: Params
    aggs: Sequence[Aggregation] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(ABC):
    """Something on a dashboard: a name that is part of its id, and a title for people."""

    name: str
    title: Words

    @abstractmethod
    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Panel):
    """A classic panel over one family: what it counts, how it splits, of which documents."""

    family: Family
    metrics: tuple[Metric, ...]
    query: str = ""  # in Lucene's language, as OpenSearch itself understands it

    def split(self) -> Sequence[tuple[str, Bucket]]:
        """Return what it splits by, from the outermost in, with the role of each."""
        return ()

    def aggregations(self, language: Language) -> list[Aggregation]:
        """Return metrics and splits, numbered from 1."""
        metrics = [each.told(str(at), language) for at, each in enumerate(self.metrics, start=1)]
        splits = [
            bucket.told(str(at), schema, language)
            for at, (schema, bucket) in enumerate(self.split(), start=len(metrics) + 1)
        ]
        return metrics + splits

    def colours(self, language: Language) -> dict[str, str]:
        """Return the colour of each named part, by the words on it."""
        return {
            label: each.colour
            for _, bucket in self.split()
            if isinstance(bucket, Filters)
            for label, each in zip(bucket.labels(language), bucket.named, strict=True)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Chart):
    """Large numbers side by side, one for each part."""

    type: ClassVar[str] = "metric"
    parts: Filters | None = None

    def split(self) -> Sequence[tuple[str, Bucket]]:
        """Return the parts."""
        return [("group", self.parts)] if self.parts else []

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        metric = {
            "colorSchema": "Green to Red",
            "colorsRange": [{"from": 0, "to": 10000}],
            "invertColors": False,
            "labels": {"show": True},
            "metricColorMode": "None",
            "percentageMode": False,
            "style": {
                "bgColor": False,
                "bgFill": "#000",
                "fontSize": 32,
                "labelColor": False,
                "subText": "",
            },
            "useRanges": False,
        }
        params: Params = {
            "addLegend": False,
            "addTooltip": True,
            "metric": metric,
            "type": self.type,
        }
        return Drawing(self.type, params, self.aggregations(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Chart):
    """The parts of a whole, as a ring."""

    type: ClassVar[str] = "pie"
    parts: Bucket

    def split(self) -> Sequence[tuple[str, Bucket]]:
        """Return the parts."""
        return [("segment", self.parts)]

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        params: Params = {
            "addLegend": True,
            "addTooltip": True,
            "isDonut": True,
            "labels": {"last_level": True, "show": False, "truncate": 100, "values": True},
            "legendPosition": "right",
            "type": self.type,
        }
        return Drawing(self.type, params, self.aggregations(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Chart):
    """Cells of two splits, the darker the more."""

    type: ClassVar[str] = "heatmap"
    across: Bucket
    down: Bucket

    def split(self) -> Sequence[tuple[str, Bucket]]:
        """Return columns and rows."""
        return [("segment", self.across), ("group", self.down)]

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        axis = {
            "id": "ValueAxis-1",
            "labels": {"color": "black", "overwriteColor": False, "rotate": 0, "show": True},
            "scale": {"defaultYExtents": False, "type": "linear"},
            "show": False,
            "type": "value",
        }
        params: Params = {
            "addLegend": True,
            "addTooltip": True,
            "colorSchema": "Blues",
            "colorsNumber": 5,
            "colorsRange": [],
            "enableHover": False,
            "invertColors": False,
            "legendPosition": "right",
            "percentageMode": False,
            "setColorRange": False,
            "times": [],
            "type": self.type,
            "valueAxes": [axis],
        }
        return Drawing(self.type, params, self.aggregations(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Chart):
    """A table with a row for each combination of its splits."""

    type: ClassVar[str] = "table"
    rows: tuple[Bucket, ...]
    per_page: int = 10

    def split(self) -> Sequence[tuple[str, Bucket]]:
        """Return the columns that rows differ in."""
        return [("bucket", each) for each in self.rows]

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        params: Params = {
            "percentageCol": "",
            "perPage": self.per_page,
            "showMetricsAtAllLevels": False,
            "showPartialRows": False,
            "showTotal": False,
            "totalFunc": "sum",
        }
        return Drawing(self.type, params, self.aggregations(language))
