"""Which group a call belongs to on each axis, by how far its source is to be trusted.

First what the caller says in requestMetadata, as the policy maps it; then what the prompt speaks
of; a call of a probe by the group that was swapped in, and by nothing else. A value of the metadata
is never shown: a label of the policy stands for it, else a keyed stand-in or the word `other`.
"""

from collections.abc import Mapping
from functools import lru_cache

from raimon.invocation import Invocation, Segment
from raimon.policy_fairness import Disparity, GroupKey
from raimon.scorers.evidence import TokenKey
from raimon.scorers.fairness.groups import english, japanese
from raimon.scorers.fairness.topics import topics_of
from raimon.scorers.privacy.pii import holds_personal_data
from raimon.scorers.transparency.disclaimer import DOMAINS
from raimon.windows.disparity_names import ANY_TOPIC, METADATA, OTHER, PROBE, STAND_IN, TOPIC
from raimon.windows.marks import mark

_STAND_IN_LENGTH = 8
_TOPIC_LENGTH = 6
_READ = 400  # code points of a prompt in which its field is looked for


def groups_of(invocation: Invocation, rules: Disparity, key: TokenKey) -> Mapping[str, str]:
    """Return the group on each axis, such as topic.gender: women; an axis without one is absent."""
    if not rules.enabled:
        return {}
    metadata = invocation.request_metadata
    swapped = metadata.get(rules.probe_key)
    if swapped:
        return _swapped(swapped)
    told = {
        f"{METADATA}.{each.told}": _labelled(metadata[each.key], each, key)
        for each in rules.groups
        if metadata.get(each.key)
    }
    if rules.mentions:
        known = {each.told for each in rules.groups if metadata.get(each.key)}
        topics = topics_of(invocation.text(Segment.USER))
        told |= {f"{TOPIC}.{axis}": group for axis, group in topics.items() if axis not in known}
    return told


def topic_of(invocation: Invocation, rules: Disparity, key: TokenKey) -> str:
    """Return what like is compared with: the caller's topic by its mark, else a field of advice."""
    named = invocation.request_metadata.get(rules.topic_key)
    if named:
        return f"{STAND_IN}{mark(key, 'topic', named, _TOPIC_LENGTH)}"
    asked = invocation.text(Segment.USER)[:_READ]
    return next((name for name, field in DOMAINS.items() if field.topic.search(asked)), ANY_TOPIC)


def _labelled(value: str, mapped: GroupKey, key: TokenKey) -> str:
    if value in mapped.values:
        return mapped.values[value]
    if mapped.values or _tells_of_a_person(value):
        return OTHER
    return f"{STAND_IN}{mark(key, f'group.{mapped.told}', value, _STAND_IN_LENGTH)}"


def _swapped(value: str) -> Mapping[str, str]:
    """Return what a probe says that it swapped in, `axis/group`, if the lexicon knows both."""
    axis, _, group = value.partition("/")
    known = {**english().axes, **japanese()[1]}
    return {f"{PROBE}.{axis}": group} if known.get(group) == axis else {}


@lru_cache(maxsize=4096)
def _tells_of_a_person(value: str) -> bool:
    return holds_personal_data(value)
