"""Names in a policy that name nothing: rules, scorers and numbers that don't exist."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from fnmatch import fnmatchcase

from raimon.messages import catalogue
from raimon.policy import Policy, line_of
from raimon.scorers.privacy.recognisers import LOCALES
from raimon.scorers.registry import SCORERS

type Path = tuple[int | str, ...]


def unknown_names(text: str, policy: Policy) -> tuple[str, ...]:
    """Return one problem a name, beginning with its line in the text."""
    found = sorted((line_of(text, path), what) for path, what in _unknown(policy))
    return tuple(f"line {line}: {what}" for line, what in found)


def _unknown(policy: Policy) -> Iterator[tuple[Path, str]]:
    yield from _unknown_rules(policy)
    yield from _unknown_tuning(policy)
    yield from _unknown_mutes(policy)
    yield from _unknown_locales(policy)


def _unknown_rules(policy: Policy) -> Iterator[tuple[Path, str]]:
    known = catalogue().keys() | {scorer.name for scorer in SCORERS}
    for rule in policy.rules:
        if rule not in known:
            yield ("rules", rule), f"rules.{rule}: there is no such rule{_suggestion(rule, known)}"


def _unknown_tuning(policy: Policy) -> Iterator[tuple[Path, str]]:
    tunings = {scorer.name: scorer.tuning for scorer in SCORERS}
    for scorer, numbers in policy.tuning.items():
        if scorer not in tunings:
            hint = _suggestion(scorer, tunings)
            yield ("tuning", scorer), f"tuning.{scorer}: there is no such scorer{hint}"
            continue
        for name in numbers:
            if name not in tunings[scorer]:
                hint = _suggestion(name, tunings[scorer])
                what = f"tuning.{scorer}.{name}: {scorer} has no such number{hint}"
                yield ("tuning", scorer, name), what


def _unknown_mutes(policy: Policy) -> Iterator[tuple[Path, str]]:
    for index, mute in enumerate(policy.notification.mute):
        if not any(fnmatchcase(rule, mute.rule) for rule in catalogue()):
            hint = _suggestion(mute.rule, catalogue())
            where = f"notification.mute[{index}].rule"
            yield ("notification", "mute", index, "rule"), f"{where}: there is no such rule{hint}"


def _unknown_locales(policy: Policy) -> Iterator[tuple[Path, str]]:
    known = ("all", *LOCALES)
    for index, locale in enumerate(policy.locales):
        if locale not in known:
            where = f"locales[{index}]"
            what = f"{where}: {locale} has no identifiers here; there are {', '.join(known)}"
            yield ("locales", index), what


def _suggestion(name: str, known: Collection[str]) -> str:
    """Return a guess at what was meant, or the choice where it is small."""
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; there are {', '.join(sorted(known))}" if 0 < len(known) <= _FEW else ""


_FEW = 6
