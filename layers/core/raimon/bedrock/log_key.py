"""Which keys of the log bucket are logs, and where an s3:// address points."""

import re

_LOG_KEY = re.compile(
    r"(?:.*/)?AWSLogs/[0-9]{12}/BedrockModelInvocationLogs/[a-z0-9-]+"
    r"/[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]{2}/(?P<name>[^/]+\.json(?:\.gz)?)",
    re.DOTALL,
)
_PERMISSION_CHECK = "amazon-bedrock-logs-permission-check"  # an empty object, no record
_BODY = re.compile(r"_(?:input|output)\.json(?:\.gz)?\Z")


def is_log_key(key: str, size: int | None = None) -> bool:
    """Whether an object of the bucket is a batch of invocation logs, by its key and size."""
    match = _LOG_KEY.fullmatch(key)
    if match is None or size == 0:
        return False
    name = match["name"]
    return not name.startswith(_PERMISSION_CHECK) and not _BODY.search(name)


def s3_path(uri: str) -> tuple[str, str]:
    """Return bucket and key of an s3:// address.

    Raises:
        ValueError: when the address names no bucket or no key; its message doesn't quote it.

    """
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    if not uri.startswith("s3://") or not bucket or not key:
        message = "no s3://bucket/key"
        raise ValueError(message)
    return bucket, key
