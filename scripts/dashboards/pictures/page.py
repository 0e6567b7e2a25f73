"""A picture of a whole dashboard: its panels where they stand, each from its own answers."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from scripts.dashboards.check.classic import others
from scripts.dashboards.check.panel_searches import searches_of
from scripts.dashboards.check.reading import File, Object
from scripts.dashboards.check.search import Search
from scripts.dashboards.check.span import Span
from scripts.dashboards.pictures import charts, special_charts, svg
from scripts.dashboards.pictures.frame import Look
from scripts.dashboards.pictures.svg import INK, LINE, PANEL, PAPER, SOFT, Box
from scripts.dashboards.pictures.table import Row, rows
from scripts.dashboards.words import Language

type Ask = Callable[[Search], Mapping[str, Any]]

_COLUMN: Final = 27
_ROW: Final = 20
_MARGIN: Final = 16
_HEAD: Final = 44
_FONT: Final = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Hiragino Sans', 'Yu Gothic UI', "
    "'Noto Sans CJK JP', 'Noto Sans JP', sans-serif"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """One edition of a dashboard, and what answers the searches of its panels."""

    file: File
    language: Language
    span: Span
    ask: Ask

    def drawn(self) -> str:
        """Return the picture as SVG."""
        (page,) = self.file.of("dashboard")
        panels = {each.key: each for each in self.file.panels()}
        places = page.inner["panelsJSON"]
        wide = 48 * _COLUMN + 2 * _MARGIN
        deep = max(each["gridData"]["y"] + each["gridData"]["h"] for each in places)
        high = deep * _ROW + _HEAD + _MARGIN
        parts = [svg.rect(Box(0, 0, wide, high), PAPER)]
        title = page.attributes["title"]
        parts.append(svg.text(_MARGIN, 29, title, size=18, weight=700))
        parts.append(svg.text(wide - _MARGIN, 29, self._dates(), size=11, anchor="end", fill=SOFT))
        for each in places:
            panel = panels[page.references[each["panelRefName"]]]
            parts += self._panel(panel, each)
        return _document(wide, high, title, page.attributes["description"], parts)

    def _dates(self) -> str:
        begin, end = self.span.begin, self.span.end
        if self.language == "ja":
            return f"見本ログ {begin:%Y-%m-%d} ~ {end:%Y-%m-%d}(UTC)"
        return f"Sample logs, {begin:%Y-%m-%d} to {end:%Y-%m-%d} (UTC)"

    def _panel(self, panel: Object, told: Mapping[str, Any]) -> list[str]:
        grid = told["gridData"]
        box = Box(
            _MARGIN + grid["x"] * _COLUMN + 3,
            _HEAD + grid["y"] * _ROW + 3,
            grid["w"] * _COLUMN - 6,
            grid["h"] * _ROW - 6,
        )
        parts = [svg.rect(box, PANEL, radius=6, stroke=LINE)]
        top = 14
        if not told["embeddableConfig"].get("hidePanelTitles"):
            parts.append(svg.text(box.x + 12, box.y + 21, told["title"], size=13, weight=600))
            top = 34
        inner = box.inset(left=14, top=top, right=14, bottom=10)
        colours = panel.inner.get("uiStateJSON", {}).get("vis", {}).get("colors", {})
        return parts + self._inside(panel, Look(inner, self.language, self.span, colours))

    def _inside(self, panel: Object, look: Look) -> list[str]:
        state = panel.inner.get("visState", {})
        asked = searches_of(panel, self.span)
        match state.get("type"):
            case "markdown":
                return special_charts.words(look, state)
            case "input_control_vis":
                return special_charts.choices(look, state)
            case "metrics" | "vega" | None:
                return self._special(look, state, asked)
        return self._chart(look, state, asked[0], self.ask(asked[0]))

    def _special(self, look: Look, state: Mapping[str, Any], asked: list[Search]) -> list[str]:
        answers = [self.ask(each) for each in asked]
        params = state.get("params", {})
        match state:
            case {"type": "metrics"} if params["type"] == "top_n":
                return special_charts.top_n(look, state, answers[0])
            case {"type": "metrics"}:
                return special_charts.shares(look, state, answers)
            case {"type": "vega"}:
                return special_charts.intervals(look, json.loads(params["spec"]), answers[0])
        return special_charts.documents(look, asked[0].body["_source"], answers[0])

    def _chart(
        self, look: Look, state: Mapping[str, Any], search: Search, answer: Mapping[str, Any]
    ) -> list[str]:
        outermost = search.splits[:1]
        rest = None
        if outermost and outermost[0].params.get("otherBucket"):
            second = next(others(search, answer))
            rest = self.ask(second)["aggregations"]["other-filter"]["buckets"][""]
        found = rows(search, state, answer, rest)
        along = _ALONG.get(state["type"])
        if along:
            return along(look, found, state["params"]["valueAxes"][0]["title"]["text"])
        match state["type"]:
            case "pie":
                return charts.ring(look, found, found[0].values[0][0])
            case "heatmap":
                return charts.matrix(look, found)
            case "table":
                return charts.listing(look, found, _heads(search))
        return charts.numbers(look, found)


_ALONG: Final[Mapping[str, Callable[[Look, Sequence[Row], str], list[str]]]] = {
    "histogram": charts.bars,
    "horizontal_bar": charts.ranking,
    "line": charts.lines,
}


def _heads(search: Search) -> Sequence[str]:
    return [str(split.params.get("customLabel", split.id)) for split in search.splits]


def _document(wide: float, high: float, title: str, description: str, parts: list[str]) -> str:
    size = f'width="{svg.number(wide)}" height="{svg.number(high)}"'
    view = f'viewBox="0 0 {svg.number(wide)} {svg.number(high)}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" '
        f'font-family="{_FONT}" fill="{INK}">'
    )
    told = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return "\n".join([head, told, *parts, "</svg>"]) + "\n"
