"""A function killed in the middle (kill -9) and run again: the same effect."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from raimon_local.stack import LOG_BUCKET, LocalStack
from tests.chain.conftest import Chain, effect_of
from tests.chain.traffic import objects
from tests.chain.worker import VISIBILITY

pytestmark = pytest.mark.opensearch

ROOT = Path(__file__).resolve().parents[2]
KILLS = 3  # fewer than the deliveries after which a message is a dead letter
FIRST_CALL, LAST_CALL = 4, 40  # calls to AWS after which a kill may fall


@pytest.fixture
def aws() -> Iterator[str]:
    """Serve an AWS on loopback that outlives the functions."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def run_worker(stack: LocalStack, *, kill_at_call: int = 0) -> int:
    """Run the functions in a process of their own until it ends, and return its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "tests.chain.worker"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((".", "layers/core", "local")),
            "QUEUES": json.dumps(stack.queues),
            "KILL_AT_CALL": str(kill_at_call),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=120,
    ).returncode


@pytest.mark.parametrize("dice", [11, 23])
def test_killed_and_run_again(chain: Chain, aws: str, dice: int) -> None:
    """Wherever the kill falls, running again completes the work and repeats nothing.

    A kill between a message's publication and its mark repeats that message with its id: so
    notifications are compared by the alarm that they tell of.
    """
    chance = random.Random(dice)  # noqa: S311 - a test's dice
    calls = [chance.randint(FIRST_CALL, LAST_CALL) for _ in range(KILLS)]
    print(f"killed at the calls {calls}")  # noqa: T201 - shown when the test fails
    sent = objects(seed=5, count=5, size=12)
    undisturbed = chain.run(sent)
    chain.empty()

    log = io.StringIO()
    with LocalStack(chain.endpoint, log, aws_endpoint=aws) as stack:
        for key, content in sent.items():
            stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=content)
        for call in calls:
            assert run_worker(stack, kill_at_call=call) == -signal.SIGKILL
            time.sleep(VISIBILITY + 0.1)  # until what it had taken comes again
        assert run_worker(stack) == 0
        effect = effect_of(stack, chain.client, log)

    assert effect.documents == undisturbed.documents
    assert effect.results == undisturbed.results
    assert set(effect.notifications) == set(undisturbed.notifications)
    assert effect.dead_letters == ()
