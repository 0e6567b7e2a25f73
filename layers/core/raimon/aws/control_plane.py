"""Bedrock's settings, read from its control plane."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, cast

from botocore.exceptions import BotoCoreError, ClientError

from raimon.audit.ports import ControlPlaneError

_GONE: Final = "ResourceNotFoundException"


class BedrockClient(Protocol):
    """The calls of boto3's client."""

    def get_model_invocation_logging_configuration(self) -> Mapping[str, Any]:
        """Return the logging configuration."""

    def get_guardrail(self, *, guardrailIdentifier: str) -> Mapping[str, Any]:  # noqa: N803 - boto3's name
        """Return the working draft of a guardrail."""

    def get_paginator(self, operation_name: Literal["list_guardrails"]) -> Any:  # noqa: ANN401 - boto3's own
        """Return the pages of an operation."""


@dataclass(frozen=True, slots=True)
class BedrockControlPlane:
    """Reads with three calls, none of which changes anything."""

    bedrock: BedrockClient

    def logging(self) -> Mapping[str, object] | None:
        """Return the logging configuration, None where logging is off."""
        with _told():
            answer = self.bedrock.get_model_invocation_logging_configuration()
        held = cast("Mapping[str, object] | None", answer.get("loggingConfig"))
        return held or None

    def guardrails(self) -> Iterator[tuple[str, str]]:
        """Yield id and time of the last change of each guardrail."""
        with _told():
            for page in self.bedrock.get_paginator("list_guardrails").paginate():
                for each in page["guardrails"]:
                    yield each["id"], each["updatedAt"].isoformat()

    def guardrail(self, identifier: str) -> Mapping[str, object] | None:
        """Return the working draft of a guardrail, None where there is no such guardrail."""
        try:
            with _told():
                answer = self.bedrock.get_guardrail(guardrailIdentifier=identifier)
        except ControlPlaneError as error:
            if error.code == _GONE:
                return None
            raise
        return cast("Mapping[str, object]", answer)


@contextmanager
def _told() -> Iterator[None]:
    """Tell what went wrong by its code, without the request."""
    try:
        yield
    except ClientError as error:
        raise ControlPlaneError(error.response.get("Error", {}).get("Code", "unknown")) from None
    except BotoCoreError as error:
        raise ControlPlaneError(type(error).__name__) from None
