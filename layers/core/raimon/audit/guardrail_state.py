"""A guardrail's settings as names with a strictness, so that a change can be named and weighed.

Names that customers choose (topics, words, patterns) are kept as digests: they could hold anything.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from raimon.finding import Bilingual
from raimon.invocation import Frozen

type Part = Mapping[str, object]

_STRENGTHS: Final = {"NONE": 0, "LOW": 1, "MEDIUM": 2, "HIGH": 3}
_ACTIONS: Final = {"NONE": 1, "ANONYMIZE": 2, "BLOCK": 3}  # NONE still detects
_SIDES: Final = ("input", "output")
_DIGEST_LENGTH: Final = 16
_CHANGES_TOLD: Final = 6
_LABELS: Final[Mapping[str, Bilingual]] = {
    "content": Bilingual(en="content filter", ja="コンテンツフィルター"),
    "pii": Bilingual(en="personal information filter", ja="個人情報フィルター"),
    "wordlist": Bilingual(en="word list", ja="単語リスト"),
    "grounding": Bilingual(en="grounding check", ja="根拠性チェック"),
    "topic": Bilingual(en="denied topics", ja="禁止トピック"),
    "word": Bilingual(en="denied words", ja="禁止単語"),
    "regex": Bilingual(en="patterns", ja="正規表現"),
    "reasoning": Bilingual(en="automated reasoning", ja="自動推論"),
    "other": Bilingual(en="messages and names", ja="メッセージ・名称"),
}
_COUNTED: Final = frozenset({"topic", "word", "regex", "reasoning", "other"})
_VERBS: Final[Mapping[str, Bilingual]] = {
    "added": Bilingual(en="added", ja="追加"),
    "removed": Bilingual(en="removed", ja="削除"),
    "changed": Bilingual(en="changed", ja="変更"),
}
_SIDE_NAMES: Final[Mapping[str, Bilingual]] = {
    "input": Bilingual(en="input", ja="入力"),
    "output": Bilingual(en="output", ja="出力"),
}
_ABSENT: Final = Bilingual(en="none", ja="なし")


class Setting(Frozen):
    """One setting: its value in Bedrock's own words or as a digest, and how strict that is."""

    value: str
    strictness: float


class GuardrailKnown(Frozen):
    """What was last read of a guardrail; `settings` is None where it is gone."""

    settings: Mapping[str, Setting] | None = None
    serial: int = 0


class Change(Frozen):
    """What became of one setting."""

    name: str
    before: Setting | None
    after: Setting | None

    @property
    def loosens(self) -> bool:
        """Return whether less is stopped now than before."""
        return _strictness(self.after) < _strictness(self.before)

    @property
    def verb(self) -> str:
        """Return added, removed or changed."""
        if self.before is None:
            return "added"
        return "changed" if self.after else "removed"


def settings_of(told: Part) -> dict[str, Setting]:
    """Return the settings that GetGuardrail tells, by name."""
    return dict(
        (
            *_content(told),
            *_personal(told),
            *_words(told),
            *_topics(told),
            *_grounding(told),
            *_reasoning(told),
            *_other(told),
        )
    )


