"""`raimon score`: one assessment a line, as the records come."""

import sys
import time
from collections.abc import Sequence

from raimon_local.log_files import log_files
from raimon_local.pipeline_options import PipelineOptions
from raimon_local.progress import Progress
from raimon_local.run_summary import RunSummary


def run(arguments: Sequence[str], options: PipelineOptions) -> int:
    """Print an assessment for each record of the logs; return 1 if a record was refused, else 0."""
    files = log_files(arguments)
    logs = options.logs(options.policy(), sys.stderr)
    summary, progress = RunSummary(), Progress(sys.stderr, time.monotonic)
    began = time.monotonic()
    for result in logs.read(files):
        print_line(result.to_json())
        summary.add(result)
        progress.show(summary.progress())
    progress.clear()
    sys.stderr.writelines(f"{line}\n" for line in summary.lines(time.monotonic() - began))
    return summary.exit_code


def print_line(line: str) -> None:
    """Print a line in UTF-8 whatever the locale, at once: whoever reads along needn't wait."""
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
