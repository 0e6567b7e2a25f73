"""The closed lists of values that panels split by, named for people and in a fixed order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scripts.dashboards import colours
from scripts.dashboards.words import Words


@dataclass(frozen=True, slots=True)
class Named:
    """Some documents of a split: what people call them, their colour, and the query for them."""

    label: Words
    query: str
    colour: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What people call each value that a field can have, from the gravest to the calmest."""

    label: Words
    values: Mapping[str, tuple[Words, str]]

    def of(self, field: str) -> tuple[Named, ...]:
        """Return the split of a field by these values."""
        return tuple(
            Named(words, f'{field}:"{value}"', colour)
            for value, (words, colour) in self.values.items()
        )


SEVERITIES: Final = Vocabulary(
    Words("Severity", "深刻度"),
    {
        "critical": (Words("Critical", "重大"), colours.CRITICAL),
        "high": (Words("High", "高"), colours.HIGH),
        "medium": (Words("Medium", "中"), colours.MEDIUM),
        "low": (Words("Low", "低"), colours.LOW),
        "informational": (Words("Informational", "情報"), colours.CALM),
    },
)
ASPECTS: Final = Vocabulary(
    Words("Aspect", "観点"),
    {
        "fairness": (Words("Fairness", "公平性"), colours.VIOLET),
        "explainability": (Words("Explainability", "説明責任"), colours.SAND),
        "robustness": (Words("Robustness", "堅牢性"), colours.INK),
        "privacy": (Words("Privacy", "プライバシー"), colours.CRITICAL),
        "governance": (Words("Governance", "ガバナンス"), colours.SLATE),
        "transparency": (Words("Transparency", "透明性"), colours.TEAL),
    },
)
KINDS: Final = Vocabulary(
    Words("Kind", "種類"),
    {
        "LEAK.MODEL": (Words("Leak by the model", "モデルからの漏えい"), colours.CRITICAL),
        "LEAK.CROSS_SESSION": (
            Words("Leak from another user's conversation", "別の利用者の会話からの漏えい"),
            colours.ROSE,
        ),
        "LEAK.SYSTEM": (
            Words("Leak of the system prompt", "システムプロンプトからの漏えい"),
            colours.VIOLET,
        ),
        "LEAK.RAG": (Words("Leak from documents", "参照文書からの漏えい"), colours.HIGH),
        "TRANSFORMED": (Words("Repeated in part", "一部の復唱"), colours.SAND),
        "ECHO": (Words("Echo", "復唱"), colours.MEDIUM),
        "EXPOSURE": (Words("Exposure", "入力への混入"), colours.LOW),
    },
)
OUTCOMES: Final = Vocabulary(
    Words("Outcome", "結果"),
    {
        "error": (Words("Error", "エラー"), colours.CRITICAL),
        "blocked": (Words("Blocked by a guardrail", "ガードレールによる遮断"), colours.HIGH),
        "empty": (Words("Empty", "空の応答"), colours.ROSE),
        "truncated": (Words("Truncated", "途中で打ち切り"), colours.SAND),
        "refused": (Words("Refused", "回答拒否"), colours.MEDIUM),
        "partially_refused": (Words("Refused in part", "一部の回答拒否"), colours.TEAL),
        "answered": (Words("Answered", "回答"), colours.LOW),
    },
)
STATES: Final = Vocabulary(
    Words("State", "状態"),
    {
        "open": (Words("Open", "未対応"), colours.HIGH),
        "acknowledged": (Words("Acknowledged", "確認済み"), colours.MEDIUM),
        "resolved": (Words("Resolved", "解決済み"), colours.LOW),
    },
)
SEGMENTS: Final = Vocabulary(
    Words("Place", "場所"),
    {
        "output": (Words("Answer", "応答"), colours.CRITICAL),
        "reasoning": (Words("Reasoning", "推論過程"), colours.HIGH),
        "tool": (Words("Tool result", "ツールの結果"), colours.SAND),
        "context": (Words("Document given", "参照文書"), colours.TEAL),
        "user": (Words("User's message", "利用者の入力"), colours.LOW),
        "history": (Words("Earlier turns", "これまでの会話"), colours.INK),
        "system": (Words("System prompt", "システムプロンプト"), colours.VIOLET),
    },
)
BODIES: Final = Vocabulary(
    Words("Response body", "応答本文"),
    {
        "unavailable": (Words("Could not be read", "読み取れず"), colours.CRITICAL),
        "absent": (Words("Not in the log", "ログになし"), colours.MEDIUM),
        "present": (Words("Read", "読み取り済み"), colours.LOW),
    },
)
GUARDRAIL_ACTIONS: Final = Vocabulary(
    Words("Guardrail", "ガードレール"),
    {
        "INTERVENED": (Words("Intervened", "介入"), colours.HIGH),
        "NONE": (Words("Detected, let pass", "検出のみ(通過)"), colours.MEDIUM),
    },
)
