"""Bedrock's model invocation logging, by its control plane."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from raimon.setup.bedrock_logging import Configuration, LoggingRefusedError

_ADVICE: Final = (
    "Check that Bedrock may write to the bucket (its policy, its key's policy, the same account "
    "and Region) and that the function's role may set the configuration"
)


@dataclass(frozen=True, slots=True)
class BedrockModelLogging:
    """The logging configuration of this account and Region."""

    client: Any  # boto3's client of Bedrock's control plane

    def get(self) -> Configuration | None:
        """Return the configuration in force, None where logging is off."""
        with _told("read"):
            answer = self.client.get_model_invocation_logging_configuration()
        held: Configuration | None = answer.get("loggingConfig")
        return held or None

    def put(self, configuration: Configuration) -> None:
        """Set the configuration."""
        with _told("set"):
            self.client.put_model_invocation_logging_configuration(loggingConfig=configuration)

    def delete(self) -> None:
        """Switch logging off."""
        with _told("switched off"):
            self.client.delete_model_invocation_logging_configuration()


@contextmanager
def _told(action: str) -> Iterator[None]:
    """Tell a refusal by its code and its words, which are about buckets and rights."""
    try:
        yield
    except ClientError as error:
        told = error.response.get("Error", {})
        reason = f"not {action}: {told.get('Code', 'unknown')}, {told.get('Message', '')[:300]}"
        raise LoggingRefusedError(step="Bedrock logging", reason=reason, advice=_ADVICE) from None
    except BotoCoreError as error:
        reason = f"not {action}: {type(error).__name__}"
        raise LoggingRefusedError(step="Bedrock logging", reason=reason, advice=_ADVICE) from None
