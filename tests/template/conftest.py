"""The template as written, and as CloudFormation would get it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.template.cloudformation import Template, read_template

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def source_text() -> str:
    """Return template.yaml as written, comments included."""
    return (ROOT / "template.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def source(source_text: str) -> Template:
    """Return template.yaml."""
    return read_template(source_text)


@pytest.fixture(scope="session")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Return what SAM makes of template.yaml; SAM lives in an environment of its own."""
    python = ROOT / ".tools/bin/python"
    if not python.exists():
        pytest.fail("SAM's environment is missing: make .tools/installed", pytrace=False)
    target = tmp_path_factory.mktemp("template") / "translated.json"
    command = [python, ROOT / "scripts/translate.py", ROOT / "template.yaml", target]
    subprocess.run(command, check=True, timeout=120)  # noqa: S603 - our own script
    template: Template = json.loads(target.read_text(encoding="utf-8"))
    return template
