"""Every governance rule has its place in the guide, in both languages; alarms lead there."""

from pathlib import Path

import pytest

from raimon.alarms.phrases import phrases
from raimon.alarms.whereabouts import runbook
from raimon.audit.rules import RULES
from raimon.finding import Aspect
from raimon.messages import catalogue
from raimon.scorers.registry import rules

ROOT = Path(__file__).resolve().parents[3]
GOVERNANCE = sorted(rule for rule in catalogue() if rule.startswith("governance."))


@pytest.mark.parametrize("rule_id", GOVERNANCE)
def test_every_rule_is_in_the_guide(rule_id: str) -> None:
    """The anchor exists in English and in Japanese, under the rule's own name in Japanese."""
    page, anchor = runbook(Aspect.GOVERNANCE, rule_id).split("#")
    for guide in (ROOT / page, ROOT / "docs/ja" / Path(page).name):
        assert guide.read_text(encoding="utf-8").count(f'<a id="{anchor}"></a>') == 1
    japanese = (ROOT / "docs/ja/governance.md").read_text(encoding="utf-8")
    assert f'<a id="{anchor}"></a>\n## {catalogue()[rule_id].name.ja}\n' in japanese


def test_the_guide_knows_no_other_rule() -> None:
    """No section outlives its rule."""
    guide = (ROOT / "docs/governance.md").read_text(encoding="utf-8")
    assert guide.count('<a id="') == len(GOVERNANCE)


@pytest.mark.parametrize("rule_id", GOVERNANCE)
def test_the_guide_tells_the_severity(rule_id: str) -> None:
    """The table of severities is that of the rules, in both languages."""
    severity = {**rules(), **RULES}[rule_id].severity
    for guide, word in (
        ("docs/governance.md", severity),
        ("docs/ja/governance.md", phrases()["severity"][severity].ja),
    ):
        content = (ROOT / guide).read_text(encoding="utf-8")
        assert f"| `{rule_id}` | {word} |" in content
