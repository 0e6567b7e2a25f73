"""Queue logs or results again: for a new policy, a new version, or an OpenSearch that lost data.

usage: python -m scripts.queue_again --stack raimon assess AWSLogs/<account>/.../2026/11/25/
       python -m scripts.queue_again --stack raimon index assessments/ [--dry-run]
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Final

import boto3

from raimon.audit.notable import Place
from raimon.audit.ports import LogObject
from raimon.aws.reconciliation import SqsAssessQueue
from raimon.bedrock.log_key import is_log_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """Where a stage's objects lie, and the queue that announces them."""

    bucket: str
    queue_url: str
    place: Place


def source(stack: str, stage: str) -> Source:
    """Return what the deployed stack has for the stage."""
    cloudformation = boto3.client("cloudformation")
    (told,) = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in told["Outputs"]}
    bucket = outputs["LogBucketName" if stage == "assess" else "ResultsBucketName"]
    queue = cloudformation.describe_stack_resource(
        StackName=stack, LogicalResourceId=f"{stage.title()}Queue"
    )["StackResourceDetail"]["PhysicalResourceId"]
    _, _, _, region, account, _ = told["StackId"].split(":", 5)
    return Source(bucket, queue, Place(account, region))


def announced(s3: "S3Client", bucket: str, stage: str, prefix: str) -> Iterator[LogObject]:
    """Yield the objects below the prefix that the stage would take: bodies and checks are none."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    for page in pages:
        for held in page.get("Contents", []):
            if _is_taken(stage, held["Key"], held["Size"]):
                yield LogObject(held["Key"], held["Size"], held["LastModified"])


def _is_taken(stage: str, key: str, size: int) -> bool:
    return is_log_key(key, size) if stage == "assess" else key.startswith("assessments/")


def main(arguments: list[str] | None = None) -> int:
    """Queue the objects, or count them; say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", required=True, help="the name of the deployed stack")
    parser.add_argument("--dry-run", action="store_true", help="count and queue nothing")
    parser.add_argument("stage", choices=("assess", "index"))
    parser.add_argument("prefix", help="what the keys begin with")
    chosen = parser.parse_args(arguments)
    found = source(chosen.stack, chosen.stage)
    queue = SqsAssessQueue(boto3.client("sqs"), found.queue_url, found.place)
    count = 0
    objects = announced(boto3.client("s3"), found.bucket, chosen.stage, chosen.prefix)
    for some in batched(objects, _AT_ONCE):
        if not chosen.dry_run:
            queue.announce(found.bucket, some)
        count += len(some)
    print(f"{count} objects {'would be ' if chosen.dry_run else ''}queued for {chosen.stage}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
