"""Which objects of the bucket are logs."""

import pytest

from raimon.bedrock.log_key import is_log_key, s3_path

HOUR = "AWSLogs/123456789012/BedrockModelInvocationLogs/ap-northeast-1/2026/11/22/01/"
NAME = "20261122T010203456Z_0123abcd.json.gz"


@pytest.mark.parametrize(
    ("key", "size", "is_log"),
    [
        pytest.param(HOUR + NAME, 512, True, id="a log without a key prefix"),
        pytest.param("bedrock/logs/" + HOUR + NAME, 512, True, id="with a prefix"),
        pytest.param("記録/a+b %20/" + HOUR + NAME, 512, True, id="with an exotic prefix"),
        pytest.param("bedrock\n" + "/" + HOUR + NAME, 512, True, id="with a line break"),
        pytest.param(HOUR + NAME, None, True, id="size not told"),
        pytest.param(HOUR + NAME.removesuffix(".gz"), 512, True, id="not packed"),
        pytest.param(HOUR + NAME, 0, False, id="empty"),
        pytest.param(HOUR + "data/x_input.json.gz", 512, False, id="a request body"),
        pytest.param(HOUR + "data/x_output.json.gz", 512, False, id="a response body"),
        pytest.param(HOUR + "data/x_input_media_01.pdf", 512, False, id="media"),
        pytest.param(HOUR + "x_output.json.gz", 512, False, id="a body outside of data/"),
        pytest.param(
            HOUR + "amazon-bedrock-logs-permission-check", 0, False, id="permission check"
        ),
        pytest.param(
            HOUR + "amazon-bedrock-logs-permission-check.json.gz",
            9,
            False,
            id="permission check that looks like a log",
        ),
        pytest.param("logs/amazon-bedrock-logs-permission-check", 0, False, id="in another folder"),
        pytest.param("NotAWSLogs/" + HOUR[8:] + NAME, 512, False, id="another tree"),
        pytest.param("x" + HOUR + NAME, 512, False, id="glued to the tree"),
        pytest.param(HOUR + NAME + "\n", 512, False, id="line break at the end"),
        pytest.param(HOUR.replace("/01/", "/") + NAME, 512, False, id="no hour"),
        pytest.param("AWSLogs/1/CloudTrail/x.json.gz", 512, False, id="another service"),
        pytest.param("", 512, False, id="no key"),
    ],
)
def test_is_log_key(key: str, size: int | None, *, is_log: bool) -> None:
    """Logs are told from bodies, media, permission checks and other trees."""
    assert is_log_key(key, size) is is_log


def test_s3_path() -> None:
    """An address is cut at the first slash behind the bucket, and never decoded."""
    assert s3_path("s3://logs/a/b+c%20/東.gz") == ("logs", "a/b+c%20/東.gz")


@pytest.mark.parametrize("uri", ["", "s3://", "s3://bucket", "s3://bucket/", "s3:///key", "/a/b"])
def test_no_s3_path(uri: str) -> None:
    """What is no address is refused, without being quoted."""
    with pytest.raises(ValueError, match="no s3://bucket/key"):
        s3_path(uri)
