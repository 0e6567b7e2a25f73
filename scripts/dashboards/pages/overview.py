"""The overview: is there anything that somebody should look at."""

from typing import Final

from raimon.store.families import Family
from scripts.dashboards import colours
from scripts.dashboards.aggregations import Filters, Times, by
from scripts.dashboards.axes import Bars, Ranking
from scripts.dashboards.dashboard import Dashboard, Row
from scripts.dashboards.latest import Latest
from scripts.dashboards.panels import Listing, Matrix, Numbers
from scripts.dashboards.special import Standing
from scripts.dashboards.splits import (
    CALLS,
    FINDINGS,
    LATEST,
    SURENESS,
    applications,
    chosen_call,
    note,
    rules,
    title_of,
)
from scripts.dashboards.vocabulary import ASPECTS, OUTCOMES, SEVERITIES, Named
from scripts.dashboards.words import Words

_NOTE: Final = note(
    "overview",
    Words(
        "Begin with the open alarms, then see where findings gather. "
        "Click any bar, cell or row to keep only what it stands for. "
        "Findings that a newer scoring took back are left out. "
        "The count of open alarms covers all applications, whatever is chosen here.",
        "まず未対応のアラームを確認し、次に検出事項がどこに集まっているかを見てください。"
        "棒やセル、行をクリックすると、その条件で絞り込めます。"
        "新しい評価で取り下げられた検出事項は含みません。"
        "未対応のアラームの件数は、絞り込みにかかわらず全アプリケーションのものです。",
    ),
)
_CALLS: Final = Numbers(
    name="calls",
    title=Words("Model calls", "モデル呼び出し"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    parts=Filters(
        Words("Calls", "呼び出し"),
        (
            Named(Words("All", "全体"), "*", colours.INK),
            Named(Words("With a finding", "検出事項あり"), "finding_count:>0", colours.MEDIUM),
            Named(
                Words("High or critical", "深刻度が高以上"),
                "max_severity_rank:>=3",
                colours.CRITICAL,
            ),
        ),
    ),
)
_OPEN: Final = Standing(
    name="open-alarms",
    title=Words("Open alarms, all applications", "未対応のアラーム(全アプリケーション)"),
    family=Family.ALARMS,
    query="state:open",
    parts=SEVERITIES.of("severity"),
)
_FINDINGS_OVER_TIME: Final = Bars(
    name="findings-over-time",
    title=Words("Findings by severity", "検出事項の推移(深刻度別)"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    along=Times(),
    series=by(SEVERITIES, "severity"),
    values=Words("Findings", "検出事項(件)"),
)
_BY_ASPECT: Final = Ranking(
    name="aspects",
    title=Words("Findings by aspect", "検出事項(観点別)"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    along=by(ASPECTS, "aspect"),
    series=by(SEVERITIES, "severity"),
    values=Words("Findings", "検出事項(件)"),
)
_WHERE: Final = Matrix(
    name="where",
    title=Words("Where findings gather", "検出事項の集まる場所"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    across=by(ASPECTS, "aspect"),
    down=applications(),
)
_OUTCOMES: Final = Bars(
    name="outcomes-over-time",
    title=Words("Model calls by outcome", "モデル呼び出しの推移(結果別)"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    along=Times(),
    series=by(OUTCOMES, "outcome"),
    values=Words("Model calls", "モデル呼び出し(件)"),
)
_RULES: Final = Listing(
    name="rules",
    title=Words("Findings by rule", "検出ルール別の検出事項"),
    family=Family.FINDINGS,
    metrics=(FINDINGS, SURENESS, LATEST),
    rows=(rules(),),
)

_LATEST: Final = Latest(
    name="latest",
    title=Words("Latest findings, high or critical", "最近の検出事項(深刻度が高以上)"),
    query="severity_rank:>=3",
)

OVERVIEW: Final = Dashboard(
    name="overview",
    title=title_of("overview"),
    description=Words(
        "Open alarms, findings by aspect and severity, and how calls of the models end.",
        "未対応のアラーム、観点・深刻度別の検出事項、モデル呼び出しの結果を示します。",
    ),
    rows=(
        Row(6, ((_NOTE, 30), (chosen_call(Family.FINDINGS), 18))),
        Row(9, ((_CALLS, 28), (_OPEN, 20))),
        Row(13, ((_FINDINGS_OVER_TIME, 28), (_BY_ASPECT, 20))),
        Row(15, ((_WHERE, 28), (_RULES, 20))),
        Row(12, ((_OUTCOMES, 48),)),
        Row(14, ((_LATEST, 48),)),
    ),
)
