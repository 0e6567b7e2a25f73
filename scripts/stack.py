"""Read from template.yaml what documents tell of it: parameters, resources, comments and alarms."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

TEMPLATE: Final = Path(__file__).resolve().parents[1] / "template.yaml"
ALARM: Final = "AWS::CloudWatch::Alarm"
_ENTRY: Final = re.compile(r"^  ([A-Za-z0-9]+):$")
_SECTION: Final = re.compile(r"^  # -{4,} (?:\d+\. )?(.+)$")
_IMPACT: Final = "  # Failure impact: "


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's tags, in their long form."""


def _long_form(loader: yaml.Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    match node:
        case yaml.ScalarNode():
            value = loader.construct_scalar(node)
        case yaml.SequenceNode():
            value = loader.construct_sequence(node, deep=True)
        case yaml.MappingNode():
            value = loader.construct_mapping(node, deep=True)
    return {suffix: value}


_Loader.add_multi_constructor("!", _long_form)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One choice of whoever deploys."""

    name: str
    group: str
    default: str
    allowed: str
    description: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource, with what its comment says of its failure."""

    name: str
    kind: str
    section: str
    impact: str
    condition: str | None
    kept: bool
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stack:
    """The template, as its documents need it."""

    parameters: tuple[Parameter, ...]
    refusals: tuple[str, ...]
    resources: tuple[Resource, ...]
    mappings: Mapping[str, Any]
    conditions: Mapping[str, Any]

    @property
    def alarms(self) -> tuple[Resource, ...]:
        """Return the alarms about Raimon itself."""
        return tuple(resource for resource in self.resources if resource.kind == ALARM)

    def choice(self, condition: str) -> str:
        """Return the choice of a parameter that a condition is, or the condition's own name."""
        match self.conditions[condition]:
            case {"Equals": [{"Ref": parameter}, value]}:
                return f"{parameter}={value}"
            case _:
                return condition

    def number(self, value: object) -> float:
        """Return the number that a property is, looked up where it stands in a mapping."""
        match value:
            case {"FindInMap": [name, first, second]}:
                return float(self.mappings[name][first][second])
            case _:
                return float(str(value))


def read_stack(text: str) -> Stack:
    """Return what the template's text says."""
    template = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader with tags
    return Stack(
        tuple(_parameters(template)),
        tuple(_refusals(template)),
        tuple(_resources(template, dict(_comments(text)))),
        template["Mappings"],
        template["Conditions"],
    )


def _parameters(template: Mapping[str, Any]) -> Iterator[Parameter]:
    interface = template["Metadata"]["AWS::CloudFormation::Interface"]
    for group in interface["ParameterGroups"]:
        for name in group["Parameters"]:
            told = template["Parameters"][name]
            yield Parameter(
                name,
                group["Label"]["default"],
                str(told.get("Default", "")),
                _allowed(told),
                told["Description"],
            )


def _allowed(told: Mapping[str, Any]) -> str:
    """Return the values that a parameter takes; empty where only a pattern says."""
    if "AllowedValues" in told:
        return ", ".join(str(value) for value in told["AllowedValues"])
    if "MinValue" in told:
        return f"{told['MinValue']}–{told['MaxValue']}"
    return ""


def _refusals(template: Mapping[str, Any]) -> Iterator[str]:
    for rule in template["Rules"].values():
        yield from (told["AssertDescription"] for told in rule["Assertions"])


def _resources(
    template: Mapping[str, Any], comments: Mapping[str, tuple[str, str]]
) -> Iterator[Resource]:
    for name, told in template["Resources"].items():
        section, impact = comments[name]
        yield Resource(
            name,
            told["Type"],
            section,
            impact,
            told.get("Condition"),
            told.get("DeletionPolicy") in {"Retain", "RetainExceptOnCreate"},
            told.get("Properties", {}),
        )


def _comments(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each resource with its section and the comment above it, which may have two lines."""
    body = text.split("\nResources:\n")[1].split("\nOutputs:\n", maxsplit=1)[0]
    section, above = "", ""
    for line in body.splitlines():
        if heading := _SECTION.match(line):
            section = heading[1]
        elif line.startswith(_IMPACT):
            above = line.removeprefix(_IMPACT)
        elif line.startswith("  # ") and above:
            above = f"{above} {line.removeprefix('  # ')}"
        elif entry := _ENTRY.match(line):
            yield entry[1], (section, above)
            above = ""
        elif not line.strip():
            above = ""
