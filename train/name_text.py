"""Texts with names in known places: own templates filled by origin, and published rows."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from faker import Faker

from train.rows import records, source


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


ORIGINS = {
    "Anglo": ("en_US", "en_GB", "en_IE"),
    "Hispanic": ("es_MX", "es_ES", "es_CO"),
    "South Asian": ("en_IN", "en_PK", "en_BD"),
    "East Asian": ("zh_CN", "ja_JP", "vi_VN"),
    "Arabic": ("fr_DZ", "ha_NG"),
    "African": ("en_NG", "yo_NG", "ig_NG", "sw", "tw_GH", "zu_ZA", "en_KE"),
}
OTHERS = ("de_DE", "fr_FR", "it_IT", "pt_BR", "nl_NL", "pl_PL", "sv_SE", "tr_TR", "id_ID", "cs_CZ")
# Written in Latin letters by nobody's locale.
ARABIC_FIRST = _words(
    "Ahmed Mohammed Omar Khalid Yousef Hassan Hussein Tariq Faisal Mahmoud Karim Samir Nabil Walid "
    "Rashid Saeed Hamza Bilal Mustafa Ibrahim Fatima Aisha Layla Noor Huda Mariam Salma Rania Dina "
    "Yasmin Zainab Amira Hanan Samira Nadia Lina Reem Sara Iman Farah"
)
ARABIC_LAST = _words(
    "Al-Farsi Al-Hashimi Al-Masri Haddad Khoury Nasser Mansour Aziz Saleh Darwish Hamdan Farouk "
    "Qasim Abbas Sabbagh Shaheen Najjar Habib Rahman Bakr Zaki Fahmy Shawky El-Sayed Barakat Awad "
    "Ghanem Sulaiman Jaber Othman Khalil Tahan Maalouf Sleiman Yassin Kanaan Hijazi Badawi"
)
INVENTED = 0.15  # of the training names: no list knows them
SYLLABLES = _words("ba ke lor vin tha mi ran dul so fer qui zan ol nek pra wen jo ti gar sha")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ -]+")
SLOT = re.compile(r"\{(?P<slot>[pflcohk])\}")
CITIES = _words(
    "Leeds Boston Lisbon Osaka Nairobi Lagos Mumbai Cairo Lima Bogota Berlin Toronto Sydney Denver "
    "Springfield Geneva Manila Accra Dublin Kyoto Hanoi Madrid Chicago Bristol Houston"
)
TOWNS = (*CITIES, "New York", "San Diego", "Cape Town", "Kuala Lumpur", "Fort Wayne")
FIRMS = (
    "Acme Corp", "Northwind", "Bluewater Bank", "Global Freight Ltd", "City Hospital", "Hooli",
    "Greenfield University", "Oak & Partners", "Sunrise Foods", "the Ministry of Health",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, the spans of names in it, the template it was made from, and the names' origin."""

    text: str
    spans: tuple[tuple[int, int], ...]
    template: str
    origin: str


@cache
def drawn(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return given and family names of a locale, in Latin letters."""
    fake = Faker(locale)
    fake.seed_instance(20261125)
    if locale in {"zh_CN", "ja_JP"}:
        full = [fake.romanized_name().split() for _ in range(600)]
        return tuple(sorted({n[0] for n in full})), tuple(sorted({n[-1] for n in full}))
    first = {fake.first_name() for _ in range(1500)}
    last = {fake.last_name() for _ in range(1500)}
    return _latin(first), _latin(last)


def _latin(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if LATIN.fullmatch(name) and name[0].isupper()))


def names_of(origin: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the given and the family names of an origin."""
    pools = [drawn(locale) for locale in ORIGINS.get(origin, OTHERS)]
    first = tuple(name for pool in pools for name in pool[0])
    last = tuple(name for pool in pools for name in pool[1])
    if origin == "Arabic":
        return first + ARABIC_FIRST * 8, last + ARABIC_LAST * 8
    return first, last


def templates() -> list[str]:
    """Return the own templates with names."""
    own = [
        str(record["template"])
        for record in records("own_name_templates")
        if record["lang"] == "en" and record["holds_name"]
    ]
    lines = source("name_templates").decode().split("\n")
    return [line.replace("{{", "{").replace("}}", "}") for line in lines if line] + own


def filled(template: str, origin: str, dice: random.Random, invented: float = 0.0) -> Marked:
    """Return the template with names of the origin in its slots."""
    text, spans, done = "", [], 0
    for slot in SLOT.finditer(template):
        text += template[done : slot.start()]
        word = _word(slot["slot"], origin, dice, invented)
        if slot["slot"] in "pfl":
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
    if slot in "co":
        return dice.choice(TOWNS if slot == "c" else FIRMS)
    if dice.random() < invented:
        first, last = _made(dice), _made(dice)
    else:
        first, last = map(dice.choice, names_of(origin))
    if slot != "p":
        return first if slot == "f" else last
    middle = dice.random()
    if middle < 0.06:  # noqa: PLR2004 - a share
        return f"{first} {dice.choice('ABCDEHJKLMRST')}. {last}"
    return f"{first} {last}"


def _made(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 3))).capitalize()


def without_names(dice: random.Random) -> Iterator[Marked]:
    """Yield texts that hold no name."""
    lines = source("name_templates_none").decode().split("\n")
    for line in filter(None, lines):
        for _ in range(6):
            yield Marked(filled(line, "Anglo", dice).text, (), line, "")
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
