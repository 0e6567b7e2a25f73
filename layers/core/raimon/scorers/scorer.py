"""What a scorer is: data and one pure function from a reading of an invocation to a verdict."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from raimon.assessment import Languages, Outcome
from raimon.finding import Aspect, Fact, Location, Severity
from raimon.invocation import Invocation, Segment

type Tuning = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a scorer may raise; the policy may switch it off or change its severity."""

    rule_id: str
    version: str
    aspect: Aspect
    severity: Severity


@dataclass(frozen=True, slots=True)
class Reading:
    """An invocation with what several scorers need to know of it, worked out once."""

    invocation: Invocation
    language: Languages
    refusal: float  # probability-like score in [0, 1] that the model declined
    outcome: Outcome
    guardrail_required: bool = False  # by the policy, of the invocation's application
    models_denied: tuple[str, ...] = ()  # patterns of model ids, likewise

    def text(self, segment: Segment) -> str:
        """Return the segment's text, empty where there is none."""
        return self.invocation.segments.get(segment, "")


@dataclass(frozen=True, slots=True)
class Observation:
    """What a scorer saw; it stays in this process until `scoring` makes a finding of it.

    `value` is the raw value in canonical form (digits only, lower case): only its token leaves.
    `mask` must not let anyone recover the value. `facts` fill the explanation and become the
    evidence: numbers, flags and words of ours, never text of the invocation.
    """

    rule_id: str
    message: str  # which of the rule's explanations
    confidence: float
    location: Location | None = None
    severity: Severity | None = None  # None: the rule's own
    entity: str | None = None
    kind: str | None = None
    value: str | None = field(default=None, repr=False)
    mask: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    detail: str = ""  # tells observations apart that have neither location nor entity


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one scorer says of one invocation; a signal that doesn't apply is absent."""

    signals: Mapping[str, float] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()


NOTHING = Verdict()

type Judge = Callable[[Reading, Tuning], Verdict]


@dataclass(frozen=True, slots=True)
class Scorer:
    """One scorer: what it is called, may raise and lets be tuned, and how it judges."""

    name: str
    rules: tuple[Rule, ...]
    judge: Judge
    tuning: Mapping[str, float] = field(default_factory=dict)
