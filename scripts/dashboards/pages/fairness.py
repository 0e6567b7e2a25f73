"""Fairness, explainability, transparency: how people are spoken of and what they are told."""

from typing import Final

from raimon.store.families import Family
from scripts.dashboards import colours
from scripts.dashboards.aggregations import Filters, Measure, Terms, Times, by
from scripts.dashboards.axes import Bars, Lines, Ranking
from scripts.dashboards.dashboard import Dashboard, Row
from scripts.dashboards.latest import Latest
from scripts.dashboards.panels import Listing, Matrix, Numbers
from scripts.dashboards.special import Intervals
from scripts.dashboards.splits import (
    FINDINGS,
    RULE,
    SURENESS,
    applications,
    chosen_call,
    note,
    rules,
    title_of,
)
from scripts.dashboards.vocabulary import ASPECTS, SEVERITIES, Named
from scripts.dashboards.words import Words

_THREE: Final = "aspect:(fairness OR explainability OR transparency)"

_NOTE: Final = note(
    "fairness",
    Words(
        "Few findings need reading, not counting: open the log records. "
        "Shares by language are shown with their 95 % interval: "
        "where intervals overlap, a difference may be chance.",
        "件数が少ないときは、数ではなく該当のログを読んで判断してください。"
        "言語別の割合には 95 % 信頼区間を付けています。"
        "区間が重なるときは、差が偶然の可能性があります。",
    ),
)
_NUMBERS: Final = Numbers(
    name="numbers",
    title=Words("Findings", "検出事項"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_THREE,
    parts=Filters(
        Words("What was found", "内容"),
        (
            Named(Words("Stereotypes", "固定観念"), "rule_id:fairness.stereotype", colours.VIOLET),
            Named(Words("Toxicity", "有害表現"), "rule_id:fairness.toxicity", colours.CRITICAL),
            Named(
                Words("Disparities", "グループ間の格差"), "rule_id:fairness.disparity", colours.ROSE
            ),
            Named(
                Words("Missing or invented sources", "出典の不足・捏造"),
                "rule_id:(transparency.citation_missing OR transparency.fabricated_citation)",
                colours.SAND,
            ),
            Named(
                Words("AI not disclosed", "AI であることの明示不足"),
                "rule_id:transparency.ai_disclosure",
                colours.HIGH,
            ),
            Named(
                Words("Missing disclaimers", "注意書きの不足"),
                "rule_id:transparency.disclaimer_missing",
                colours.TEAL,
            ),
        ),
    ),
)
_OVER_TIME: Final = Bars(
    name="aspects-over-time",
    title=Words("Findings by aspect", "検出事項の推移(観点別)"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_THREE,
    along=Times(),
    series=Filters(
        ASPECTS.label,
        tuple(
            each
            for each in ASPECTS.of("aspect")
            if each.query.partition(":")[2].strip('"')
            in {"fairness", "explainability", "transparency"}
        ),
    ),
    values=Words("Findings", "検出事項(件)"),
)
_RULES: Final = Ranking(
    name="rules",
    title=Words("Findings by rule", "検出事項(検出ルール別)"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_THREE,
    along=rules(10),
    series=by(SEVERITIES, "severity"),
    values=Words("Findings", "検出事項(件)"),
)
_REFUSALS: Final = Intervals(
    name="refusals",
    title=Words("Refusals by language of the question", "質問の言語別の回答拒否"),
    family=Family.INVOCATIONS,
    group="language.input",
    values=("refused", "partially_refused"),
    across=Words("Share of calls refused, 95 % interval", "回答拒否の割合(95 % 信頼区間)"),
    down=Words("Language", "言語"),
)
_SIGNALS: Final = Lines(
    name="signals",
    title=Words("Fairness signals, highest", "公平性の指標値(最大)"),
    family=Family.INVOCATIONS,
    metrics=(
        Measure("max", "signals.stereotype", Words("Stereotype", "固定観念")),
        Measure("max", "signals.toxicity", Words("Toxicity", "有害表現")),
    ),
    along=Times(),
    values=Words("Signal (0 to 1)", "指標値(0~1)"),
)
_WHERE: Final = Matrix(
    name="where",
    title=Words("Which application, which rule", "アプリケーションと検出ルール"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_THREE,
    across=applications(),
    down=rules(10),
)
_TABLE: Final = Listing(
    name="table",
    title=Words("How sure the findings are", "検出事項の確信度"),
    family=Family.FINDINGS,
    metrics=(
        FINDINGS,
        SURENESS,
        Measure("min", "confidence", Words("Lowest confidence", "最低確信度")),
    ),
    query=_THREE,
    rows=(
        Terms("rule_id", RULE, 20),
        Terms("rule_version", Words("Version", "版"), 5),
    ),
)

_LATEST: Final = Latest(
    name="latest",
    title=Words("Latest findings", "最近の検出事項"),
    query=_THREE,
    columns=("severity", "application", "rule_id"),
)

FAIRNESS: Final = Dashboard(
    name="fairness",
    title=title_of("fairness"),
    description=Words(
        "Fairness, explainability and transparency: stereotypes, toxicity, sources, openness.",
        "公平性・説明責任・透明性:固定観念、有害表現、出典、AI であることの明示を示します。",
    ),
    rows=(
        Row(6, ((_NOTE, 30), (chosen_call(Family.FINDINGS), 18))),
        Row(8, ((_NUMBERS, 48),)),
        Row(13, ((_OVER_TIME, 26), (_RULES, 22))),
        Row(11, ((_REFUSALS, 26), (_SIGNALS, 22))),
        Row(13, ((_WHERE, 26), (_TABLE, 22))),
        Row(14, ((_LATEST, 48),)),
    ),
)
