"""From messages to documents in OpenSearch: a batch of messages shares its bulk requests."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from raimon.errors import RaimonError
from raimon.store.alarms import alarm_document
from raimon.store.bulk import REQUEST_BYTES, REQUEST_DOCUMENTS, Budget, BulkLoop
from raimon.store.documents import Document
from raimon.store.errors import NotNowError, UnknownMessageError
from raimon.store.notices import AlarmChanged, AssessmentStored, read_notice
from raimon.store.refusal import Refusal, plain_id
from raimon.store.scorings import Archive, Scorings
from raimon.store.verdict import Fate, Verdict

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
        run = _Run(self.archive, self.bulk, budget)
        for message in messages:
            run.take(message)
        run.flush()
        return run.report


@dataclass(slots=True)
class _Run:
    """One batch of messages on its way into OpenSearch."""

    archive: Archive
    bulk: BulkLoop
    budget: Budget
    report: Report = field(default_factory=Report)
    _waiting: list[tuple[str, Document]] = field(default_factory=list)
    _bytes: int = 0
    _obstacle: str = ""  # why nothing can be written any more

    def take(self, message: Message) -> None:
        """Write the documents of one message; what goes wrong with it stays with it."""
        try:
            for told in self._told(read_notice(message.body)):
                if isinstance(told, Refusal):
                    self._set_aside(message.id, told)
                else:
                    self._add(message.id, told)
        except NotNowError as error:
            self.report.fail(message.id, error.cause)
        except RaimonError as error:
            self.report.fail(message.id, type(error).__name__)

    def flush(self) -> None:
        """Send what waits; where nothing of it got through, nothing else will."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        verdicts = self.bulk.write([document for _, document in waiting], self.budget)
        for (message, document), known in zip(waiting, verdicts, strict=True):
            self._settle(message, document, known)
        if verdicts and all(known.fate in _DELAYED for known in verdicts):
            self._obstacle = verdicts[0].cause

    def _told(self, notice: AssessmentStored | AlarmChanged) -> Iterator[Document | Refusal]:
        if isinstance(notice, AlarmChanged):
            return iter((alarm_document(notice.detail),))
        if notice.bucket != self.archive.bucket:
            raise UnknownMessageError
        return Scorings(self.archive).documents(notice.object)

    def _add(self, message: str, document: Document) -> None:
        if self._obstacle:
            raise NotNowError(self._obstacle)
        if self._bytes + len(document.body) > REQUEST_BYTES:
            self.flush()
        self._waiting.append((message, document))
        self._bytes += len(document.body)
        if len(self._waiting) == REQUEST_DOCUMENTS:
            self.flush()

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
