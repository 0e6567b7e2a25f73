"""Translate template.yaml (SAM) to plain CloudFormation: no AWS call, no build, no credentials.

usage: translate.py template.yaml OUTPUT.json   (run it in SAM's environment, .tools)
"""

import json
import sys
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

REGION = "us-east-1"
ARTEFACTS = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}


def translate(source: Path) -> dict[str, Any]:
    """Return the template that `sam deploy` would send, with names in place of its artefacts."""
    template = yaml_parse(source.read_text(encoding="utf-8"))
    for name, resource in template["Resources"].items():
        if artefact := ARTEFACTS.get(resource["Type"]):
            resource["Properties"][artefact] = f"s3://artefacts/{name}.zip"
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))
    translated: dict[str, Any] = translator.translate(template, parameter_values={})
    return translated


def main(arguments: list[str]) -> None:
    """Write the translation of the first file to the second."""
    source, target = map(Path, arguments)
    target.write_text(json.dumps(translate(source), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
