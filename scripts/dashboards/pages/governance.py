"""Governance and alarms: what waits for a person, and what changed in the watch itself."""

from typing import Final

from raimon.store.families import Family
from scripts.dashboards import colours
from scripts.dashboards.aggregations import Filters, Measure, Terms, Times, by
from scripts.dashboards.axes import Bars, Ranking
from scripts.dashboards.dashboard import Dashboard, Row
from scripts.dashboards.panels import Listing, Numbers, Parts
from scripts.dashboards.speaking import CHOOSE, Control, Controls
from scripts.dashboards.splits import (
    ALARMS,
    FINDINGS,
    LATEST,
    RULE,
    applications,
    note,
    rules,
    title_of,
)
from scripts.dashboards.vocabulary import ASPECTS, SEVERITIES, STATES, Named
from scripts.dashboards.words import Words

_NOTE: Final = note(
    "governance",
    Words(
        "An alarm is one problem, however often it was found; the table says how often. "
        "Its name reads rule, kind, what it is, application. "
        "The message about the alarm says what to do and holds the commands.",
        "アラームは 1 つの問題を表します。何件検出されたかは表で確認できます。"
        "識別名は「検出ルール|種類|項目|アプリケーション」の順です。"
        "対応方法とコマンドは、アラームの通知に記載しています。",
    ),
)
_CHOOSE: Final = Controls(
    name="choose",
    title=CHOOSE,
    family=Family.ALARMS,
    controls=(
        Control("aspect", ASPECTS.label),
        Control("severity", SEVERITIES.label),
        Control("rule_id", RULE),
    ),
)
_STATES: Final = Numbers(
    name="states",
    title=Words("Alarms", "アラーム"),
    family=Family.ALARMS,
    metrics=(ALARMS,),
    parts=Filters(
        STATES.label,
        (
            *STATES.of("state"),
            Named(Words("Muted", "通知停止中"), "muted:true", colours.CALM),
        ),
    ),
)
_OPENED: Final = Bars(
    name="alarms-over-time",
    title=Words("Alarms opened, by severity", "発生したアラームの推移(深刻度別)"),
    family=Family.ALARMS,
    metrics=(ALARMS,),
    along=Times(),
    series=by(SEVERITIES, "severity"),
    values=Words("Alarms", "アラーム(件)"),
)
_BY_ASPECT: Final = Ranking(
    name="aspects",
    title=Words("Alarms by aspect", "アラーム(観点別)"),
    family=Family.ALARMS,
    metrics=(ALARMS,),
    along=by(ASPECTS, "aspect"),
    series=by(STATES, "state"),
    values=Words("Alarms", "アラーム(件)"),
)
_BY_SEVERITY: Final = Parts(
    name="severities",
    title=Words("Open alarms by severity", "未対応のアラーム(深刻度別)"),
    family=Family.ALARMS,
    metrics=(ALARMS,),
    query="state:open",
    parts=by(SEVERITIES, "severity"),
)
_TABLE: Final = Listing(
    name="table",
    title=Words("Alarms that nobody has resolved", "未解決のアラーム"),
    family=Family.ALARMS,
    metrics=(
        Measure("max", "severity_rank", Words("Severity (0 to 4)", "深刻度(0~4)")),
        Measure("sum", "count", Words("Findings", "検出事項")),
        Measure("min", "event_time", Words("First", "最初の検出")),
        Measure("max", "last_event_time", Words("Last", "最後の検出")),
    ),
    query="NOT state:resolved",
    rows=(
        Terms("correlation_key", Words("Alarm", "アラーム"), 50),
        Terms("state", STATES.label, 3),
    ),
)
_GOVERNANCE: Final = Bars(
    name="governance-over-time",
    title=Words("Governance findings", "ガバナンスの検出事項"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query="aspect:governance",
    along=Times(),
    series=rules(8),
    values=Words("Findings", "検出事項(件)"),
)
_WHERE: Final = Listing(
    name="governance-table",
    title=Words("Governance findings by application", "ガバナンスの検出事項(アプリケーション別)"),
    family=Family.FINDINGS,
    metrics=(FINDINGS, LATEST),
    query="aspect:governance",
    rows=(rules(), applications(20)),
    per_page=8,
)

GOVERNANCE: Final = Dashboard(
    name="governance",
    title=title_of("governance"),
    description=Words(
        "Alarms by state, severity and aspect; guardrails, logging and other governance findings.",
        "状態・深刻度・観点別のアラームと、ガードレールやログ設定などの検出事項を示します。",
    ),
    rows=(
        Row(6, ((_NOTE, 30), (_CHOOSE, 18))),
        Row(10, ((_STATES, 30), (_BY_SEVERITY, 18))),
        Row(13, ((_OPENED, 26), (_BY_ASPECT, 22))),
        Row(16, ((_TABLE, 48),)),
        Row(13, ((_GOVERNANCE, 24), (_WHERE, 24))),
    ),
)
