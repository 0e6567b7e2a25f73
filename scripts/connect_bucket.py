"""Let an existing log bucket tell EventBridge of its objects, beside whatever it tells already.

usage: connect_bucket.py BUCKET      (with your own rights: s3:GetBucketNotification and Put)

S3 replaces a bucket's notifications as a whole, so they are read first and written back with one
entry more; a second run changes nothing. Somebody else's stack that manages the bucket should say
EventBridgeEnabled itself, or it may take the entry away with its next update: `audit` notices then.
"""

import sys
from typing import TYPE_CHECKING, Final

import boto3

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_ENTRY: Final = "EventBridgeConfiguration"


def connect(s3: "S3Client", bucket: str) -> bool:
    """Add the entry unless it is there; return whether anything changed."""
    told = s3.get_bucket_notification_configuration(Bucket=bucket)
    if _ENTRY in told:
        return False
    kept = {name: value for name, value in told.items() if name.endswith("Configurations")}
    s3.put_bucket_notification_configuration(
        Bucket=bucket,
        NotificationConfiguration={**kept, _ENTRY: {}},
    )
    return True


def main(arguments: list[str]) -> int:
    """Connect the bucket that is named and tell what was done."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    (bucket,) = arguments
    is_new = connect(boto3.client("s3"), bucket)
    print(f"{bucket} {'tells' if is_new else 'told already'} EventBridge of its objects")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
