"""Robustness: whether the models answer as they did before."""

from typing import Final

from raimon.store.families import Family
from scripts.dashboards import colours
from scripts.dashboards.aggregations import Filters, Measure, Percentiles, Terms, Times, by
from scripts.dashboards.axes import Lines, Ranking
from scripts.dashboards.dashboard import Dashboard, Row
from scripts.dashboards.panels import Listing, Matrix, Numbers
from scripts.dashboards.special import Shares
from scripts.dashboards.splits import (
    CALLS,
    FINDINGS,
    MODEL,
    chosen_call,
    models,
    note,
    title_of,
)
from scripts.dashboards.vocabulary import OUTCOMES, SEVERITIES, Named
from scripts.dashboards.words import Words

_REFUSED: Final = Named(
    Words("Refused", "回答拒否"), "outcome:(refused OR partially_refused)", colours.MEDIUM
)
_TRUNCATED: Final = Named(Words("Truncated", "途中で打ち切り"), "outcome:truncated", colours.VIOLET)
_ERROR: Final = Named(Words("Error", "エラー"), "outcome:error", colours.CRITICAL)
_REPEATED: Final = Named(
    Words("Repetition", "出力の反復・崩れ"), "rule_ids:robustness.degeneration", colours.TEAL
)
_DRIFTED: Final = Named(
    Words("Other language", "応答言語の不一致"), "rule_ids:robustness.language_drift", colours.INK
)

_NOTE: Final = note(
    "robustness",
    Words(
        "Look for a change, not a level: shares that step up after a deployment, latency that "
        "grows, a statistic near its threshold. "
        "A statistic at its threshold raises an alarm by itself.",
        "水準ではなく変化に注目してください。構成変更のあとに割合が上がっていないか、応答時間が延びていないか、"
        "統計量がしきい値に近づいていないかを見ます。"
        "統計量がしきい値に達すると、自動でアラームになります。",
    ),
)
_NUMBERS: Final = Numbers(
    name="numbers",
    title=Words("Model calls", "モデル呼び出し"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    parts=Filters(
        Words("Outcome", "結果"),
        (
            Named(Words("All", "全体"), "*", colours.INK),
            _REFUSED,
            _TRUNCATED,
            _ERROR,
            _REPEATED,
            _DRIFTED,
        ),
    ),
)
_SHARES: Final = Shares(
    name="shares",
    title=Words("Share of all model calls", "全呼び出しに占める割合"),
    family=Family.INVOCATIONS,
    shares=(_REFUSED, _TRUNCATED, _ERROR, _REPEATED),
)
_RULES: Final = Ranking(
    name="rules",
    title=Words("Robustness findings", "堅牢性の検出事項"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query="aspect:robustness",
    along=Terms("rule_id", Words("Rule", "検出ルール"), 10),
    series=by(SEVERITIES, "severity"),
    values=Words("Findings", "検出事項(件)"),
)
_LATENCY: Final = Lines(
    name="latency",
    title=Words("Latency", "応答時間"),
    family=Family.INVOCATIONS,
    metrics=(Percentiles("latency_ms", Words("latency", "応答時間"), (50, 95)),),
    along=Times(),
    values=Words("Milliseconds", "ミリ秒"),
)
_ERRORS: Final = Ranking(
    name="errors",
    title=Words("Errors by code", "エラーの種類"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    query="outcome:error",
    along=Terms("error_code", Words("Error code", "エラーコード"), 10, others=True),
    values=Words("Model calls", "モデル呼び出し(件)"),
)
_WHERE: Final = Matrix(
    name="where",
    title=Words("Outcomes other than answered, by model", "回答以外の結果(モデル別)"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    query="NOT outcome:answered",
    across=by(OUTCOMES, "outcome"),
    down=models(12),
)
_USUAL: Final = Lines(
    name="usual",
    title=Words("Refusals against what is usual", "回答拒否の割合と平常時の範囲"),
    family=Family.WINDOWS,
    query="stream:refusal_rate.rise*",
    metrics=(
        Measure("avg", "mean", Words("Share refused", "回答拒否の割合")),
        Measure("avg", "baseline", Words("Usual", "基準値(平常時)")),
        Measure("max", "highest", Words("Highest usual", "平常とみなす上限")),
    ),
    along=Times(),
    values=Words("Share of answers", "応答に占める割合"),
)
_EVIDENCE: Final = Lines(
    name="evidence",
    title=Words("Evidence of a change", "変化の統計量"),
    family=Family.WINDOWS,
    metrics=(
        Measure("max", "statistic", Words("Highest statistic", "統計量(最大)")),
        Measure("min", "threshold", Words("Lowest threshold", "しきい値(最小)")),
    ),
    along=Times(),
    values=Words("Statistic", "統計量"),
)
_STREAMS: Final = Listing(
    name="streams",
    title=Words("Watched streams", "監視系列"),
    family=Family.WINDOWS,
    metrics=(
        Measure("max", "statistic", Words("Highest statistic", "統計量(最大)")),
        Measure("max", "threshold", Words("Threshold", "しきい値")),
        Measure("avg", "mean", Words("Mean", "平均値")),
        Measure("avg", "baseline", Words("Baseline", "基準値(平常時)")),
        Measure("sum", "n", Words("Calls", "件数")),
    ),
    rows=(
        Terms("stream", Words("Stream", "監視系列"), 20),
        Terms("metric", Words("Metric", "指標"), 10),
    ),
    per_page=8,
)
_MODELS: Final = Listing(
    name="models",
    title=Words("Models", "モデル"),
    family=Family.INVOCATIONS,
    metrics=(
        CALLS,
        Measure("avg", "signals.refusal", Words("Refusal signal", "回答拒否の指標値")),
        Measure("avg", "latency_ms", Words("Mean latency (ms)", "平均応答時間(ミリ秒)")),
    ),
    rows=(Terms("model_id", MODEL, 30),),
    per_page=8,
)

ROBUSTNESS: Final = Dashboard(
    name="robustness",
    title=title_of("robustness"),
    description=Words(
        "Refusals, truncation, errors, repetition, latency, and evidence of a change.",
        "回答拒否、打ち切り、エラー、出力の崩れ、応答時間、変化の統計量を示します。",
    ),
    rows=(
        Row(6, ((_NOTE, 30), (chosen_call(Family.INVOCATIONS), 18))),
        Row(8, ((_NUMBERS, 48),)),
        Row(13, ((_SHARES, 28), (_RULES, 20))),
        Row(13, ((_LATENCY, 28), (_ERRORS, 20))),
        Row(13, ((_USUAL, 24), (_EVIDENCE, 24))),
        Row(13, ((_STREAMS, 48),)),
        Row(14, ((_WHERE, 28), (_MODELS, 20))),
    ),
)
