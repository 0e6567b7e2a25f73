"""Read CloudFormation: short tags such as !Ref become what they stand for."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

type Template = Mapping[str, Any]


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's tags."""


def _long_form(loader: yaml.Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    """Return {"Ref": ...} for !Ref, {"Fn::GetAtt": [...]} for !GetAtt, and so on."""
    value: Any
    match node:
        case yaml.ScalarNode():
            value = loader.construct_scalar(node)
        case yaml.SequenceNode():
            value = loader.construct_sequence(node, deep=True)
        case yaml.MappingNode():
            value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _long_form)


def read_template(text: str) -> Template:
    """Return the template that the YAML text describes."""
    template: Template = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader with tags
    return template


def resources(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """Return the properties of all resources of a type by logical id."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


def references(node: object) -> Iterator[str]:
    """Yield the logical id of everything that a value refers to."""
    match node:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            yield name
        case {"Fn::Sub": str(text)}:
            yield from (part.split("}")[0].split(".")[0] for part in text.split("${")[1:])
        case dict():
            for value in node.values():
                yield from references(value)
        case list():
            for value in node:
                yield from references(value)


def mapped(template: Template, value: object) -> int:
    """Return the number that a value is, looked up where it stands in a mapping."""
    match value:
        case {"Fn::FindInMap": [str(name), str(first), str(second)]}:
            return int(template["Mappings"][name][first][second])
        case int() | str():
            return int(value)
        case _:
            message = f"neither a number nor a look-up: {value}"
            raise TypeError(message)


def statements(template: Template) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every statement of every policy with the logical id of its resource."""
    for name, resource in template["Resources"].items():
        for document in _documents(resource.get("Properties", {})):
            for statement in document["Statement"]:
                yield from ((name, branch) for branch in _branches(statement))


def as_list(value: object) -> list[Any]:
    """Return a list of the value, which CloudFormation may write alone."""
    return value if isinstance(value, list) else [value]


def _documents(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any part of a template
    match node:
        case {"Statement": list()}:
            yield node
        case dict():
            for value in node.values():
                yield from _documents(value)
        case list():
            for value in node:
                yield from _documents(value)


def _branches(statement: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a statement, or both branches of a conditional one."""
    match statement:
        case {"Fn::If": [_, *branches]}:
            yield from (branch for branch in branches if "Effect" in branch)
        case _:
            yield statement
