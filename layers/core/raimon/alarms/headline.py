"""What an alarm is called: what happened, in one line of each language."""

from raimon.alarms.phrases import phrases
from raimon.finding import Bilingual
from raimon.messages import catalogue
from raimon.statistic import Statistic

_TWO = 2
# What a headline names; the text below it says what became of the thing.
_THINGS = {"guardrail_gone": "guardrail", "guardrail_new": "guardrail"}


def headline(rule_id: str, kind: str | None, entity: str | None) -> Bilingual:
    """Return the headline by what was found and how, else the rule's own, else by the rule's id."""
    known = phrases()
    unnamed = known["unnamed"].get(rule_id)
    sentence = known["headline"].get(kind) if kind else known["unknown"]["kind"]
    if unnamed and sentence:
        what = known["entity"].get(entity or "", unnamed)
        return Bilingual(
            en=sentence.en.format(entity=what.en), ja=_japanese(sentence.ja, entity=what.ja)
        )
    text = catalogue().get(rule_id)
    if text:
        return text.alarms.get(kind or "", text.alarm)
    unknown = known["unknown"]["rule"]
    return Bilingual(en=unknown.en.format(rule=rule_id), ja=unknown.ja.format(rule=rule_id))


def with_change(title: Bilingual, statistic: Statistic | None) -> Bilingual:
    """Return the headline of a statistical alarm with what else changed, or that nothing did."""
    if statistic is None or statistic.changed is None:
        return title
    known = phrases()
    if not statistic.changed:
        suffix = known["change"]["unseen"]
        return Bilingual(en=title.en + suffix.en, ja=title.ja + suffix.ja)
    names = [known["changed"][_THINGS.get(name, name)] for name in statistic.changed]
    suffix, both, comma = known["change"]["seen"], known["list"]["and"], known["list"]["comma"]
    apart = both if len(names) == _TWO else comma
    return Bilingual(
        en=title.en + suffix.en.format(names=apart.en.join(name.en for name in names)),
        ja=title.ja + suffix.ja.format(names=apart.ja.join(name.ja for name in names)),
    )


def _japanese(sentence: str, *, entity: str) -> str:
    """Return the sentence with the entity, Latin letters set apart from Japanese ones."""
    before = " " if _is_latin(entity[0]) else ""
    after = " " if _is_latin(entity[-1]) else ""
    return sentence.format(entity=f"{before}{entity}{after}").strip()


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
