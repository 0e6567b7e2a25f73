"""What can be tuned: thresholds, rules, severities, applications, languages, who is told of what.

One validated model of `policy.yaml`; a mistake is reported with its line and its field.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Annotated, Final, Literal, Self
from zoneinfo import ZoneInfo

import yaml
from pydantic import Field, PositiveFloat, PositiveInt, ValidationError, field_validator
from pydantic_core import ErrorDetails

from raimon.errors import PolicyError
from raimon.finding import Finding, Severity
from raimon.invocation import Frozen, Invocation
from raimon.policy_fairness import Fairness
from raimon.policy_privacy import Allowed, CrossSession

MINUTES_A_DAY = 24 * 60
LOCALE: Final = "locale."  # begins the names of tuning that stand for a country
type Share = Annotated[float, Field(ge=0, le=1)]
type Locale = Annotated[str, Field(pattern="^(?:all|[a-z]{2})$")]


class RulePolicy(Frozen):
    """How one rule is used here; what is left out stays as the rule has it."""

    enabled: bool = True
    severity: Severity | None = None
    minimum_confidence: Share = 0.5


class Mute(Frozen):
    """Alarms that nobody is told of for a time; they are still recorded."""

    rule: str = "*"
    application: str = "*"
    until: datetime | None = None
    reason: str

    @field_validator("until")
    @classmethod
    def _has_a_zone(cls, until: datetime | None) -> datetime | None:
        if until is not None and until.tzinfo is None:
            message = "give the time with its zone, such as 2026-12-01T00:00:00+09:00"
            raise ValueError(message)
        return until


class Notification(Frozen):
    """When somebody is told, and in which words."""

    floor: Severity = Severity.HIGH
    minimum_confidence: Share = 0.85
    resolved: bool = False  # whether people are told that an alarm is over
    merge_window_minutes: PositiveInt = MINUTES_A_DAY
    languages: Literal["en", "ja", "both"] = "both"
    time_zone: str = "UTC"
    mute: tuple[Mute, ...] = ()

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            message = "no such time zone; use a name such as Asia/Tokyo or UTC"
            raise ValueError(message) from None
        return name


class Application(Frozen):
    """An application that calls models: how its invocations are recognised, and who owns it."""

    name: Annotated[str, Field(pattern=r"^[\w .-]{1,64}$")]
    owner: str | None = None
    # Patterns of ARNs, such as arn:aws:sts::*:assumed-role/chat-*/*
    principals: tuple[str, ...] = ()
    rules: Mapping[str, RulePolicy] = {}  # in this application; they go before the general ones
    guardrail_required: bool = False
    models_denied: tuple[str, ...] = ()  # patterns of model ids, beside those denied to everybody


class Applications(Frozen):
    """Which application an invocation belongs to: by principal, else by what the caller says."""

    metadata_key: str = "application"  # of requestMetadata, which callers fill: no proof
    known: tuple[Application, ...] = ()


class Silence(Frozen):
    """When the absence of log objects is worth a finding."""

    floor_minutes: PositiveInt = 180  # never earlier than that, however busy the hour usually is
    factor: Annotated[float, Field(ge=1)] = 2  # times the longest gap of the same hour of the week


class Governance(Frozen):
    """What must hold of the deployment as a whole, and what `audit` makes of it."""

    models_denied: tuple[str, ...] = ()  # patterns of model ids that nobody may use
    lookback_hours: Annotated[int, Field(ge=2, le=168)] = 24  # of log objects held against results
    grace_minutes: PositiveInt = 60  # for which a log object may wait for its results
    event_hours: PositiveInt = 48  # an event of CloudTrail older than that tells nothing of now
    dead_letters: PositiveInt = 1  # so many messages raise a finding
    quarantined_objects: PositiveInt = 10  # so many log objects of the look-back raise a finding
    silence: Silence = Silence()


class Statistics(Frozen):
    """How streams are watched: what counts as learned, and how many false alarms are allowed."""

    enabled: bool = True
    floor: Severity = Severity.MEDIUM  # the least severity of a statistical alarm
    window_minutes: Literal[15, 30, 60] = 60
    operational_window_minutes: Literal[5, 15, 30, 60] = 15  # of errors, throttling and latency
    lateness_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = 15
    learning_days: Annotated[int, Field(ge=2, le=90)] = 14
    minimum_units: PositiveInt = 2000
    provisional_days: Annotated[int, Field(ge=2, le=90)] = 5
    provisional_units: PositiveInt = 300
    margin: Annotated[float, Field(ge=1)] = 1.25
    approval: Literal["automatic", "required"] = "automatic"  # of a baseline before it is used
    warns_a_month: PositiveFloat = 1  # of one stream, by mistake
    pages_a_month: PositiveFloat = 1 / 12
    portfolio_pages_a_month: PositiveFloat = 1  # of all streams together
    mute_hours: PositiveInt = 24
    quiet_hours: PositiveInt = 48  # for which evidence must stay low before an alarm is over


class Policy(Frozen):
    """The whole policy of a deployment."""

    version: Literal[1] = 1  # of this format
    revision: Annotated[int, Field(ge=0, lt=1_000_000)] = 0  # raise it with each change
    notification: Notification = Notification()
    applications: Applications = Applications()
    rules: Mapping[str, RulePolicy] = {}
    tuning: Mapping[str, Mapping[str, float]] = {}  # by scorer, then by name
    governance: Governance = Governance()
    statistics: Statistics = Statistics()
    locales: tuple[Locale, ...] = ("all",)  # countries whose identifiers are looked for
    allow: Allowed = Allowed()
    cross_session: CrossSession = CrossSession()
    fairness: Fairness = Fairness()

    def application_of(self, invocation: Invocation) -> str | None:
        """Return the application's name: that of a known principal, else what the caller says."""
        principal = invocation.principal or ""
        for application in self.applications.known:
            if any(fnmatchcase(principal, pattern) for pattern in application.principals):
                return application.name
        return invocation.request_metadata.get(self.applications.metadata_key)

    def requires_guardrail(self, application: str | None) -> bool:
        """Return whether the application is a known one whose calls must pass a guardrail."""
        return any(each.guardrail_required for each in self._known(application))

    def models_denied(self, application: str | None) -> tuple[str, ...]:
        """Return the patterns of the models that the application may not use."""
        own = (pattern for each in self._known(application) for pattern in each.models_denied)
        return (*self.governance.models_denied, *own)

    def _known(self, application: str | None) -> Iterable[Application]:
        return (each for each in self.applications.known if each.name == application)

    def runs(self, scorer: str, rule_ids: Iterable[str]) -> bool:
        """Return whether the scorer has a rule that isn't switched off."""
        return self._rule(scorer).enabled and any(
            self._rule(rule_id).enabled for rule_id in rule_ids
        )

    def counts(self, rule_id: str, confidence: float, application: str | None = None) -> bool:
        """Return whether an observation of that confidence becomes a finding."""
        rule = self._rule(rule_id, application)
        return rule.enabled and confidence >= rule.minimum_confidence

    def severity(
        self, rule_id: str, proposed: Severity, application: str | None = None
    ) -> Severity:
        """Return the severity that the policy sets for the rule, else the proposed one."""
        return self._rule(rule_id, application).severity or proposed

    def notifies(self, finding: Finding) -> bool:
        """Return whether somebody is to be told of the finding; of a value that is known never."""
        floor = self.statistics.floor if finding.statistical else self.notification.floor
        return (
            finding.severity.rank >= floor.rank
            and finding.confidence >= self.notification.minimum_confidence
            and not finding.known
        )

    def tuned(self, scorer: str, defaults: Mapping[str, float]) -> Mapping[str, float]:
        """Return the scorer's tuning with the policy's values in place of its own."""
        left_out = {
            name: 0.0
            for name in defaults
            if name.startswith(LOCALE) and not {"all", name.removeprefix(LOCALE)} & {*self.locales}
        }
        return {**defaults, **left_out, **self.tuning.get(scorer, {})}

    def with_default(self, scorer: str, name: str, value: float) -> Self:
        """Return the policy with a number of the scorer's tuning where it has none of its own."""
        told = {name: value, **self.tuning.get(scorer, {})}
        return self.model_copy(update={"tuning": {**self.tuning, scorer: told}})

    def _rule(self, rule_id: str, application: str | None = None) -> RulePolicy:
        """Return how a rule is used; what the application says of it goes before the rest."""
        general = self.rules.get(rule_id, _UNTOUCHED)
        for known in self.applications.known:
            if known.name == application and rule_id in known.rules:
                own = known.rules[rule_id].model_dump(exclude_unset=True)
                return general.model_copy(update=own)
        return general


