"""What CloudFormation would make of the template with given parameters: conditions are decided."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.template.cloudformation import Template

PSEUDO: Mapping[str, str] = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::StackId": (
        "arn:aws:cloudformation:us-east-1:123456789012:stack/raimon/"
        "0a1b2c3d-1111-4222-8333-0123456789ab"
    ),
    "AWS::StackName": "raimon",
    "AWS::URLSuffix": "amazonaws.com",
}
_NOTHING = object()  # what !Ref AWS::NoValue leaves
_PART = re.compile(r"\$\{([^!}]+)\}")


@dataclass(frozen=True)
class Deployment:
    """A template and the parameters that somebody gives it; the others have their defaults."""

    template: Template
    parameters: Mapping[str, str]

    @cached_property
    def values(self) -> Mapping[str, str]:
        """Return every parameter and every pseudo parameter, as text."""
        known = self.template["Parameters"]
        unknown = set(self.parameters) - set(known)
        if unknown:
            message = f"the template has no such parameter: {sorted(unknown)}"
            raise KeyError(message)
        defaults = {name: str(told["Default"]) for name, told in known.items() if "Default" in told}
        return {**PSEUDO, **defaults, **self.parameters}

    @property
    def refusals(self) -> list[str]:
        """Return the sentence of every rule that refuses the parameters."""
        return [
            assertion["AssertDescription"]
            for rule in self.template["Rules"].values()
            if self._holds(rule["RuleCondition"])
            for assertion in rule["Assertions"]
            if not self._holds(assertion["Assert"])
        ]

    @property
    def resolved(self) -> Template:
        """Return the template without parameters, mappings and conditions, all decided."""
        parts = {
            section: self._made(self.template[section]) for section in ("Resources", "Outputs")
        }
        kept = ("AWSTemplateFormatVersion", "Description")
        return {**{name: self.template[name] for name in kept}, **parts}

    def _made(self, section: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a section makes, without what a condition leaves out."""
        return {
            name: self._value({key: value for key, value in told.items() if key != "Condition"})
            for name, told in section.items()
            if "Condition" not in told or self._holds({"Condition": told["Condition"]})
        }

    def _holds(self, condition: Mapping[str, Any]) -> bool:
        """Return whether a condition of a template or of a rule holds."""
        ((function, told),) = condition.items()
        match function:
            case "Condition":
                return self._holds(self.template["Conditions"][told])
            case "Fn::Equals":
                first, second = (str(self._value(side)) for side in told)
                return first == second
            case "Fn::Not":
                return not self._holds(told[0])
            case "Fn::And":
                return all(map(self._holds, told))
            case "Fn::Or":
                return any(map(self._holds, told))
            case "Fn::Contains":
                return self._value(told[1]) in told[0]
        message = f"no function of conditions: {function}"
        raise NotImplementedError(message)

    def _value(self, node: Any) -> Any:  # noqa: ANN401 - any part of a template
        """Return a part of the template with everything decided that can be."""
        match node:
            case {"Ref": name}:
                return _NOTHING if name == "AWS::NoValue" else self.values.get(name, node)
            case {"Fn::If": [name, held, otherwise]}:
                return self._value(held if self._holds({"Condition": name}) else otherwise)
            case {"Fn::Sub": told}:
                return self._substituted(told)
            case dict():
                return self._simplified({key: self._value(value) for key, value in node.items()})
            case list():
                return [value for value in map(self._value, node) if value is not _NOTHING]
        return node

    def _simplified(self, node: dict[str, Any]) -> Any:  # noqa: ANN401 - text or a part
        """Return what a function of text comes to, once what it is given is known."""
        match node:
            case {"Fn::FindInMap": [name, first, second]}:
                return self.template["Mappings"][name][first][second]
            case {"Fn::Split": [str(separator), str(told)]}:
                return told.split(separator)
            case {"Fn::Join": [str(separator), list(told)]} if all(
                isinstance(part, str) for part in told
            ):
                return separator.join(told)
        return {name: value for name, value in node.items() if value is not _NOTHING}

    def _substituted(self, told: str | list[Any]) -> Any:  # noqa: ANN401 - text or a function
        """Return the text with the parameters in it; names of resources stay."""
        text, variables = (told, {}) if isinstance(told, str) else (told[0], self._value(told[1]))
        known = {**self.values, **{k: v for k, v in variables.items() if isinstance(v, str)}}
        text = _PART.sub(lambda part: known.get(part[1], part[0]), text)
        open_ = {name: value for name, value in variables.items() if name not in known}
        if open_:
            return {"Fn::Sub": [text, open_]}
        return {"Fn::Sub": text} if _PART.search(text) else text
