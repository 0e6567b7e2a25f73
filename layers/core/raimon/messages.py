"""The catalogue of texts for people: names, explanations and advice, in English and Japanese."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from raimon.finding import Bilingual, Fact
from raimon.invocation import Frozen


class RuleText(Frozen):
    """What people read about one rule.

    `explanations` holds one sentence for each way in which the rule finds; placeholders such as
    {length} are filled from a finding's evidence, which holds numbers and fixed words only.
    `alarm` is the headline of an alarm, `action` what its reader should do. A rule about streams
    has a headline and an advice for each kind in place of these where they differ.
    """

    name: Bilingual
    alarm: Bilingual
    action: Bilingual
    explanations: Mapping[str, Bilingual]
    alarms: Mapping[str, Bilingual] = {}
    actions: Mapping[str, Bilingual] = {}


@cache
def catalogue() -> Mapping[str, RuleText]:
    """Return the texts of all rules by rule id, read once from TOML files."""
    folder = files("raimon").joinpath("messages_catalogue")
    return {
        rule_id: RuleText.model_validate(text)
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
        for rule_id, text in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def explanation(rule_id: str, message: str, facts: Mapping[str, Fact]) -> Bilingual:
    """Return the rule's explanation in both languages, filled with the facts."""
    template = catalogue()[rule_id].explanations[message]
    return Bilingual(en=template.en.format_map(facts), ja=template.ja.format_map(facts))