_UNTOUCHED = RulePolicy()


@cache
def default_policy() -> Policy:
    """Return the policy that ships with Raimon."""
    return parse_policy(default_policy_text())


def default_policy_text() -> str:
    """Return the shipped policy as written, with its comments, for people to change."""
    return files("raimon").joinpath("policy.yaml").read_text(encoding="utf-8")


def parse_policy(text: str) -> Policy:
    """Return the policy that the YAML text describes.

    Raises:
        PolicyError: with one problem a line, each naming line and field.

    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise PolicyError((f"{where}this is not YAML: {error.problem}",)) from None
    except yaml.YAMLError as error:
        raise PolicyError((f"this is not YAML: {error}",)) from None
    try:
        return Policy.model_validate({} if content is None else content)
    except ValidationError as error:
        raise PolicyError(
            tuple(
                f"line {_line(root, problem['loc'])}: {_field(problem['loc'])}: {_told(problem)}"
                for problem in error.errors(include_input=False, include_url=False)
            )
        ) from None


def _told(problem: ErrorDetails) -> str:
    """Return what is wrong, in words for the author of a policy."""
    if problem["type"] == "extra_forbidden":
        return "there is no such field; `raimon policy show` prints all that there are"
    return problem["msg"].removeprefix("Value error, ")


def line_of(text: str, location: tuple[int | str, ...]) -> int:
    """Return the line (from 1) on which the YAML text says what the location names."""
    return _line(yaml.compose(text, Loader=yaml.SafeLoader), location)


def _field(location: tuple[int | str, ...]) -> str:
    """Return the field's path as people write it: rules.privacy.pii.severity, mute[0].until."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path or "the whole file"


def _line(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """Return the line (from 1) of the deepest node on the path that stands in the text."""
    line = node.start_mark.line + 1 if node else 1
    for step in location:
        if isinstance(node, yaml.MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == step]
            if not pairs:
                break
            line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
        ):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
