"""Completeness and cost: whether every call was read, and how many tokens the calls took."""

from typing import Final

from raimon.store.families import Family
from scripts.dashboards import colours
from scripts.dashboards.aggregations import Filters, Measure, Terms, Times, by
from scripts.dashboards.axes import Bars, Ranking
from scripts.dashboards.dashboard import Dashboard, Row
from scripts.dashboards.panels import Listing, Matrix, Numbers, Parts
from scripts.dashboards.splits import (
    APPLICATION,
    CALLS,
    LATEST,
    NO_APPLICATION,
    chosen_call,
    models,
    note,
    title_of,
)
from scripts.dashboards.vocabulary import BODIES, Named
from scripts.dashboards.words import Words

_IN: Final = Measure("sum", "usage.input_tokens", Words("Input tokens", "入力トークン"))
_OUT: Final = Measure("sum", "usage.output_tokens", Words("Output tokens", "出力トークン"))

_APPLICATIONS: Final = Words("Applications", "アプリケーション")

_NOTE: Final = note(
    "completeness",
    Words(
        "What is here was assessed. Records that couldn't be read lie in quarantine with their "
        "reason and are counted by the metrics of the stack; log objects that were never assessed "
        "become governance findings. Tokens are what the models are billed by.",
        "ここに表示されるのは、評価を終えたものです。読めなかった記録は理由とともに隔離し、"
        "件数は CloudWatch のメトリクスに出します。"
        "評価されなかったログは、ガバナンスの検出事項になります。"
        "トークン数は、モデルの課金のもとになる値です。",
    ),
)
_READ: Final = Numbers(
    name="read",
    title=Words("What was assessed", "評価を終えたもの"),
    family=Family.INVOCATIONS,
    metrics=(
        CALLS,
        Measure("cardinality", "source.key", Words("Log objects", "ログファイル")),
        Measure("cardinality", "application", _APPLICATIONS),
        Measure("cardinality", "model_id", Words("Models", "モデル")),
        Measure("max", "@timestamp", Words("Latest call", "最新の呼び出し")),
    ),
)
_WHOLE: Final = Bars(
    name="whole",
    title=Words("Calls by how well they could be read", "読み取りの状況"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    along=Times(),
    series=Filters(
        Words("Reading", "読み取り"),
        (
            Named(Words("To be read again", "再読み取り待ち"), "complete:false", colours.CRITICAL),
            Named(
                Words("No text in the log", "ログに本文なし"),
                "complete:true AND bodies.output:absent",
                colours.MEDIUM,
            ),
            Named(
                Words("Whole", "すべて読み取り済み"),
                "complete:true AND NOT bodies.output:absent",
                colours.LOW,
            ),
        ),
    ),
    values=Words("Model calls", "モデル呼び出し(件)"),
)
_BODIES: Final = Parts(
    name="bodies",
    title=Words("Response bodies", "応答本文"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    parts=by(BODIES, "bodies.output"),
)
_TOKENS: Final = Bars(
    name="tokens-over-time",
    title=Words("Tokens", "トークン数の推移"),
    family=Family.INVOCATIONS,
    metrics=(_IN, _OUT),
    along=Times(),
    values=Words("Tokens", "トークン数"),
)
_BY_MODEL: Final = Ranking(
    name="tokens-by-model",
    title=Words("Tokens by model", "モデル別のトークン数"),
    family=Family.INVOCATIONS,
    metrics=(_IN, _OUT),
    along=models(),
    values=Words("Tokens", "トークン数"),
)
_BY_APPLICATION: Final = Listing(
    name="tokens-by-application",
    title=Words("Tokens by application", "アプリケーション別のトークン数"),
    family=Family.INVOCATIONS,
    metrics=(
        CALLS,
        _IN,
        _OUT,
        Measure("avg", "latency_ms", Words("Mean latency (ms)", "平均応答時間(ミリ秒)")),
        LATEST,
    ),
    rows=(Terms("application", APPLICATION, 50, missing=NO_APPLICATION),),
)
_WHERE: Final = Matrix(
    name="where",
    title=Words("Calls by operation and Region", "呼び出し(操作とリージョン別)"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    across=Terms("operation", Words("Operation", "操作"), 8),
    down=Terms("region", Words("Region", "リージョン"), 12, others=True),
)
_SCORINGS: Final = Listing(
    name="scorings",
    title=Words("Which scoring the documents come from", "評価の版"),
    family=Family.INVOCATIONS,
    metrics=(CALLS, LATEST),
    rows=(
        Terms("scoring_version", Words("Scoring version", "評価の版"), 10),
        Terms("account_id", Words("Account", "アカウント"), 20),
    ),
    per_page=5,
)

COMPLETENESS: Final = Dashboard(
    name="completeness",
    title=title_of("completeness"),
    description=Words(
        "What was assessed and how completely, and the tokens that the calls took.",
        "評価を終えた範囲とその完全さ、呼び出しに使われたトークン数を示します。",
    ),
    rows=(
        Row(6, ((_NOTE, 30), (chosen_call(Family.INVOCATIONS), 18))),
        Row(8, ((_READ, 48),)),
        Row(13, ((_WHOLE, 30), (_BODIES, 18))),
        Row(13, ((_TOKENS, 26), (_BY_MODEL, 22))),
        Row(13, ((_BY_APPLICATION, 48),)),
        Row(10, ((_WHERE, 26), (_SCORINGS, 22))),
    ),
)
