"""Custom::BedrockLogging: model invocation logging, which CloudFormation itself doesn't know."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

from pydantic import Field, ValidationError

from raimon.setup.answer import Data
from raimon.setup.errors import SetupFailedError
from raimon.setup.request import Properties, ResourceRequest
from raimon.setup.saved_objects import Backups
from raimon.setup.time_left import TimeLeft

_STEP: Final = "Bedrock logging"
_SPREADING_SECONDS: Final = 60.0  # a policy that was made a moment ago may not be in force yet
_READINGS: Final = 4
_FLAGS: Final = ("text", "image", "embedding", "video", "audio")

type Configuration = Mapping[str, object]


class LoggingRefusedError(SetupFailedError):
    """Bedrock refuses the configuration or the right to set it: perhaps only for the moment."""


class ModelLogging(Protocol):
    """Bedrock's logging: one configuration for an account in a Region."""

    def get(self) -> Configuration | None:
        """Return the configuration in force, None where logging is off."""

    def put(self, configuration: Configuration) -> None:
        """Set the configuration, or raise LoggingRefusedError."""

    def delete(self) -> None:
        """Switch logging off."""


class LoggingProperties(Properties):
    """Where the logs go and what is in them; every flag is told, since Bedrock adds its own."""

    bucket_name: str = Field(min_length=3, max_length=63)
    key_prefix: str = Field(default="", max_length=1024)
    text_data_delivery_enabled: bool = True
    image_data_delivery_enabled: bool = True
    embedding_data_delivery_enabled: bool = True
    video_data_delivery_enabled: bool = True
    audio_data_delivery_enabled: bool = True
    replace_existing: bool = False
    disable_on_delete: bool = False

    @property
    def configuration(self) -> Configuration:
        """Return the part of the configuration that is ours."""
        flags = {f"{kind}DataDeliveryEnabled" for kind in _FLAGS}
        told = self.model_dump(by_alias=True)
        return {
            "s3Config": {"bucketName": self.bucket_name, "keyPrefix": self.key_prefix},
            **{name: told[name[0].upper() + name[1:]] for name in sorted(flags)},
        }


@dataclass(frozen=True, slots=True)
class BedrockLogging:
    """Switches logging on, reads it back, and never takes anybody else's away unasked."""

    logging: ModelLogging
    backups: Backups
    name: ClassVar[str] = "raimon-bedrock-logging"

    def put(self, request: ResourceRequest, time: TimeLeft) -> Data:
        """Set the configuration unless it is in force; return whether it was off or another."""
        wanted = LoggingProperties.of(request.resource_properties)
        held = self.logging.get()
        if held is not None and not differences(wanted.configuration, held):
            return {"Before": "same"}
        if held is not None and not _is_of(request.old_resource_properties, held):
            self._make_way(wanted, held)
        self._set(_beside(wanted.configuration, held), time)
        self._read_back(wanted, time)
        return {"Before": "off" if held is None else "other"}

    def delete(self, request: ResourceRequest, time: TimeLeft) -> Data:  # noqa: ARG002 - the port's
        """Leave logging on, unless asked; a configuration that isn't ours stays even then."""
        if str(request.resource_properties.get("DisableOnDelete", "")).lower() != "true":
            return {"Logging": "left as it is"}
        held = self.logging.get()
        if held is None or not _is_of(request.resource_properties, held):
            return {"Logging": "not ours, left as it is"}
        self.logging.delete()
        return {"Logging": "switched off"}

    def _make_way(self, wanted: LoggingProperties, held: Configuration) -> None:
        """Keep a copy of somebody else's configuration, if it may be replaced at all."""
        if not wanted.replace_existing:
            raise SetupFailedError(
                step=_STEP,
                reason="logging is on already and differs in "
                + ", ".join(differences(wanted.configuration, held)),
                advice="Give the stack the bucket that is in use, or set ReplaceExisting to true",
            )
        self.backups.keep("bedrock-logging.json", json.dumps(held, sort_keys=True).encode())

    def _set(self, configuration: Configuration, time: TimeLeft) -> None:
        """Set it, again while the bucket's policy may still be spreading."""
        until = time.remaining() - _SPREADING_SECONDS
        attempt = 0
        while True:
            try:
                return self.logging.put(configuration)
            except LoggingRefusedError:
                if time.remaining() < until or not time.pause(attempt):
                    raise
                attempt += 1

    def _read_back(self, wanted: LoggingProperties, time: TimeLeft) -> None:
        """Compare what is in force with what was set; a change may take a moment to be seen."""
        for attempt in range(_READINGS):
            missing = differences(wanted.configuration, self.logging.get() or {})
            if not missing:
                return
            time.pause(attempt)
        raise SetupFailedError(
            step=_STEP,
            reason="Bedrock took the configuration and holds another in " + ", ".join(missing),
            advice="Somebody else sets it too: there is one for an account in a Region",
        )


def differences(wanted: Configuration, held: Configuration) -> list[str]:
    """Return the names in which the held configuration differs from what is wanted.

    Logging to CloudWatch beside ours is nobody's difference; an absent prefix is an empty one.
    """
    return [name for name in sorted(wanted) if _plain(wanted[name]) != _plain(held.get(name))]


def _plain(value: object) -> object:
    match value:
        case {"bucketName": bucket, "keyPrefix": str(prefix)}:
            return bucket, prefix.strip("/")
        case {"bucketName": bucket}:
            return bucket, ""
        case _:
            return value


def _is_of(properties: Mapping[str, object], held: Configuration) -> bool:
    """Return whether the held configuration is the one that the properties once asked for."""
    try:
        told = LoggingProperties.model_validate(properties)
    except ValidationError:
        return False
    return not differences(told.configuration, held)


def _beside(wanted: Configuration, held: Configuration | None) -> Configuration:
    """Return ours, with the delivery to CloudWatch that was there before."""
    others = {name: value for name, value in (held or {}).items() if name == "cloudWatchConfig"}
    return {**others, **wanted}