def changes(before: Mapping[str, Setting], after: Mapping[str, Setting]) -> list[Change]:
    """Return what differs, what was loosened first."""
    names = sorted(before.keys() | after.keys())
    found = [
        Change(name=name, before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]
    return sorted(found, key=lambda change: not change.loosens)


def told(found: list[Change]) -> Bilingual:
    """Return the changes in words, a long list cut short."""
    lines = [_line(change) for change in found if _area(change) not in _COUNTED]
    counted = Counter((_area(each), each.verb) for each in found if _area(each) in _COUNTED)
    lines += [_count_line(area, verb, count) for (area, verb), count in counted.items()]
    more = len(lines) - _CHANGES_TOLD
    shown = lines[:_CHANGES_TOLD]
    en = "; ".join(line.en for line in shown) + (f"; and {more} more" if more > 0 else "")
    ja = "、".join(line.ja for line in shown) + (f"、ほか {more} 件" if more > 0 else "")
    return Bilingual(en=en, ja=ja)


def _line(change: Change) -> Bilingual:
    area, kind, *side = change.name.split(".")
    label, where = _LABELS[area], _SIDE_NAMES.get(side[0]) if side else None
    before = change.before.value if change.before else None
    after = change.after.value if change.after else None
    return Bilingual(
        en=f"{label.en} {kind}{f' ({where.en})' if where else ''}: "
        f"{before or _ABSENT.en} → {after or _ABSENT.en}",
        ja=f"{label.ja} {kind}{f'({where.ja})' if where else ''}:"
        f"{before or _ABSENT.ja} → {after or _ABSENT.ja}",
    )


def _count_line(area: str, verb: str, count: int) -> Bilingual:
    label, done = _LABELS[area], _VERBS[verb]
    return Bilingual(en=f"{label.en}: {count} {done.en}", ja=f"{label.ja}:{count} 件を{done.ja}")


def _area(change: Change) -> str:
    return change.name.split(".", 1)[0]


def _strictness(setting: Setting | None) -> float:
    return setting.strictness if setting else 0


def _content(told: Part) -> Iterator[tuple[str, Setting]]:
    for entry in _entries(told, "contentPolicy", "filters"):
        for side in _SIDES:
            strength = str(entry.get(f"{side}Strength", "NONE"))
            detects = _action(entry, side) == "NONE"
            value, strictness = strength, 2.0 * _STRENGTHS.get(strength, 0)
            if strictness and detects:
                value, strictness = f"{strength}, NONE", strictness - 1
            yield f"content.{_type(entry)}.{side}", _unless_off(entry, side, value, strictness)


def _personal(told: Part) -> Iterator[tuple[str, Setting]]:
    for entry in _entries(told, "sensitiveInformationPolicy", "piiEntities"):
        yield from _acting(f"pii.{_type(entry)}", entry)
    for entry in _entries(told, "sensitiveInformationPolicy", "regexes"):
        name = f"regex.{_digest(entry.get('name'))}"
        yield from _acting(name, entry, _digest(entry.get("pattern")))


def _words(told: Part) -> Iterator[tuple[str, Setting]]:
    for entry in _entries(told, "wordPolicy", "managedWordLists"):
        yield from _acting(f"wordlist.{_type(entry)}", entry)
    for entry in _entries(told, "wordPolicy", "words"):
        yield from _acting(f"word.{_digest(entry.get('text'))}", entry)


def _topics(told: Part) -> Iterator[tuple[str, Setting]]:
    for entry in _entries(told, "topicPolicy", "topics"):
        name = f"topic.{_digest(entry.get('name'))}"
        meaning = _digest([entry.get("definition"), entry.get("examples")])
        yield from _acting(name, entry, meaning)


def _grounding(told: Part) -> Iterator[tuple[str, Setting]]:
    for entry in _entries(told, "contextualGroundingPolicy", "filters"):
        threshold = entry.get("threshold")
        strictness = float(threshold) if isinstance(threshold, int | float) else 0.0
        value = f"{strictness:g}"
        if entry.get("action") == "NONE":
            value, strictness = f"{value}, NONE", strictness / 2
        if entry.get("enabled") is False:
            value, strictness = "off", 0.0
        yield f"grounding.{_type(entry)}", Setting(value=value, strictness=strictness)


def _reasoning(told: Part) -> Iterator[tuple[str, Setting]]:
    policy = told.get("automatedReasoningPolicy")
    if isinstance(policy, Mapping):
        for arn in policy.get("policies") or ():
            yield f"reasoning.{_digest(arn)}", Setting(value="on", strictness=1)


def _other(told: Part) -> Iterator[tuple[str, Setting]]:
    for name in ("name", "blockedInputMessaging", "blockedOutputsMessaging", "kmsKeyArn"):
        if told.get(name):
            yield f"other.{name}", Setting(value=_digest(told[name]), strictness=0)


def _acting(name: str, entry: Part, meaning: str = "") -> Iterator[tuple[str, Setting]]:
    """Give what happens on each side; a meaning that changes is a change without a direction."""
    for side in _SIDES:
        action = _action(entry, side)
        value = f"{action} {meaning}".strip()
        yield f"{name}.{side}", _unless_off(entry, side, value, _ACTIONS.get(action, 0))


def _unless_off(entry: Part, side: str, value: str, strictness: float) -> Setting:
    if entry.get(f"{side}Enabled") is False:
        return Setting(value="off", strictness=0)
    return Setting(value=value, strictness=strictness)


def _action(entry: Part, side: str) -> str:
    """Return the side's action, else the common one, else that of guardrails older than actions."""
    return str(entry.get(f"{side}Action") or entry.get("action") or "BLOCK")


def _type(entry: Part) -> str:
    told = str(entry.get("type", ""))
    return told if told.isascii() and told.replace("_", "").isalnum() else "OTHER"


def _entries(told: Part, policy: str, entries: str) -> Iterator[Part]:
    part = told.get(policy)
    listed = part.get(entries) if isinstance(part, Mapping) else None
    yield from (entry for entry in listed or () if isinstance(entry, Mapping))


def _digest(told: object) -> str:
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]
