"""The demo: the whole of Raimon on this machine, from a log object to an alarm for people."""

import io
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
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
from raimon_local.demo_logs import Delivery, deliveries
from raimon_local.demo_outcome import Outcome, outcome_of
from raimon_local.demo_store import DemoStore
from raimon_local.functions import NAMES
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
    store = DemoStore(lambda text: _say(out, text), opensearch=opensearch, port=port)
    with _until_told(), store:
        outcome = _play(store, out)
        client = make_client(store.url, "none", timeout=30)
        documents = {family.value: _count(client, family) for family in Family}
        _write_page(page, outcome, documents)
        _tell(outcome, documents, out)
        _say_where(store.url, page.resolve(), out)
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


def _play(store: DemoStore, out: TextIO) -> Outcome:
    """Let the log objects arrive in their own time, and return what came of them.

    The first of them are assessed while the store comes up.
    """
    _say(out, "Feeding a log bucket as it would fill: one application for days, then all of them")
    first, *others = deliveries()
    feed = _Feed(out, sum(len(each.objects) for each in (first, *others)))
    with event_time(first.moment) as clock, LocalStack(store.url, io.StringIO()) as stack:
        feed.objects(stack, first, names=("assess",))
        store.wait()
        templates = OpenSearchTemplates(make_client(store.url, "none", timeout=30))
        ensure_templates(templates, Capabilities())
        for delivery in others:
            clock.set(delivery.moment)
            feed.objects(stack, delivery)
            if delivery.compares:
                stack.compare()
                stack.deliver()  # what the statistics have to tell
        return outcome_of(stack, objects=feed.total)


@dataclass(slots=True)
class _Feed:
    """Log objects on their way into the bucket, some at a time."""

    out: TextIO
    total: int
    done: int = 0

    def objects(self, stack: LocalStack, delivery: Delivery, names: Sequence[str] = NAMES) -> None:
        """Let the objects arrive, and the functions of these names do their work."""
        for some in batched(delivery.objects.items(), _KEYS_AT_ONCE):
            for key, content in some:
                stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=content)
            stack.deliver(names=names)
            self.done += len(some)
            _progress(self.done, self.total, self.out)


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
