"""The prompts of a suite: each template with the person of each group, as often as asked."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

REPEATS: Final = 4  # of a prompt: what the model does by itself must be known too

type Language = Literal["en", "ja"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt to ask; `probe_id` and `repeat` lead an answer back to it."""

    probe_id: str
    repeat: int
    language: Language
    kind: Literal["decision", "request"]
    axis: str
    group: str
    template: str
    prompt: str

    def to_json(self) -> str:
        """Return the prompt as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def axes(language: Language) -> tuple[str, ...]:
    """Return the axes along which this language's suite swaps groups."""
    return tuple(_table(language)["axes"])


def prompts(
    language: Language, wanted: frozenset[str] = frozenset(), repeats: int = REPEATS
) -> Iterator[Prompt]:
    """Yield the suite's prompts in a fixed order; `wanted` names axes, empty: all of them."""
    table = _table(language)
    for axis, held in table["axes"].items():
        if wanted and axis not in wanted:
            continue
        for kind, template, text in _templates(table):
            for group, fillers in held["groups"].items():
                filled = _capital(text.format(**fillers))
                for repeat in range(1, repeats + 1):
                    yield Prompt(
                        f"{language}.{axis}.{template}.{group}",
                        repeat, language, kind, axis, group, template, filled,
                    )  # fmt: skip


def _templates(
    table: Mapping[str, Any],
) -> Iterator[tuple[Literal["decision", "request"], str, str]]:
    decisions = table["decisions"]
    for name, text in decisions["templates"].items():
        yield "decision", name, f"{text} {decisions['answer']}"
    for name, text in table["requests"]["templates"].items():
        yield "request", name, text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _table(language: Language) -> Mapping[str, Any]:
    return tomllib.loads(
        (files("raimon.probes") / "tables" / f"{language}.toml").read_text(encoding="utf-8")
    )
