"""Each reason for a refusal is told in a sentence."""

import pytest

from raimon.bedrock.reason import Reason
from raimon.invocation import Source
from raimon_local.refused import Refused

SOURCE = Source(bucket="local", key="a.json", line=3)


@pytest.mark.parametrize("reason", [*Reason, "file_not_readable", "failed_KeyError"])
def test_message(reason: str) -> None:
    """No reason is left as a bare word."""
    message = Refused(reason, SOURCE).message

    assert " " in message
    assert message != reason.replace("_", " ")


def test_unknown_reason() -> None:
    """A reason that came later is told as it is."""
    assert Refused("quite_new", SOURCE).message == "quite new"
