"""Who says what to which model, when: the records of one Region, with the truth about each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from raimon_local.sample_maker import guardrail_trace
from raimon_local.sample_maker.envelope import Caller, Record, answered, rejected
from raimon_local.sample_maker.exchange import Exchange
from raimon_local.sample_maker.families import (
    BY_NAME,
    FAMILIES,
    WITH_DOCUMENTS,
    WITH_SYSTEM,
    Family,
)
from raimon_local.sample_maker.families_of_messages import Bodies
from raimon_local.sample_maker.identifiers import MAKERS
from raimon_local.sample_maker.script import Script, fill

_FIRST_DAY = datetime(2026, 10, 13, tzinfo=UTC)
_DAYS = 2
_OPEN_HOURS = 10
_EARLIER_TURN = 0.15  # of the conversations have a turn before


@dataclass(frozen=True, slots=True)
class Place:
    """A Region with its language and the hour (UTC) at which its working day begins."""

    region: str
    language: str
    opens_at: int
    number: int  # keeps request ids of different Regions apart


@dataclass(frozen=True, slots=True)
class Planned:
    """One record, and what is true about it."""

    moment: datetime
    record: Record
    truth: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """Makes the records of one Region, the same ones for the same seed."""

    place: Place
    random: Random
    script: Script = field(init=False)
    _made: int = 0

    def __post_init__(self) -> None:
        """Read the scripts of the Region's language."""
        self.script = Script(self.place.language)

    def records(self, honest: int) -> list[Planned]:
        """Return so many honest records and all planted ones, in the order of their moments."""
        made = [*self._honest(honest), *self._planted()]
        return sorted(made, key=lambda planned: (planned.moment, planned.record["requestId"]))

    def _honest(self, count: int) -> Iterator[Planned]:
        """Yield honest conversations: every family in turn by weight, every application alike."""
        families = [family for family in FAMILIES for _ in range(family.weight)]
        for number in range(count):
            application = self.script.applications[number % len(self.script.applications)]
            scripted = self.random.choice(application["exchanges"])
            if "context" in scripted:
                family = self.random.choice(WITH_DOCUMENTS)
            else:
                family = families[number % len(families)]
            said = self._said(application, scripted, family)
            caller = self._caller(application, family, self.random.randrange(_DAYS))
            yield self._done(caller, answered(caller, said, family.bodies(said)), {"case": None})

    def _said(
        self, application: dict[str, Any], scripted: dict[str, Any], family: Family
    ) -> Exchange:
        """Return the scripted exchange with its slots filled and its small talk chosen."""
        values = self.script.choice(self.random)
        answer = fill(scripted["answer"], values)
        if "```" not in answer and "\n" not in answer:
            opening = self.random.choice(self.script.openings)
            answer = f"{opening}{answer}{self.random.choice(self.script.closings)}"
        return Exchange(
            system=application["system"],
            user=fill(scripted["user"], values),
            answer=answer,
            history=self._history(application, family),
            context=fill(scripted.get("context", ""), values),
            number=self._made,
        )

    def _history(self, application: dict[str, Any], family: Family) -> tuple[tuple[str, str], ...]:
        """Return an earlier turn for some conversations of the families that carry one."""
        if family not in WITH_DOCUMENTS or self.random.random() > _EARLIER_TURN:
            return ()
        scripted = self.random.choice(application["exchanges"])
        values = self.script.choice(self.random)
        return ((fill(scripted["user"], values), fill(scripted["answer"], values)),)

    def _planted(self) -> Iterator[Planned]:
        """Yield what goes wrong: what belongs together happens on one day."""
        for case in self.script.cases:
            day = self.random.randrange(_DAYS)
            for number in range(case["count"]):
                yield self._case(case, number, day)

    def _case(self, case: dict[str, Any], number: int, day: int) -> Planned:
        """Return the n-th record of a planted case."""
        application = self.script.application(case["application"])
        value = self._value(case, number)
        truth = _truth_of(case, value)
        if "error" in case:
            family = self.random.choice(FAMILIES[:4])
            caller = self._caller(application, family, day)
            return self._done(caller, rejected(caller, case["error"]), truth)
        family, bodies = self._shape(case, value, number)
        said = self._case_said(application, case, value, number)
        caller = self._caller(application, family, day)
        return self._done(caller, answered(caller, said, bodies(said)), truth)

    def _value(self, case: dict[str, Any], number: int) -> str:
        if "make" in case:
            return MAKERS[case["make"]](self.random)
        return _nth(case.get("values", [""]), number)

    def _case_said(
        self, application: dict[str, Any], case: dict[str, Any], value: str, number: int
    ) -> Exchange:
        values = self.script.choice(self.random)

        def told(singular: str, plural: str) -> str:
            text = _nth(case[plural], number) if plural in case else case.get(singular, "")
            return fill(text, values).replace("{value}", value)

        return Exchange(
            system=application["system"],
            user=told("user", "users"),
            answer=told("answer", "answers") * case.get("repeat", 1),
            context=told("context", ""),
            tool=case.get("tool", ""),
            tool_result=told("tool_result", ""),
            stop=case.get("stop", "end"),
            number=self._made,
        )

    def _shape(
        self, case: dict[str, Any], value: str, number: int
    ) -> tuple[Family, Callable[[Exchange], Bodies]]:
        """Return family and bodies: guardrails, documents and tools need those that have them."""
        converse, anthropic = BY_NAME["converse"], BY_NAME["anthropic"]
        if case.get("guardrail") == "blocked":
            if number % 2:
                return anthropic, guardrail_trace.blocked_anthropic
            return converse, guardrail_trace.blocked_converse
        if case.get("guardrail") == "detected":
            return converse, lambda said: guardrail_trace.detected_converse(said, value)
        family = converse
        if "tool" not in case:
            choice = WITH_DOCUMENTS if "context" in case else WITH_SYSTEM
            family = choice[(number + len(case["id"])) % len(choice)]
        return family, family.bodies

    def _caller(self, application: dict[str, Any], family: Family, day: int) -> Caller:
        self._made += 1
        return Caller(
            application=application["name"],
            role=application["role"],
            region=self.place.region,
            operation=family.operation,
            model=family.model,
            moment=self._moment(day),
            request_id=f"{self.place.number:04x}5a3e-0000-4000-8000-{self._made:012x}",
            carries_metadata=family.carries_metadata,
        )

    def _moment(self, day: int) -> datetime:
        """Return a moment within the working hours of the day."""
        second = self.random.randrange(_OPEN_HOURS * 3600)
        return _FIRST_DAY + timedelta(days=day, hours=self.place.opens_at, seconds=second)

    def _done(self, caller: Caller, record: Record, truth: dict[str, Any]) -> Planned:
        known = {
            "request_id": caller.request_id,
            "timestamp": record["timestamp"],
            "region": caller.region,
            "language": self.place.language,
            "application": caller.application if caller.carries_metadata else None,
            "operation": caller.operation,
            "model": caller.model,
            "outcome": "answered",
        }
        return Planned(caller.moment, record, known | truth)


def _truth_of(case: dict[str, Any], value: str) -> dict[str, Any]:
    """Return what is true about a planted case."""
    truth: dict[str, Any] = {"case": case["id"], "outcome": case.get("outcome", "answered")}
    if "rule" in case:
        wanted = {name: case[name] for name in ("rule", "segment", "entity") if name in case}
        # In two parts, so that no scanner takes an invented key for a real one.
        truth["planted"] = wanted | ({"value": [value[:2], value[2:]]} if value else {})
    return truth


def _nth(values: Sequence[str], number: int) -> str:
    return values[number % len(values)]
