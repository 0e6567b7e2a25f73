"""Error: one kind for each style of writing the same code."""

import pytest
from botocore.session import get_session

from raimon.finding import Severity
from raimon.messages import explanation
from raimon.scorers.robustness.error import SCORER, error_kind
from tests.unit.scorers.robustness.readings import reading


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ThrottlingException", "throttle"),
        ("throttling_error", "throttle"),
        ("com.amazonaws.bedrock#ThrottlingException:http://internal.example/", "throttle"),
        ("TooManyRequestsException", "throttle"),
        ("ServiceQuotaExceededException", "throttle"),
        ("rate_limit_exceeded", "throttle"),
        ("ValidationException", "validation"),
        ("validation_error", "validation"),
        ("invalid_request_error", "validation"),
        ("ResourceNotFoundException", "validation"),
        ("AccessDeniedException", "access"),
        ("UnrecognizedClientException", "access"),
        ("expired-token", "access"),
        ("ModelErrorException", "model"),
        ("ModelNotReadyException", "model"),
        ("modelStreamErrorException", "model"),
        ("ModelTimeoutException", "model"),
        ("InternalServerException", "model"),
        ("ServiceUnavailableException", "model"),
        ("ConflictException", "validation"),
        ("ModelNotAvailable", "model"),
        ("overloaded_error", "model"),
        ("api_error", "model"),
        ("GatewayTimeout", "model"),
        ("model_not_found", "validation"),
        ("invalid_model", "validation"),
        ("context_length_exceeded", "validation"),
        ("request_too_large", "validation"),
        ("unsupported_value", "validation"),
        ("MissingParameter", "validation"),
        ("UnknownOperationException", "validation"),
        ("NotAuthorized", "access"),
        ("InvalidClientTokenId", "access"),
        ("RequestExpired", "access"),
        ("billing_error", "access"),
        ("insufficient_quota", "throttle"),
        ("LimitExceededException", "throttle"),
        ("429", "throttle"),
        ("HTTP 403", "access"),
        ("404", "validation"),
        ("424", "model"),
        ("503 Service", "model"),
        ("12345", "other"),
        ("Sonderfall", "other"),
        ("エラー", "other"),
        ("", "other"),
    ],
)
def test_error_kind(code: str, kind: str) -> None:
    """Codes in any style fall into one of five kinds."""
    assert error_kind(code) == kind


def test_every_error_of_the_runtime_has_a_kind() -> None:
    """Whatever the interface of Bedrock can answer with is sorted."""
    service = get_session().get_service_model("bedrock-runtime")
    codes = {
        shape.name
        for operation in service.operation_names
        for shape in service.operation_model(operation).error_shapes
    }
    assert "ThrottlingException" in codes
    assert {code for code in codes if error_kind(code) == "other"} == set()


@pytest.mark.parametrize(
    ("code", "kind", "severity"),
    [
        ("ThrottlingException", "throttle", None),
        ("AccessDeniedException", "access", Severity.MEDIUM),
        ("ModelErrorException", "model", Severity.MEDIUM),
    ],
)
def test_judge(code: str, kind: str, severity: Severity | None) -> None:
    """A failed call is found with its kind; what the caller can't mend alone weighs more."""
    (seen,) = SCORER.judge(reading("", error_code=code), SCORER.tuning).observations
    assert (seen.message, seen.severity, seen.facts) == (kind, severity, {"error_kind": kind})
    assert explanation(seen.rule_id, seen.message, seen.facts).en


@pytest.mark.parametrize("output", ["Done.", "完了しました。"])
def test_no_error(output: str) -> None:
    """An answered call is no error, nor is one that broke off after it had begun."""
    assert not SCORER.judge(reading(output), SCORER.tuning).observations
    broken = reading(output, error_code="modelStreamErrorException")
    assert not SCORER.judge(broken, SCORER.tuning).observations


def test_free_text_stays_inside() -> None:
    """Whatever stands in the error code, the evidence holds a word of ours."""
    (seen,) = SCORER.judge(reading("", error_code="mail to ann@example.com"), {}).observations
    assert "example" not in str(seen)
