"""The demo: the whole of Raimon on this machine, from a log object to an alarm for people."""

import io
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from opensearchpy import OpenSearch

from raimon.alarms.alarm import Alarm
from raimon.alarms.text import render
from raimon.aws.opensearch import OpenSearchTemplates, make_client
from raimon.policy import default_policy
from raimon.store.families import Family
from raimon.store.templates import Capabilities, ensure_templates
from raimon_local.demo_clock import event_time
from raimon_local.demo_logs import deliveries
from raimon_local.demo_outcome import Outcome, outcome_of
from raimon_local.embedded_store import embedded_store
from raimon_local.node import Node
from raimon_local.node_home import NodeUnavailableError
from raimon_local.page.data import page_data
from raimon_local.page.render import render_page
from raimon_local.stack import LOG_BUCKET, LocalStack
from raimon_local.written_files import write_whole

_KEYS_AT_ONCE = 12  # log objects that arrive before the functions run again
_BAR = 30
_RULE = "-" * 72


def run(*, once: bool, opensearch: bool, port: int | None, page: Path, out: TextIO) -> int:
    """Run the demo and return its exit code.

    In a terminal it stays until Ctrl-C, unless `once`; whatever was started is stopped then.
    """
    with _until_told(), _store(out, opensearch=opensearch, port=port) as endpoint:
        client = make_client(endpoint, "none", timeout=30)
        ensure_templates(OpenSearchTemplates(client), Capabilities())
        outcome = _play(endpoint, out)
        documents = {family.value: _count(client, family) for family in Family}
        _write_page(page, outcome, documents)
        _tell(outcome, documents, out)
        _say_where(endpoint, page.resolve(), out)
        if not once and out.isatty():
            _stay(out)
    return 0


@contextmanager
def _until_told() -> Iterator[None]:
    """Let a plain kill end the demo as Ctrl-C does, so that nothing stays behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _store(out: TextIO, *, opensearch: bool, port: int | None) -> Iterator[str]:
    """Start the real node, or say why not and start the embedded store; yield the address."""
    with ExitStack() as started:
        yield _start(started, out, port) if opensearch else started.enter_context(embedded_store())


def _start(started: ExitStack, out: TextIO, port: int | None) -> str:
    """Start the real node, or a store in memory where the node can't be had."""
    try:
        node = Node(port=port, progress=lambda text: _say(out, text))
        return started.enter_context(node).url
    except NodeUnavailableError as error:
        _say(out, f"{error} The demo goes on with a store in memory.")
        return started.enter_context(embedded_store())


def _play(endpoint: str, out: TextIO) -> Outcome:
    """Let the log objects arrive in their own time, and return what came of them."""
    _say(
        out,
        "Feeding a log bucket as it would fill: one application for days, then all of them",
    )
    every = list(deliveries())
    total = sum(len(each.objects) for each in every)
    done = 0
    with event_time(every[0].moment) as clock, LocalStack(endpoint, io.StringIO()) as stack:
        for delivery in every:
            clock.set(delivery.moment)
            for key, content in delivery.objects.items():
                stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=content)
                done += 1
                if done % _KEYS_AT_ONCE == 0:
                    stack.deliver()
                    _progress(done, total, out)
            stack.deliver()
            if delivery.compares:
                stack.compare()
                stack.deliver()  # what the statistics have to tell
        _progress(total, total, out)
        return outcome_of(stack, objects=total)


def _count(client: OpenSearch, family: Family) -> int:
    """Return the documents of a family that can be found."""
    client.indices.refresh(index=f"{family.alias}*")
    answer: Mapping[str, int] = client.count(
        index=family.alias, params={"ignore_unavailable": "true"}
    )
    return answer["count"]


def _write_page(page: Path, outcome: Outcome, documents: Mapping[str, int]) -> None:
    data = page_data(outcome.assessments, outcome.alarms, {**outcome.counts, **documents})
    write_whole(page, render_page(data, outcome.streams).encode())


def _tell(outcome: Outcome, documents: Mapping[str, int], out: TextIO) -> None:
    """Print the alarms as people get them, then the counts of each stage."""
    for alarm in outcome.alarms:
        _say(out, f"{_RULE}\n{_for_people(alarm)}")
    counts = outcome.counts
    _say(
        out,
        f"{_RULE}\n"
        f"objects        {counts['objects']:,} in the log bucket\n"
        f"records        {counts['seen']:,} seen: {counts['assessed']:,} assessed, "
        f"{counts['quarantined']:,} in quarantine with a reason\n"
        f"findings       {outcome.findings:,}, of which {counts['raised']:,} are at the floor\n"
        f"documents      {documents['invocations']:,} invocations, {documents['findings']:,} "
        f"findings, {documents['alarms']:,} alarms in OpenSearch\n"
        f"notifications  {counts['notifications']:,} for {len(outcome.alarms):,} alarms\n"
        f"dead letters   {counts['dead_letters']:,}",
    )


def _for_people(alarm: Alarm) -> str:
    """Return the part of an alarm that people read, in both languages, without the details."""
    policy = default_policy()
    return "\n".join(
        render(alarm, policy, language).partition("\n\n")[0] + "\n" for language in ("en", "ja")
    )


def _say_where(endpoint: str, page: Path, out: TextIO) -> None:
    """Print where to look: the page, and three queries that are ready to be copied."""
    _say(
        out,
        f"""{_RULE}
The page          file://{page}
OpenSearch        {endpoint}
  all findings about leaks of the model, newest first
    curl -s '{endpoint}/raimon-findings/_search?pretty' -H 'Content-Type: application/json' \\
      -d '{{"query": {{"term": {{"kind": "LEAK.MODEL"}}}}, "sort": [{{"@timestamp": "desc"}}]}}'
  invocations that were refused
    curl -s '{endpoint}/raimon-invocations/_search?pretty' -H 'Content-Type: application/json' \\
      -d '{{"query": {{"term": {{"outcome": "refused"}}}}}}'
  how many alarms there are
    curl -s '{endpoint}/raimon-alarms/_count?pretty'
Next              raimon score --help, raimon replay --help, docs/architecture.md""",
    )


def _stay(out: TextIO) -> None:
    """Wait for Ctrl-C."""
    _say(out, "\nEverything keeps running so that you can look around. Ctrl-C stops it.")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        _say(out, "\nStopping")


def _progress(number: int, total: int, out: TextIO) -> None:
    """Draw how far the feeding is, where somebody watches."""
    if out.isatty():
        done = _BAR * number // total
        bar = "#" * done + "." * (_BAR - done)
        out.write(f"\r  [{bar}] {number}/{total} objects" + ("\n" if number == total else ""))
        out.flush()


def _say(out: TextIO, text: str) -> None:
    out.write(f"{text}\n")
    out.flush()
