"""Privacy: what flowed out, what was let in, and who tries to make the model talk."""

from typing import Final

from raimon.store.families import Family
from scripts.dashboards import colours
from scripts.dashboards.aggregations import Filters, Measure, Percentiles, Terms, Times, by
from scripts.dashboards.axes import Bars, Lines, Ranking
from scripts.dashboards.dashboard import Dashboard, Row
from scripts.dashboards.latest import Latest
from scripts.dashboards.panels import Listing, Matrix, Numbers, Parts
from scripts.dashboards.splits import (
    APPLICATION,
    CALLS,
    FINDINGS,
    LATEST,
    NO_APPLICATION,
    SURENESS,
    applications,
    chosen_call,
    note,
    title_of,
)
from scripts.dashboards.vocabulary import GUARDRAIL_ACTIONS, KINDS, SEGMENTS, Named
from scripts.dashboards.words import Words

_ASPECT: Final = "aspect:privacy"
_VALUES: Final = "rule_id:(privacy.pii OR privacy.secret)"
_ENTITY: Final = Words("What it is", "項目")

_NOTE: Final = note(
    "privacy",
    Words(
        "A *leak* is a value in an answer that the user hadn't entered; an *echo* repeats what the "
        "user entered; an *exposure* stands in the request. "
        "Masks and values aren't shown: the log record has them, under your own rights.",
        "「漏えい」は利用者が入力していない値が応答に現れたこと、「復唱」は利用者が入力した値の繰り返し、"
        "「入力への混入」は値が入力に含まれていたことを指します。"
        "値そのものは表示しません。必要なときは、ご自身の権限でログを確認してください。",
    ),
)
_NUMBERS: Final = Numbers(
    name="numbers",
    title=Words("Findings", "検出事項"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_ASPECT,
    parts=Filters(
        Words("What happened", "内容"),
        (
            Named(Words("Leaks", "漏えい"), "kind:LEAK.*", colours.CRITICAL),
            Named(Words("Echoes", "復唱"), "kind:(ECHO OR TRANSFORMED)", colours.MEDIUM),
            Named(Words("Exposures", "入力への混入"), "kind:EXPOSURE", colours.LOW),
            Named(
                Words("Prompt attacks", "プロンプト攻撃"),
                "rule_id:privacy.prompt_attack",
                colours.VIOLET,
            ),
            Named(
                Words("System prompt leaks", "システムプロンプトの漏えい"),
                "rule_id:privacy.system_prompt_leak",
                colours.HIGH,
            ),
        ),
    ),
)
_OVER_TIME: Final = Bars(
    name="kinds-over-time",
    title=Words("Personal information and credentials", "個人情報・認証情報の推移"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_VALUES,
    along=Times(),
    series=by(KINDS, "kind"),
    values=Words("Findings", "検出事項(件)"),
)
_ENTITIES: Final = Ranking(
    name="entities",
    title=Words("What it was, and how it got there", "項目と経緯"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_VALUES,
    along=Terms("entity", _ENTITY, 12, others=True),
    series=by(KINDS, "kind"),
    values=Words("Findings", "検出事項(件)"),
)
_WHERE: Final = Matrix(
    name="where",
    title=Words("Which application, which kind", "アプリケーションと種類"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_VALUES,
    across=by(KINDS, "kind"),
    down=applications(),
)
_PLACES: Final = Parts(
    name="places",
    title=Words("Where it stood", "検出された場所"),
    family=Family.FINDINGS,
    metrics=(FINDINGS,),
    query=_ASPECT,
    parts=by(SEGMENTS, "location.segment"),
)
_ATTACKS: Final = Lines(
    name="attack-signal",
    title=Words("Prompt attack signal", "プロンプト攻撃の指標値"),
    family=Family.INVOCATIONS,
    metrics=(
        Measure("max", "signals.prompt_attack", Words("Highest", "最大")),
        Percentiles("signals.prompt_attack", Words("the signal", "指標値"), (95,)),
    ),
    along=Times(),
    values=Words("Signal (0 to 1)", "指標値(0~1)"),
)
_GUARDRAILS: Final = Ranking(
    name="guardrails",
    title=Words("What guardrails did", "ガードレールの動作"),
    family=Family.INVOCATIONS,
    metrics=(CALLS,),
    query="_exists_:guardrail.action",
    along=Terms("guardrail.policies", Words("Guardrail policy", "ガードレールのポリシー"), 8),
    series=by(GUARDRAIL_ACTIONS, "guardrail.action"),
    values=Words("Model calls", "モデル呼び出し(件)"),
)
_TABLE: Final = Listing(
    name="table",
    title=Words("Leaks", "漏えいの一覧"),
    family=Family.FINDINGS,
    metrics=(FINDINGS, SURENESS, LATEST),
    query="kind:LEAK.*",
    rows=(
        Terms("entity", _ENTITY, 20),
        Terms("application", APPLICATION, 20, missing=NO_APPLICATION),
    ),
)

_LATEST: Final = Latest(
    name="latest",
    title=Words("Latest findings", "最近の検出事項"),
    query=_ASPECT,
    columns=("severity", "kind", "entity", "application"),
)

PRIVACY: Final = Dashboard(
    name="privacy",
    title=title_of("privacy"),
    description=Words(
        "Personal information, credentials, prompt attacks and leaks of system prompts.",
        "個人情報、認証情報、プロンプト攻撃、システムプロンプトの漏えいを示します。",
    ),
    rows=(
        Row(6, ((_NOTE, 30), (chosen_call(Family.FINDINGS), 18))),
        Row(8, ((_NUMBERS, 48),)),
        Row(13, ((_OVER_TIME, 26), (_ENTITIES, 22))),
        Row(13, ((_WHERE, 30), (_PLACES, 18))),
        Row(13, ((_ATTACKS, 26), (_GUARDRAILS, 22))),
        Row(11, ((_TABLE, 48),)),
        Row(14, ((_LATEST, 48),)),
    ),
)
