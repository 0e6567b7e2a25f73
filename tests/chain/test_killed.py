"""A function killed in the middle (kill -9) and run again: the same effect."""

import io
import json
import os
import random
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
LONGEST_LIFE = 1.2  # seconds of work before a kill


@pytest.fixture
def aws() -> Iterator[str]:
    """Serve an AWS on loopback that outlives the functions."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def start_worker(stack: LocalStack, ready: Path) -> subprocess.Popen[bytes]:
    """Start the functions in a process of their own and wait until they work."""
    ready.unlink(missing_ok=True)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.chain.worker"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((".", "layers/core", "local")),
            "QUEUES": json.dumps(stack.queues),
            "READY": str(ready),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not ready.exists() and worker.poll() is None:
        time.sleep(0.02)
    return worker


@pytest.mark.parametrize("seed", [11, 23])
def test_killed_and_run_again(chain: Chain, aws: str, tmp_path: Path, seed: int) -> None:
    """Wherever the kill falls, running again completes the work and repeats nothing."""
    print(f"kill seed {seed}")  # noqa: T201 - shown when the test fails
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    sent = objects(seed=5, count=5, size=12)
    undisturbed = chain.run(sent)
    chain.empty()

    log = io.StringIO()
    with LocalStack(chain.endpoint, log, aws_endpoint=aws) as stack:
        for key, content in sent.items():
            stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=content)
        killed = 0
        for _ in range(KILLS):
            worker = start_worker(stack, tmp_path / "ready")
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            killed += worker.poll() is None
            worker.kill()
            worker.wait()
            time.sleep(VISIBILITY + 0.1)
        worker = start_worker(stack, tmp_path / "ready")
        assert worker.wait(timeout=120) == 0
        effect = effect_of(stack, chain.client, log)

    assert killed > 0
    assert effect.documents == undisturbed.documents
    assert effect.results == undisturbed.results
    assert effect.notifications == undisturbed.notifications
    assert effect.dead_letters == ()
