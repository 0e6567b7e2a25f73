"""Texts with names in known places: own templates filled by origin, and published rows."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from train import name_pools
from train.name_pools import PARTICLES, pool_of
from train.rows import records, source

INVENTED = 0.15  # of the training names: no list knows them
_MIDDLE = 0.06  # of the full names have a middle initial
_SECOND = 0.08  # ... a second given or family name, or both family names joined by a hyphen
_PARTICLE = 0.12  # of the family names of an origin that uses them
SLOT = re.compile(r"\{(?P<slot>[pflacjnbdmow])\}")
NAME_SLOTS = "pfl"
_LISTED = {
    "a": name_pools.addresses,
    "c": name_pools.towns,
    "j": name_pools.jobs,
    "n": name_pools.countries,
}
_MADE = {
    "b": name_pools.brand,
    "d": name_pools.date,
    "m": name_pools.month,
    "o": name_pools.firm,
    "w": name_pools.work,
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, the spans of names in it, the template it was made from, and the names' origin."""

    text: str
    spans: tuple[tuple[int, int], ...]
    template: str
    origin: str

    @property
    def in_small_letters(self) -> "Marked":
        """Return the text as people in a hurry write it, the spans at their places."""
        lower = self.text.lower()
        return replace(self, text=lower) if len(lower) == len(self.text) else self

    @property
    def in_capitals(self) -> "Marked":
        """Return the text with its names in capital letters, as forms and lists have them."""
        text = self.text
        for start, end in self.spans:
            loud = text[start:end].upper()
            text = text[:start] + loud + text[end:] if len(loud) == end - start else text
        return replace(self, text=text)


def templates() -> list[str]:
    """Return the own templates with names."""
    own = [
        str(record["template"])
        for record in records("own_name_templates")
        if record["lang"] == "en" and record["holds_name"]
    ]
    return [*map(_plain, _lines("name_templates")), *own]


def _lines(name: str) -> list[str]:
    return [line for line in source(name).decode().split("\n") if line]


def _plain(line: str) -> str:
    """Return the template with line breaks and braces as texts have them."""
    return line.replace("{{", "{").replace("}}", "}").replace("\\n", "\n").replace("\\t", "\t")


def filled(template: str, origin: str, dice: random.Random, invented: float = 0.0) -> Marked:
    """Return the template with names of the origin in its slots."""
    text, spans, done = "", [], 0
    for slot in SLOT.finditer(template):
        text += template[done : slot.start()]
        word = _word(slot["slot"], origin, dice, invented)
        if slot["slot"] in NAME_SLOTS:
            spans.append((len(text), len(text) + len(word)))
        text += word
        done = slot.end()
    return Marked(text + template[done:], _joined(text, spans), template, origin)


def _joined(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans, a given name and the family name after it as one."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if whole and start == whole[-1][1] + 1 and text[whole[-1][1]] == " ":
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return tuple(whole)


def _word(slot: str, origin: str, dice: random.Random, invented: float) -> str:
    if slot in NAME_SLOTS:
        return _name(slot, origin, dice, invented)
    if slot in _LISTED:
        return dice.choice(_LISTED[slot]())
    return _MADE[slot](dice)


def _name(slot: str, origin: str, dice: random.Random, invented: float) -> str:
    if dice.random() < invented:
        first, last = name_pools.invented(dice), name_pools.invented(dice)
    else:
        first, last = map(dice.choice, pool_of(origin))
    if slot == "f":
        return first
    if slot == "l":
        return last
    return _full(first, last, origin, dice)


def _full(first: str, last: str, origin: str, dice: random.Random) -> str:
    """Return a full name, now and then with what stands between or before its parts."""
    if origin in PARTICLES and dice.random() < _PARTICLE:
        return f"{first} {dice.choice(PARTICLES[origin])} {last}"
    kind = dice.random()
    if kind < _MIDDLE:
        return f"{first} {dice.choice('ABCDEHJKLMRST')}. {last}"
    if kind < _MIDDLE + _SECOND:
        more = dice.choice(pool_of(origin)[dice.randrange(2)])
        return dice.choice((f"{first} {more} {last}", f"{first} {last}-{more}"))
    return f"{first} {last}"


def without_names(dice: random.Random, times: int) -> Iterator[Marked]:
    """Yield texts that hold no name."""
    for line in map(_plain, _lines("name_templates_none")):
        for _ in range(times):
            yield replace(filled(line, "Anglo", dice), spans=(), origin="")
    for name in ("frr", "adv_instruction", "llmdrift"):
        for number, record in enumerate(records(name)):
            text = str(record["text"] if "text" in record else record["prompt"])
            if number % 2 == 0:
                yield Marked(text[:600], (), text[:40], "")


def published() -> Iterator[Marked]:
    """Yield the published rows with their names."""
    for record in records("presidio"):
        spans = tuple((s["start"], s["end"]) for s in record["spans"] if s["type"] == "PERSON")
        yield Marked(str(record["text"]), spans, f"presidio {record['template']}", "published")


def renamed(one: Marked, origin: str, dice: random.Random) -> Marked:
    """Return the text with other names in the places of its own, as long as they were."""
    text, spans, done = "", [], 0
    for start, end in one.spans:
        text += one.text[done:start]
        name = one.text[start:end]
        slot = "p" if " " in name else dice.choice("fl")
        word = _name(slot, origin, dice, INVENTED)
        word = name if "." in name else word.lower() if name.islower() else word
        spans.append((len(text), len(text) + len(word)))
        text += word
        done = end
    return Marked(text + one.text[done:], tuple(spans), one.template, one.origin)
