"""Where baselines lie: in a file of a replay, or in the table and the bucket of a deployment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from raimon.policy import default_policy
from raimon.windows.governed import Decision, Entry, decide, entry
from raimon.windows.state import Memory, kept, taken_up
from raimon_local.errors import UnusableArgumentError

if TYPE_CHECKING:
    from raimon.aws.baseline_table import BaselineTable
    from raimon.aws.statistics_store import S3States


class Baselines(Protocol):
    """What the command asks of a place."""

    def entries(self) -> Sequence[Entry]:
        """Return all baselines."""

    def decide(self, decision: Decision) -> str:
        """Take the decision; return what is to be said of it."""

    def memory(self) -> Memory:
        """Return the whole state."""


@dataclass(frozen=True, slots=True)
class StateFile:
    """The state that a replay left."""

    file: Path

    def entries(self) -> Sequence[Entry]:
        """Return all baselines."""
        memory = self.memory()
        return [entry(stream, memory.ledger) for stream in memory.watch.streams()]

    def decide(self, decision: Decision) -> str:
        """Do at once what was decided."""
        memory = self.memory()
        if not decide(memory.watch, memory.ledger, [decision]):
            message = "the baseline isn't what it was any more; look at it again"
            raise UnusableArgumentError(message)
        self.file.write_bytes(kept(memory))
        return "done"

    def memory(self) -> Memory:
        """Return the whole state."""
        try:
            content = self.file.read_bytes()
        except OSError as error:
            message = f"the state {self.file} can't be read ({error.strerror}); check the name"
            raise UnusableArgumentError(message) from None
        return _memory(content, str(self.file))


@dataclass(frozen=True, slots=True)
class Deployment:
    """The table of a deployment, and its state where that can be read."""

    table: "BaselineTable"
    state: Callable[[], bytes | None] | None = None  # None: only the table is known

    def entries(self) -> Sequence[Entry]:
        """Return all baselines."""
        return list(self.table.entries())

    def decide(self, decision: Decision) -> str:
        """Leave the decision for the next run of `compare`."""
        self.table.decide(decision)
        return "left for the next run of compare, within five minutes"

    def memory(self) -> Memory:
        """Return the whole state."""
        content = self.state() if self.state else None
        if content is None:
            message = "the state of a deployment is found by --stack, once compare has run"
            raise UnusableArgumentError(message)
        return _memory(content, "of the deployment")


def _memory(content: bytes, name: str) -> Memory:
    up = taken_up(content, default_policy().statistics)
    if up.reason:
        message = f"the state {name} can't be read: {up.reason}"
        raise UnusableArgumentError(message)
    return up.memory


def deployment(stack: str | None, table: str | None) -> Deployment:
    """Return the deployment, by the name of its stack or of its table."""
    import boto3  # noqa: PLC0415 - slow, and of no use to a file
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - likewise

    from raimon.aws.audit_table import AuditTable  # noqa: PLC0415 - likewise
    from raimon.aws.baseline_table import BaselineTable  # noqa: PLC0415 - likewise
    from raimon.aws.statistics_store import S3States  # noqa: PLC0415 - likewise

    try:
        dynamodb = boto3.client("dynamodb")
        if stack is None:
            return Deployment(BaselineTable(dynamodb, table or ""))
        formation = boto3.client("cloudformation")
        named, bucket = (
            formation.describe_stack_resource(StackName=stack, LogicalResourceId=resource)[
                "StackResourceDetail"
            ]["PhysicalResourceId"]
            for resource in ("StateTable", "ResultsBucket")
        )
        states = S3States(boto3.client("s3"), bucket, AuditTable(dynamodb, named))
    except (BotoCoreError, ClientError) as error:
        message = f"the deployment can't be reached: {type(error).__name__}: {error}"
        raise UnusableArgumentError(message) from None
    return Deployment(BaselineTable(dynamodb, named), lambda: _content(states))


def _content(states: "S3States") -> bytes | None:
    saved = states.load()
    return saved.content if saved else None
