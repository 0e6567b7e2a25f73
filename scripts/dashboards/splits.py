"""What every dashboard splits and chooses by, in the same words everywhere."""

from typing import Final

from raimon.store.families import Family
from scripts.dashboards.aggregations import Count, Measure, Terms
from scripts.dashboards.fields import TIME
from scripts.dashboards.speaking import CHOOSE, Control, Controls, Note
from scripts.dashboards.words import Words

FINDINGS: Final = Count(Words("Findings", "検出事項"))
CALLS: Final = Count(Words("Model calls", "モデル呼び出し"))
ALARMS: Final = Count(Words("Alarms", "アラーム"))
LATEST: Final = Measure("max", TIME, Words("Latest", "最新"))
SURENESS: Final = Measure("avg", "confidence", Words("Mean confidence", "平均確信度"))

NO_APPLICATION: Final = Words("(not known)", "(不明)")
APPLICATION: Final = Words("Application", "アプリケーション")
MODEL: Final = Words("Model", "モデル")
RULE: Final = Words("Rule", "検出ルール")

_EDITIONS: Final = (
    ("overview", Words("Overview", "概要")),
    ("privacy", Words("Privacy", "プライバシー")),
    ("fairness", Words("Fairness and transparency", "公平性と透明性")),
    ("robustness", Words("Robustness", "堅牢性")),
    ("governance", Words("Governance and alarms", "ガバナンスとアラーム")),
    ("completeness", Words("Completeness and cost", "取りこぼしの有無と費用")),
)


def applications(size: int = 12) -> Terms:
    """Return the split by application; who can't be told apart is shown too."""
    return Terms("application", APPLICATION, size, others=True, missing=NO_APPLICATION)


def models(size: int = 10) -> Terms:
    """Return the split by model, the rest summed up."""
    return Terms("model_id", MODEL, size, others=True)


def rules(size: int = 20) -> Terms:
    """Return the split by rule."""
    return Terms("rule_id", RULE, size)


def note(name: str, text: Words) -> Note:
    """Return the links to all dashboards, this one in bold, and below them what to read here."""
    en, ja = (_links(name, language) for language in ("en", "ja"))
    joined = Words(f"{en}\n\n{text.en}", f"{ja}\n\n{text.ja}")
    return Note(
        name="note", title=Words("About this dashboard", "このダッシュボードについて"), text=joined
    )


def chosen_call(family: Family) -> Controls:
    """Return the choice of the calls of the model that all panels are about."""
    controls = (
        Control("application", APPLICATION),
        Control("model_id", MODEL),
        Control("region", Words("Region", "リージョン")),
    )
    return Controls(name="choose", title=CHOOSE, family=family, controls=controls)


def _links(here: str, language: str) -> str:
    titles = [(name, title.ja if language == "ja" else title.en) for name, title in _EDITIONS]
    return " | ".join(
        f"**{title}**" if name == here else f"[{title}](#/view/raimon-{name}-{language})"
        for name, title in titles
    )


def title_of(name: str) -> Words:
    """Return the title of a dashboard."""
    return dict(_EDITIONS)[name]
