"""What is wired: the environment of each function, read once and validated."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, Self

from pydantic import BaseModel, ConfigDict, PositiveFloat, PositiveInt

from raimon.store.families import Family

if TYPE_CHECKING:  # setup reads its settings without the policy's YAML
    from raimon.policy import Policy


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
    token_key: str  # ARN of the KMS HMAC key that keys value tokens, or of the secret that does
    token_key_epoch: PositiveInt = 1  # of the KMS key; a secret says its own
    token_table: str = ""  # remembers under which users tokens were seen; empty: nothing does
    token_days: PositiveInt = 90  # for which it remembers
    body_attempts: PositiveInt = 3  # deliveries of a message before a body counts as unavailable
    japanese_names: Literal["off", "on"] = "off"  # on: the layer that cuts Japanese text is there

    def tuned(self, policy: "Policy") -> "Policy":
        """Return the policy, which uses the layer of Japanese names unless it says otherwise."""
        return policy.with_default(
            "privacy.pii", "person.words", float(self.japanese_names == "on")
        )


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


class AuditSettings(Settings):
    """What `audit` needs to know."""

    log_bucket: str
    log_prefix: str = ""  # what stands before AWSLogs/ in the keys of logs, with its last slash
    results_bucket: str
    assess_queue_url: str
    dead_letter_queues: str = ""  # comma-separated: addresses of the queues that must stay empty
    state_table: str
    event_bus: str
    account_id: str
    aws_region: str  # Lambda sets it
    policy_uri: str = ""

    @property
    def dead_letter_urls(self) -> tuple[str, ...]:
        """Return the addresses one by one."""
        return tuple(url.strip() for url in self.dead_letter_queues.split(",") if url.strip())


class CompareSettings(Settings):
    """What `compare` needs to know."""

    results_bucket: str
    state_table: str
    event_bus: str
    account_id: str
    aws_region: str  # Lambda sets it
    policy_uri: str = ""


class ExpireSettings(Settings):
    """What `expire` needs to know."""

    opensearch_endpoint: str
    opensearch_service: str = "es"
    results_bucket: str  # keeps a record of what was deleted, under expired/
    invocations_days: PositiveInt = 400
    findings_days: PositiveInt = 400
    alarms_days: PositiveInt = 1827
    windows_days: PositiveInt = 731
    dry_run: bool = False  # tell what would be deleted, and delete nothing

    @property
    def days(self) -> Mapping[Family, int]:
        """Return how long each family is kept."""
        return {family: getattr(self, f"{family}_days") for family in Family}


class SetupSettings(Settings):
    """What `setup` needs to know; what changes with the stack comes as properties instead."""

    # Keeps what is overwritten, under setup/backups/; without it CloudFormation is answered all the
    # same, and what would need a backup fails.
    results_bucket: str = ""
    saved_objects: str = ""  # a folder or s3://bucket/prefix of .ndjson files; empty: none
