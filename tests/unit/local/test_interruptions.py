"""`raimon` when its reader leaves or its user stops it: quietly, with the shell's own codes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from raimon_local.log_files import log_files

COMMAND = (sys.executable, "-c", "import sys; from raimon_local.cli import main; sys.exit(main())")


def started(tmp_path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the command as a process of its own."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    return subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_reader_leaves(samples: Path, tmp_path: Path) -> None:
    """When the reader leaves after a line, as `head` does, nothing is complained about."""
    with started(tmp_path, "score", str(samples)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"schema"')
        process.stdout.close()
        told = process.stderr.read()

    assert process.returncode == 141
    assert told == b""


def test_user_interrupts(samples: Path, tmp_path: Path) -> None:
    """Ctrl-C ends the command without a traceback; what was read until then was printed at once."""
    log = log_files([str(samples)])[0].path
    with started(tmp_path, "score", str(log), "-") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"schema"')
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()

    assert process.returncode == 130
    assert b"Traceback" not in told
