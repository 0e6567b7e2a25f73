"""Write what docs/deploy.md and docs/operations.md take from template.yaml, in both languages.

usage: python -m scripts.operations [--check]    --check writes nothing and fails if a page is stale
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from scripts.cost import cost_tables
from scripts.runbooks import runbook_of
from scripts.stack import ALARM, TEMPLATE, Resource, Stack, read_stack

ROOT: Final = TEMPLATE.parent
TRANSLATIONS: Final = Path(__file__).with_name("operations_ja.toml")
PAGES: Final[Mapping[str, str]] = {
    "docs/deploy.md": "en",
    "docs/operations.md": "en",
    "docs/ja/deploy.md": "ja",
    "docs/ja/operations.md": "ja",
}
_PART: Final = re.compile(r"(<!-- begin (\S+): .*? -->\n).*?(<!-- end \2 -->)", re.DOTALL)
_RUNBOOK: Final = re.compile(r'<a id="([a-z-]+)"></a>\n#+ (.+)')
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "parameters": "| parameter | default | values | |",
        "none": "empty",
        "to": "–",
        "stages": "| stage | memory | time-out | tries | apart | late after |",
        "impacts": "| resource | if it fails or is gone | do |",
        "kept": "| resource | type |",
        "rings": "Rings: {metric}, {statistic} of {minutes} min, {threshold}{times}; {missing}.",
        "times": ", {count} times in a row",
        "GreaterThanThreshold": "above {threshold}",
        "GreaterThanOrEqualToThreshold": "{threshold} or more",
        "LessThanThreshold": "below {threshold}",
        "Sum": "sum",
        "Maximum": "maximum",
        "Minimum": "minimum",
        "SampleCount": "count",
        "seconds": "{count:,} s",
        "notBreaching": "no data is good",
        "breaching": "no data rings too",
        "ignore": "no data changes nothing",
        "only": "Only with {condition}.",
        "without": "If this alarm itself is missing: {impact}",
        "do": "Do: {runbook}",
    },
    "ja": {
        "parameters": "| パラメーター | 既定値 | 指定できる値 | |",
        "none": "空",
        "to": "~",
        "stages": "| 段階 | メモリー | 制限時間 | 試行回数 | 試行の間隔 | 遅れとみなすまで |",
        "impacts": "| リソース | 動かないとき、失われたとき | 対応 |",
        "kept": "| リソース | 種類 |",
        "rings": "条件:{metric} の {minutes} 分間の{statistic}が {threshold}{times}。{missing}。",
        "times": "({count} 回連続)",
        "GreaterThanThreshold": "{threshold} を超えたとき",
        "GreaterThanOrEqualToThreshold": "{threshold} 以上のとき",
        "LessThanThreshold": "{threshold} 未満のとき",
        "Sum": "合計",
        "Maximum": "最大値",
        "Minimum": "最小値",
        "SampleCount": "件数",
        "seconds": "{count:,} 秒",
        "notBreaching": "データがなければ正常とみなします",
        "breaching": "データがなければ異常とみなします",
        "ignore": "データがなければ状態を変えません",
        "only": "{condition} のときだけ作られます。",
        "without": "このアラーム自体がないと:{impact}",
        "do": "対応:{runbook}",
    },
}


class MissingTranslationError(ValueError):
    """A text of the template has no Japanese: it is new, or was changed."""


class MissingRunbookError(ValueError):
    """The page has no runbook where an alarm or a resource sends its reader."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: the words of the tables, and the template's texts in it."""

    words: Mapping[str, str]
    translations: Mapping[str, str] | None
    titles: Mapping[str, str]

    def tell(self, text: str) -> str:
        """Return a text of the template in this language."""
        if self.translations is None or not text:
            return text
        if text not in self.translations:
            message = f"{TRANSLATIONS.name} lacks: {text}"
            raise MissingTranslationError(message)
        return self.translations[text]

    def seconds(self, count: int | None) -> str:
        """Return a time, or a dash for none."""
        return "–" if count is None else self.words["seconds"].format(count=count)

    def runbook(self, resource: Resource) -> str:
        """Return a link to what to do, by its title on the page."""
        anchor = runbook_of(resource)
        if anchor not in self.titles:
            raise MissingRunbookError(anchor)
        return f"[{self.titles[anchor]}](#{anchor})"


def tongue(language: str, page: str) -> Tongue:
    """Return the language of a page by its code, with the titles that the page has."""
    translated = translations() if language == "ja" else None
    return Tongue(_WORDS[language], translated, dict(_RUNBOOK.findall(page)))


def translations() -> Mapping[str, str]:
    """Return the Japanese of the template's texts by the English."""
    return tomllib.loads(TRANSLATIONS.read_text(encoding="utf-8"))


def texts(stack: Stack) -> frozenset[str]:
    """Return every text that the documents take from the template."""
    told = {
        each for parameter in stack.parameters for each in (parameter.group, parameter.description)
    }
    told |= {each for resource in stack.resources for each in (resource.section, resource.impact)}
    told |= {alarm.properties["AlarmDescription"] for alarm in stack.alarms}
    return frozenset(told | set(stack.refusals))


def _parameters(stack: Stack, told: Tongue) -> str:
    tables = []
    for group, members in groupby(stack.parameters, key=lambda parameter: parameter.group):
        rows = [
            f"| `{each.name}` | {_code(each.default) or told.words['none']} "
            f"| {each.allowed.replace('–', told.words['to'])} | {told.tell(each.description)} |"
            for each in members
        ]
        tables.append("\n".join([f"**{told.tell(group)}**", "", *_head(told, "parameters"), *rows]))
    return "\n\n".join(tables)


