"""The part of an alarm for people: what happened, where, since when, how sure, what to do.

At most nine lines; a line without a figure behind it is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from raimon.alarms.alarm import Alarm, AlarmState
from raimon.alarms.moments import written, written_after
from raimon.alarms.phrases import Language, in_language, named, phrase
from raimon.alarms.short_names import short_model
from raimon.finding import Severity
from raimon.messages import catalogue
from raimon.policy import Policy
from raimon.statistic import Statistic

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Prose:
    """One alarm in one language."""

    alarm: Alarm
    policy: Policy
    language: Language

    def title(self) -> str:
        """Return the first line: severity, aspect, what happened and how often."""
        return self._line(
            "title",
            severity=self._severity(self.alarm.severity),
            aspect=self._phrase("aspect", self.alarm.aspect),
            title=in_language(self.alarm.title, self.language),
            count=self._count(),
        )

    def lines(self, told_before: Severity | None = None) -> Iterator[str]:
        """Give all lines; `told_before` is the severity that people know of, if it has risen."""
        yield self.title()
        if told_before is not None:
            yield self._line(
                "escalated",
                severity=self._severity(self.alarm.severity),
                before=self._severity(told_before),
            )
        yield from self._standing()
        yield self._where()
        yield self._when()
        yield from self._since()
        yield from self._example()
        yield self._how_sure()
        yield from self._action()
        yield from self._promise()

    def _standing(self) -> Iterator[str]:
        if self.alarm.muted:
            yield self._line("muted")
        elif self.alarm.follows:
            yield self._line("follows")
        elif self.alarm.state is not AlarmState.OPEN:
            yield self._line(self.alarm.state)

    def _where(self) -> str:
        return self._phrase("where", "whole", places=self._apart(list(self._places())))

    def _places(self) -> Iterator[str]:
        subject = self.alarm.subject
        if subject.models or subject.application:
            yield self._application(subject.application)
        else:
            yield self._phrase("where", "account", names=self._listed(list(subject.accounts)))
        if subject.resources:
            names = self._listed(list(subject.resources))
            yield self._phrase("where", "resources", names=names)
        models = sorted({short_model(model) for model in subject.models})
        how = "model" if len(models) == 1 else "models"
        if models:
            yield self._phrase("where", how, names=self._listed(models))
        regions = [named("region", region, self.language) for region in subject.regions]
        how = "regions" if regions != list(subject.regions) else "regions_by_code"
        yield self._phrase("where", how, names=self._listed(regions))

    def _application(self, name: str | None) -> str:
        if name is None:
            return self._phrase("where", "nameless")
        owner = self._owner(name)
        return self._phrase("where", "owned" if owner else "application", name=name, owner=owner)

    def _owner(self, application: str) -> str | None:
        known = self.policy.applications.known
        return next((each.owner for each in known if each.name == application), None)

    def _when(self) -> str:
        zone = self.policy.notification.time_zone
        first, last = self.alarm.event_time, self.alarm.last_event_time
        begin = written(first, zone, self.language)
        if begin == written(last, zone, self.language):
            return self._line("once", first=begin)
        end = written_after(last, first, zone, self.language)
        return self._line("span", first=begin, last=end)

    def _example(self) -> Iterator[str]:
        if self.alarm.examples:
            how = "example" if self.alarm.count == 1 else "first_example"
            text = in_language(self.alarm.examples[0].explanation, self.language)
            yield self._line(how, explanation=text)

    def _since(self) -> Iterator[str]:
        """Say since when things are worse, and what else changed about then."""
        statistic = self.alarm.statistic
        if statistic is None or statistic.onset is None:
            return
        zone = self.policy.notification.time_zone
        since = self._line("since", onset=written(statistic.onset, zone, self.language))
        yield self._sentences([since, *self._changes(statistic, zone)])

    def _changes(self, statistic: Statistic, zone: str) -> Iterator[str]:
        if statistic.changed and statistic.changed_at is not None:
            names = [self._phrase("changed", name) for name in statistic.changed]
            moment = written(statistic.changed_at, zone, self.language)
            yield self._line("changed", names=self._listed(names), moment=moment)
        elif statistic.changed is not None:
            yield self._line("unchanged")
        if statistic.provisional:
            yield self._line("provisional")
        elif statistic.baseline_status == "proposed":
            yield self._line("unapproved")

    def _how_sure(self) -> str:
        statistic = self.alarm.statistic
        if statistic is not None and statistic.k is not None:
            return self._sentences(list(self._effect(statistic)))
        lowest = _floored(self.alarm.confidence.lowest)
        highest = _floored(self.alarm.confidence.highest)
        if lowest != highest:
            sure = self._line("sure_between", lowest=lowest, highest=highest)
        else:
            sure = self._line("sure" if self.alarm.count == 1 else "sure_each", confidence=lowest)
        return self._sentences([sure, *self._behind_it()])

    def _effect(self, statistic: Statistic) -> Iterator[str]:
        if statistic.difference_interval is not None:
            low, high = (f"{100 * bound:+.1f}" for bound in statistic.difference_interval)
            yield self._line("difference", low=low, high=high)
        yield from self._set_right(statistic)
        if statistic.false_alarm_promise is None:
            yield self._line("rule")
        else:
            yield self._line("too_large")

    def _set_right(self, statistic: Statistic) -> Iterator[str]:
        """Say what the rates are by what people judged, where enough calls were judged."""
        sides = {
            "corrected": statistic.corrected,
            "baseline_corrected": statistic.baseline_corrected,
        }
        for name, told in sides.items():
            if told is not None:
                rate, low, high = (f"{100 * share:.1f}" for share in (told.rate, *told.interval))
                yield self._line(name, rate=rate, low=low, high=high, reviewed=told.reviewed)
        if statistic.ratio_corrected is not None and statistic.ratio_corrected_interval:
            low, high = (f"{bound:.2g}" for bound in statistic.ratio_corrected_interval)
            yield self._line(
                "ratio_corrected", ratio=f"{statistic.ratio_corrected:.2g}", low=low, high=high
            )

    def _behind_it(self) -> Iterator[str]:
        statistic = self.alarm.statistic
        if statistic is None:
            yield self._line("rule")
        elif statistic.observed is not None:
            yield self._line("figures", figures=self._figures(statistic, statistic.observed))
            yield self._line("too_large")

    def _figures(self, statistic: Statistic, observed: float) -> str:
        facts = []
        if statistic.n is not None:
            facts.append(self._line("n", n=f"{statistic.n:,}"))
        if statistic.interval is not None:
            low, high = statistic.interval
            facts.append(self._line("interval", low=f"{low:.3g}", high=f"{high:.3g}"))
        how = "observed_with" if facts else "observed"
        figures = [self._line(how, observed=f"{observed:.3g}", facts=self._apart(facts))]
        if statistic.baseline is not None:
            figures.append(self._line("baseline", baseline=f"{statistic.baseline:.3g}"))
        return self._apart(figures)

    def _promise(self) -> Iterator[str]:
        promise = self.alarm.statistic and self.alarm.statistic.false_alarm_promise
        if promise and promise.deployments:
            yield self._line("promise_deployments", deployments=f"{promise.deployments:,}")
        elif promise and promise.days:
            how = "promise_once" if promise.alarms == 1 else "promise"
            yield self._line(how, alarms=f"{promise.alarms:g}", days=f"{promise.days:,}")

    def _action(self) -> Iterator[str]:
        text = catalogue().get(self.alarm.rule_id)
        if text:
            action = text.actions.get(self.alarm.subject.kind or "", text.action)
            yield self._line("action", action=in_language(action, self.language))

    def _count(self) -> str:
        count = self.alarm.count
        calls = len({example.invocation_id for example in self.alarm.examples})
        if count == 1:
            how = "finding"
        elif self.alarm.statistic is not None or not self.alarm.subject.models:
            how = "findings"  # they aren't of single calls
        elif count > len(self.alarm.examples) or calls == count:
            how = "findings"  # how many calls it were isn't known, or goes without saying
        else:
            how = "one_call" if calls == 1 else "calls"
        return self._line(how, count=f"{count:,}", calls=calls)

    def _severity(self, severity: Severity) -> str:
        return self._phrase("severity", severity)

    def _apart(self, parts: list[str]) -> str:
        return self._phrase("list", "comma").join(parts)

    def _listed(self, names: list[str]) -> str:
        """Return the names in a row, a long row cut short."""
        shown = self._phrase("list", "and" if len(names) < _NAMES_SHOWN else "comma").join(
            names[:_NAMES_SHOWN]
        )
        more = len(names) - _NAMES_SHOWN
        return self._phrase("list", "more", names=shown, count=more) if more > 0 else shown

    def _sentences(self, sentences: list[str]) -> str:
        return self._phrase("list", "space").join(sentences)

    def _line(self, name: str, /, **values: object) -> str:
        return self._phrase("line", name, **values)

    def _phrase(self, group: str, name: str, /, **values: object) -> str:
        return phrase(group, name, self.language, **values)


def _floored(confidence: float) -> str:
    """Return the confidence with two decimals, never rounded up: 0.996 isn't certain."""
    return str(Decimal(repr(confidence)).quantize(Decimal("0.01"), rounding=ROUND_FLOOR))
