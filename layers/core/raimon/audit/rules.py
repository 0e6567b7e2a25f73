"""The rules that `audit` raises, beside those of the scorers."""

from collections.abc import Mapping
from typing import Final

from raimon.finding import Aspect, Severity
from raimon.scorers.scorer import Rule

_SEVERITIES: Final[Mapping[str, Severity]] = {
    "attempt_failed": Severity.MEDIUM,
    "control_changed": Severity.LOW,
    "custom_model_changed": Severity.MEDIUM,
    "dead_letters": Severity.HIGH,
    "false_alarm_budget": Severity.LOW,
    "guardrail_changed": Severity.MEDIUM,
    "guardrail_deleted": Severity.HIGH,
    "guardrail_enforcement_changed": Severity.MEDIUM,
    "guardrail_enforcement_removed": Severity.HIGH,
    "logging_changed": Severity.LOW,
    "logging_off": Severity.CRITICAL,
    "logging_redirected": Severity.CRITICAL,
    "logging_reduced": Severity.HIGH,
    "provisioned_throughput_changed": Severity.MEDIUM,
    "quarantine": Severity.HIGH,
    "resource_policy_changed": Severity.HIGH,
    "scoring_coverage": Severity.HIGH,
    "silence": Severity.HIGH,
    "unwatched_inference": Severity.MEDIUM,
}

RULES: Final[Mapping[str, Rule]] = {
    f"governance.{name}": Rule(f"governance.{name}", "1", Aspect.GOVERNANCE, severity)
    for name, severity in _SEVERITIES.items()
}
