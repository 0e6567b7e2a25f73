"""Which calls of Bedrock's control plane are watched, and which rule each belongs to.

The rule of EventBridge names exactly these: a rule for all of Bedrock would bring one event a call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from raimon.finding import Severity

PUT_LOGGING: Final = "PutModelInvocationLoggingConfiguration"
DELETE_LOGGING: Final = "DeleteModelInvocationLoggingConfiguration"
UPDATE_GUARDRAIL: Final = "UpdateGuardrail"
DELETE_GUARDRAIL: Final = "DeleteGuardrail"


@dataclass(frozen=True, slots=True)
class Watch:
    """What a call that succeeded means; `oversight`: even a denied attempt is serious."""

    rule: str
    message: str
    severity: Severity | None = None
    oversight: bool = False


_MODEL: Final = Watch("custom_model_changed", "changed")
_THROUGHPUT: Final = Watch("provisioned_throughput_changed", "changed")
_OTHER: Final = Watch("control_changed", "changed")
_CREATED: Final = Watch("guardrail_changed", "created", Severity.INFORMATIONAL)

WATCHED: Final[Mapping[str, Watch]] = {
    PUT_LOGGING: Watch("logging_changed", "same", oversight=True),
    DELETE_LOGGING: Watch("logging_off", "deleted", oversight=True),
    "CreateGuardrail": _CREATED,
    "CreateGuardrailVersion": _CREATED,
    UPDATE_GUARDRAIL: Watch("guardrail_changed", "unread", oversight=True),
    DELETE_GUARDRAIL: Watch("guardrail_deleted", "deleted", oversight=True),
    "PutEnforcedGuardrailConfiguration": Watch(
        "guardrail_enforcement_changed", "set", oversight=True
    ),
    "DeleteEnforcedGuardrailConfiguration": Watch(
        "guardrail_enforcement_removed", "removed", oversight=True
    ),
    "PutResourcePolicy": Watch("resource_policy_changed", "put", oversight=True),
    "DeleteResourcePolicy": Watch("resource_policy_changed", "deleted", oversight=True),
    "CreateModelInvocationJob": Watch("unwatched_inference", "started"),
    **dict.fromkeys(
        (
            "CreateProvisionedModelThroughput",
            "UpdateProvisionedModelThroughput",
            "DeleteProvisionedModelThroughput",
        ),
        _THROUGHPUT,
    ),
    **dict.fromkeys(
        (
            "CreateModelCustomizationJob",
            "CreateCustomModel",
            "CreateCustomModelDeployment",
            "CreateModelCopyJob",
            "CreateModelImportJob",
            "DeleteCustomModel",
            "DeleteCustomModelDeployment",
            "DeleteImportedModel",
            "UpdateCustomModelDeployment",
        ),
        _MODEL,
    ),
    **dict.fromkeys(
        (
            "CreateAutomatedReasoningPolicy",
            "CreateEvaluationJob",
            "CreateFoundationModelAgreement",
            "CreateInferenceProfile",
            "CreatePromptRouter",
            "DeleteAutomatedReasoningPolicy",
            "DeleteFoundationModelAgreement",
            "DeleteInferenceProfile",
            "DeletePromptRouter",
            "PutAccountDataRetention",
            "PutUseCaseForModelAccess",
            "StopEvaluationJob",
            "StopModelCustomizationJob",
            "StopModelInvocationJob",
            "UpdateAutomatedReasoningPolicy",
        ),
        _OTHER,
    ),
}
