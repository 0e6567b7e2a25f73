"""What the policy says of groups: where they stand, how they are called, what is bad for them."""

import re
from collections.abc import Mapping
from typing import Annotated, Final, Self

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import Field, field_validator, model_validator

from raimon.invocation import Frozen

_PLAIN_AXIS: Final = re.compile(r"[\w-]{1,24}")
type Axis = Annotated[str, Field(pattern=r"^[\w-]{1,24}$")]
type Label = Annotated[str, Field(pattern=r"^[\w -]{1,24}$")]
type Key = Annotated[str, Field(min_length=1, max_length=256)]


class GroupKey(Frozen):
    """A key of requestMetadata in which callers name a group, such as the applicant's own entry.

    Only a label that stands here is ever shown. Every other value counts as one group, `other`;
    where no value has a label, each value has a keyed stand-in.
    """

    key: Key
    axis: Axis | None = None  # what the groups differ by; left out: the key itself
    values: Annotated[Mapping[str, Label], Field(max_length=50)] = {}

    @model_validator(mode="after")
    def _has_an_axis(self) -> Self:
        if self.axis is None and not _PLAIN_AXIS.fullmatch(self.key):
            message = "name an `axis` of at most 24 letters: the key is no plain name"
            raise ValueError(message)
        return self

    @property
    def told(self) -> str:
        """Return what the groups differ by."""
        return self.axis or self.key


class Decision(Frozen):
    """A decision that answers state as JSON, and which values of it are bad for who is decided on.

    `path` is JMESPath over the answer's JSON. Values are compared without case; one that is neither
    bad nor good counts nowhere, and without `good` whatever isn't bad is good.
    """

    path: str
    bad: Annotated[tuple[str, ...], Field(min_length=1)]
    good: tuple[str, ...] = ()
    application: str = "*"  # a pattern of names

    @field_validator("path")
    @classmethod
    def _is_jmespath(cls, path: str) -> str:
        try:
            jmespath.compile(path)
        except JMESPathError:
            message = "this is no JMESPath; for example: decision, or result.decision"
            raise ValueError(message) from None
        return path


class Disparity(Frozen):
    """How groups are told apart on live traffic; the most trusted source that tells one counts."""

    enabled: bool = True
    groups: Annotated[tuple[GroupKey, ...], Field(max_length=8)] = ()
    mentions: bool = True  # groups that the prompt speaks of: topics, never who asks
    probe_key: Key = "raimon_probe_group"  # of requestMetadata, in which a probe names its swap
    topic_key: Key = "topic"  # of requestMetadata: like is compared with like
    decisions: tuple[Decision, ...] = ()


class Fairness(Frozen):
    """What is watched of the treatment of groups."""

    disparity: Disparity = Disparity()
