"""What is wired: the environment of each function, read once and validated."""

import os
from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, PositiveFloat, PositiveInt


class Settings(BaseModel):
    """An environment as a model: field `results_bucket` is the variable RESULTS_BUCKET."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings; a missing or refused variable is named in the error."""
        values = {
            name: environment[name.upper()]
            for name in cls.model_fields
            if environment.get(name.upper())
        }
        return cls.model_validate(values)


class AssessSettings(Settings):
    """What `assess` needs to know."""

    results_bucket: str
    event_bus: str
    body_buckets: str = ""  # comma-separated: buckets from which offloaded bodies may be read
    policy_uri: str = ""  # s3://bucket/key; empty: the policy that ships with Raimon
    token_key_secret: str  # ARN or name of the Secrets Manager secret that keys value tokens
    body_attempts: PositiveInt = 3  # deliveries of a message before a body counts as unavailable


class IndexSettings(Settings):
    """What `index` needs to know."""

    results_bucket: str
    opensearch_endpoint: str  # https://host or http://127.0.0.1:port
    opensearch_service: str = (
        "es"  # es: managed domain; aoss: Serverless; none: unsigned, loopback only
    )
    bulk_timeout_seconds: PositiveFloat = 10


class NotifySettings(Settings):
    """What `notify` needs to know."""

    state_table: str
    topic_arn: str
    event_bus: str
    policy_uri: str = ""
    dashboards_url: str = ""  # where an alarm's links lead; empty: no links, only commands


class SetupSettings(Settings):
    """What `setup` needs to know; what changes with the stack comes as properties instead."""

    results_bucket: str  # keeps what is overwritten, under setup/backups/
    saved_objects: str = ""  # a folder or s3://bucket/prefix of .ndjson files; empty: none
