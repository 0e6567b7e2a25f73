"""Tell of what an audit noticed: keep it in the ledger, then raise what people are told of."""

from collections.abc import Iterable
from dataclasses import dataclass

from raimon.audit.notable import Notable, Place, raised
from raimon.audit.ports import Bus, Ledger
from raimon.events import FINDING_RAISED, FindingRaised
from raimon.policy import Policy


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells in a way that may be repeated: the same finding has the same key and the same id."""

    ledger: Ledger
    bus: Bus
    policy: Policy

    def tell(self, notables: Iterable[Notable], place: Place) -> int:
        """Keep all findings, raise those at or above the floor, and return how many there are."""
        found = [raised(notable, place, self.policy) for notable in notables]
        findings = [each for each in found if each is not None]
        for each in findings:
            self.ledger.put(ledger_key(each), each.model_dump_json().encode())
        worthy = [each for each in findings if self.policy.notifies(each.finding)]
        if worthy:
            self.bus.put(FINDING_RAISED, [each.model_dump_json() for each in worthy])
        return len(findings)


def ledger_key(each: FindingRaised) -> str:
    """Return where the finding is kept: by the month in which it happened."""
    month = f"{each.subject.timestamp:%Y/%m}"
    return f"governance/{month}/{each.finding.rule_id}-{each.finding.finding_id}.json"
