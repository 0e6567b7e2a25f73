"""Runs the functions over an AWS outside this process until their queues are empty; may be killed.

usage: python -m tests.chain.worker      (environment of the stack, and QUEUES as JSON)
"""

import json
import os
from pathlib import Path

import boto3

from raimon_local.functions import NAMES, load_handler
from raimon_local.pump import Pump, Stage
from raimon_local.stack import arn_of

VISIBILITY = 1  # second: what a killed function had taken comes again soon


def main() -> None:
    """Deliver all that waits."""
    queues = json.loads(os.environ["QUEUES"])
    stages = tuple(
        Stage(name, queues[name], arn_of(queues[name]), load_handler(name)) for name in NAMES
    )
    Path(os.environ["READY"]).touch()
    Pump(boto3.client("sqs"), stages, visibility=VISIBILITY).run()


if __name__ == "__main__":
    main()
