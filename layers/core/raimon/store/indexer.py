"""From messages to documents in OpenSearch: a batch of messages shares its bulk requests."""

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from raimon.errors import RaimonError
from raimon.store.alarms import alarm_document
from raimon.store.bulk import REQUEST_BYTES, REQUEST_DOCUMENTS, Budget, BulkLoop
from raimon.store.documents import Document
from raimon.store.errors import NotNowError, UnknownMessageError
from raimon.store.notices import (
    AlarmChanged,
    AssessmentStored,
    Notice,
    OtherStored,
    WindowsStored,
    read_notice,
)
from raimon.store.refusal import Refusal, plain_id
from raimon.store.scorings import Archive, Scorings
from raimon.store.verdict import Fate, Verdict
from raimon.store.windows import window_documents

type _Entry = tuple[str, Document]  # the message that asks for the document, and the document

_DELAYED: Final = frozenset({Fate.BUSY, Fate.HELD})


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the queue: its id, by which it is asked for again, and its body."""

    id: str
    body: str


@dataclass(slots=True)
class Report:
    """What became of a batch: counts by family and fate, causes of trouble, messages to repeat."""

    counts: Counter[tuple[str, Fate]] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)  # message id: its first cause

    def fail(self, message: str, cause: str) -> None:
        """Remember that the message must come again, and why."""
        self.failed.setdefault(message, cause)
        self.causes[cause] += 1


@dataclass(frozen=True, slots=True)
class Indexer:
    """Writes what messages announce, and reads nothing: its role in OpenSearch may only write."""

    archive: Archive
    bulk: BulkLoop

    def index(self, messages: Iterable[Message], budget: Budget) -> Report:
        """Write what the messages announce and report which of them must come again."""
        with ThreadPoolExecutor(max_workers=1) as sender:  # one request is under way, one is made
            run = _Run(self.archive, self.bulk, budget, sender)
            for message in messages:
                run.take(message)
            run.finish()
        return run.report


@dataclass(slots=True)
class _Run:
    """One batch of messages on its way into OpenSearch."""

    archive: Archive
    bulk: BulkLoop
    budget: Budget
    sender: ThreadPoolExecutor
    report: Report = field(default_factory=Report)
    _waiting: list[_Entry] = field(default_factory=list)
    _under_way: tuple[list[_Entry], Future[list[Verdict]]] | None = None
    _bytes: int = 0
    _obstructed: dict[str, Verdict] = field(default_factory=dict)  # index: why it takes nothing now

    def take(self, message: Message) -> None:
        """Write the documents of one message; what goes wrong with it stays with it."""
        try:
            for told in self._told(read_notice(message.body)):
                self.budget.check()
                if isinstance(told, Refusal):
                    self._set_aside(message.id, told)
                else:
                    self._add(message.id, told)
        except NotNowError as error:
            self.report.fail(message.id, error.cause)
        except RaimonError as error:
            self.report.fail(message.id, type(error).__name__)

    def finish(self) -> None:
        """Send what waits and hear what became of everything."""
        self._send()
        self._hear()

    def _send(self) -> None:
        """Send what waits while the next request is made, once the one before is answered."""
        self._hear()
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        documents = [document for _, document in waiting]
        if documents:
            task = self.sender.submit(self.bulk.write, documents, self.budget)
            self._under_way = (waiting, task)

    def _hear(self) -> None:
        """Settle the request under way; an index that took nothing of it takes nothing else."""
        if self._under_way is None:
            return
        (sent, task), self._under_way = self._under_way, None
        verdicts = task.result()
        judged = list(zip(sent, verdicts, strict=True))
        taking = {document.index for (_, document), known in judged if known.fate not in _DELAYED}
        for (message, document), known in judged:
            self._settle(message, document, known)
            if document.index not in taking:
                self._obstructed[document.index] = known

    def _told(self, notice: Notice) -> Iterator[Document | Refusal]:
        match notice:
            case AlarmChanged(detail):
                return iter((alarm_document(detail),))
            case AssessmentStored(bucket, scoring) if bucket == self.archive.bucket:
                return Scorings(self.archive).documents(scoring)
            case WindowsStored(bucket, key) if bucket == self.archive.bucket:
                return window_documents(self.archive, key)
            case OtherStored():
                return iter(())
        raise UnknownMessageError

    def _add(self, message: str, document: Document) -> None:
        if obstacle := self._obstructed.get(document.index):
            self._settle(message, document, obstacle)
            return
        if self._bytes + len(document.body) > REQUEST_BYTES:
            self._send()
        self._waiting.append((message, document))
        self._bytes += len(document.body)
        if len(self._waiting) == REQUEST_DOCUMENTS:
            self._send()

    def _settle(self, message: str, document: Document, known: Verdict) -> None:
        if known.fate in _DELAYED:
            self.report.counts[document.family, known.fate] += 1
            self.report.fail(message, known.cause)
        elif known.fate is Fate.REFUSED:
            self._set_aside(message, _refusal(document, known.cause))
        else:
            self.report.counts[document.family, known.fate] += 1

    def _set_aside(self, message: str, refusal: Refusal) -> None:
        self.report.counts[refusal.family, Fate.REFUSED] += 1
        self.report.causes[refusal.error_type] += 1
        try:
            self.archive.put(refusal.key, refusal.to_json())
        except NotNowError as error:
            self.report.fail(message, error.cause)


def _refusal(document: Document, error_type: str) -> Refusal:
    return Refusal(
        family=document.family,
        id=plain_id(document.id),
        index=document.index,
        error_type=error_type,
        source=document.source,
    )