def _refusals(stack: Stack, told: Tongue) -> str:
    return "\n".join(f"- {told.tell(sentence)}" for sentence in stack.refusals)


def _stages(stack: Stack, told: Tongue) -> str:
    rows = [
        f"| {name.lower()} | {stage['MemoryMegabytes']:,} MB "
        f"| {told.seconds(stage['TimeoutSeconds'])} | {stage.get('MaxReceives', '–')} "
        f"| {told.seconds(stage.get('VisibilitySeconds'))} "
        f"| {told.seconds(stage.get('LateSeconds'))} |"
        for name, stage in stack.mappings["Stages"].items()
    ]
    return "\n".join([*_head(told, "stages"), *rows])


def _kept(stack: Stack, told: Tongue) -> str:
    rows = [f"| `{each.name}` | `{each.kind}` |" for each in stack.resources if each.kept]
    return "\n".join([*_head(told, "kept"), *rows])


def _impacts(stack: Stack, told: Tongue) -> str:
    tables = []
    others = (resource for resource in stack.resources if resource.kind != ALARM)
    for section, members in groupby(others, key=lambda resource: resource.section):
        rows = [
            f"| `{each.name}` | {_sentence(told.tell(each.impact))} | {told.runbook(each)} |"
            for each in members
        ]
        heading = f"### {_sentence(told.tell(section))}"
        tables.append("\n".join([heading, "", *_head(told, "impacts"), *rows]))
    return "\n\n".join(tables)


def _alarms(stack: Stack, told: Tongue) -> str:
    return "\n\n".join(_alarm(stack, alarm, told) for alarm in stack.alarms)


def _alarm(stack: Stack, alarm: Resource, told: Tongue) -> str:
    words = told.words
    lines = [told.tell(alarm.properties["AlarmDescription"]), _rings(stack, alarm, words)]
    if alarm.condition:
        lines.append(words["only"].format(condition=f"`{stack.choice(alarm.condition)}`"))
    lines.append(words["without"].format(impact=told.tell(alarm.impact)))
    lines.append(words["do"].format(runbook=told.runbook(alarm)))
    return "\n".join([f"### {alarm.name}", "", *(f"- {line}" for line in lines)])


def _rings(stack: Stack, alarm: Resource, words: Mapping[str, str]) -> str:
    """Return when the alarm rings, as its own properties say."""
    told = alarm.properties
    metric, statistic, period = _measured(alarm)
    count = told["EvaluationPeriods"]
    return words["rings"].format(
        metric=f"`{metric}`",
        statistic=words[statistic],
        minutes=period // 60,
        threshold=words[told["ComparisonOperator"]].format(
            threshold=f"{stack.number(told['Threshold']):g}"
        ),
        times=words["times"].format(count=count) if count > 1 else "",
        missing=words[told["TreatMissingData"]],
    )


def _measured(alarm: Resource) -> tuple[str, str, int]:
    """Return metric, statistic and period; of a computed alarm the label and those of its parts."""
    told = alarm.properties
    if "Metrics" not in told:
        return told["MetricName"], told["Statistic"], told["Period"]
    (label,) = (part["Label"] for part in told["Metrics"] if "Expression" in part)
    part = next(part["MetricStat"] for part in told["Metrics"] if "MetricStat" in part)
    return label, part["Stat"], part["Period"]


def _head(told: Tongue, table: str) -> list[str]:
    head = told.words[table]
    return [head, "|" + "---|" * (head.count("|") - 1)]


def _code(value: str) -> str:
    return f"`{value}`" if value else ""


def _sentence(text: str) -> str:
    """Return the text with a capital: comments go on after a colon."""
    return text[:1].upper() + text[1:]


def _cost(stack: Stack, told: Tongue) -> str:
    return cost_tables(stack, "en" if told.translations is None else "ja")


RENDERERS: Final[Mapping[str, Callable[[Stack, Tongue], str]]] = {
    "alarms": _alarms,
    "cost": _cost,
    "impacts": _impacts,
    "kept": _kept,
    "parameters": _parameters,
    "refusals": _refusals,
    "stages": _stages,
}


def rendered(page: str, stack: Stack, language: str) -> str:
    """Return the page with every part that comes from the template written anew."""
    told = tongue(language, page)
    return _PART.sub(
        lambda part: f"{part[1]}\n{RENDERERS[part[2]](stack, told)}\n\n{part[3]}", page
    )


def stale() -> Mapping[Path, str]:
    """Return the pages that aren't what the template says, with what they should be."""
    stack = read_stack(TEMPLATE.read_text(encoding="utf-8"))
    present = {name: (ROOT / name).read_text(encoding="utf-8") for name in PAGES}
    wanted = {name: rendered(page, stack, PAGES[name]) for name, page in present.items()}
    return {ROOT / name: page for name, page in wanted.items() if page != present[name]}


def main() -> int:
    """Write the pages, or say which aren't current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if a page isn't current")
    check = parser.parse_args().check
    pages = stale()
    for page, text in pages.items():
        name = page.relative_to(ROOT)
        if check:
            print(f"{name} is not current: make operations", file=sys.stderr)
        else:
            page.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return 1 if check and pages else 0


if __name__ == "__main__":
    sys.exit(main())
