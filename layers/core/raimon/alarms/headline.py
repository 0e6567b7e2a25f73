"""What an alarm is called: what happened, in one line of each language."""

from raimon.alarms.phrases import phrases
from raimon.finding import Bilingual
from raimon.messages import catalogue


def headline(rule_id: str, kind: str | None, entity: str | None) -> Bilingual:
    """Return the headline by what was found and how, else the rule's own, else by the rule's id."""
    unnamed = phrases()["unnamed"].get(rule_id)
    sentence = phrases()["headline"].get(kind or "")
    if unnamed and sentence:
        what = phrases()["entity"].get(entity or "", unnamed)
        return Bilingual(
            en=sentence.en.format(entity=what.en), ja=sentence.ja.format(entity=what.ja)
        )
    text = catalogue().get(rule_id)
    if text:
        return text.alarm
    unknown = phrases()["unknown"]["rule"]
    return Bilingual(en=unknown.en.format(rule=rule_id), ja=unknown.ja.format(rule=rule_id))
