"""Bodies beside the log: found by their address, and never outside their folder."""

from pathlib import Path

import pytest

from raimon.errors import BodyUnavailableError
from raimon_local.local_bodies import LocalBodies

KEY = "AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1/2026/10/13/07/data/1_output.json"


@pytest.fixture
def bodies(tmp_path: Path) -> LocalBodies:
    """Return bodies of which one is there, and a file outside that is not theirs."""
    root = tmp_path / "bucket"
    (root / KEY).parent.mkdir(parents=True)
    (root / KEY).write_bytes(b"{}")
    (tmp_path / "outside").write_bytes(b"not for them")
    (root / "way-out").symlink_to(tmp_path / "outside")
    return LocalBodies(root)


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param(f"s3://any-bucket/{KEY}", id="whole key"),
        pytest.param(f"s3://any-bucket/team-a/logs/{KEY}", id="key with a prefix"),
    ],
)
def test_found(bodies: LocalBodies, uri: str) -> None:
    """A body is found by its key, with or without the prefix of the bucket."""
    assert bodies.fetch(uri) == b"{}"


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        pytest.param("s3://b/AWSLogs/1/none.json", "not_found", id="isn't there"),
        pytest.param("s3://b/../outside", "not_allowed", id="climbs out"),
        pytest.param("s3://b/x/../../outside", "not_allowed", id="climbs out later"),
        pytest.param("s3://b/way-out", "not_allowed", id="linked out"),
        pytest.param("https://example.com/a", "not_allowed", id="another scheme"),
        pytest.param("file:///etc/hostname", "not_allowed", id="a file"),
        pytest.param("s3://b", "not_allowed", id="no key"),
        pytest.param("s3://b/a\x00b", "not_allowed", id="a null byte"),
        pytest.param("", "not_allowed", id="nothing"),
        pytest.param("s3://[", "not_allowed", id="no address at all"),
        pytest.param("s3://b//etc/hostname", "not_allowed", id="an absolute key"),
        pytest.param(f"s3://b/{'a' * 5000}", "not_readable", id="longer than a name may be"),
        pytest.param("s3://b/AWSLogs", "not_found", id="a folder"),
    ],
)
def test_refused(bodies: LocalBodies, uri: str, reason: str) -> None:
    """What isn't there or may not be read has a stated reason, whatever the address says."""
    with pytest.raises(BodyUnavailableError) as refused:
        bodies.fetch(uri)
    assert refused.value.reason == reason
