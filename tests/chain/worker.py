"""Runs the functions over an AWS outside this process until their queues are empty; may be killed.

usage: python -m tests.chain.worker      (environment of the stack, QUEUES, KILL_AT_CALL)
"""

import json
import os
import signal
from itertools import count

import boto3

from raimon_local.functions import NAMES, load_handler
from raimon_local.pump import Pump, Stage
from raimon_local.stack import arn_of

VISIBILITY = 1  # second: what a killed function had taken comes again soon


def kill_at_call(number: int) -> None:
    """Let the process be killed by its n-th call to AWS, once that was answered; 0: never."""
    calls = count(1)

    def die(**_: object) -> None:
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    boto3.setup_default_session()
    session = boto3.DEFAULT_SESSION
    if session is not None:
        session.events.register("after-call", die)


def main() -> None:
    """Deliver all that waits."""
    kill_at_call(int(os.environ.get("KILL_AT_CALL", "0")))
    queues = json.loads(os.environ["QUEUES"])
    stages = tuple(
        Stage(name, queues[name], arn_of(queues[name]), load_handler(name)) for name in NAMES
    )
    Pump(boto3.client("sqs"), stages, visibility=VISIBILITY).run()


if __name__ == "__main__":
    main()
