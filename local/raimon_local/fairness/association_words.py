"""What is said of associations, in one language: sentences, tables and names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raimon.alarms.phrases import in_language
from raimon.bias.association import Association
from raimon.bias.association_words import occupation_name, pole_names
from raimon.windows.disparity_words import name_of
from raimon_local.fairness.semantic import Lean, Semantics
from raimon_local.fairness.words import chance, interval, number
from raimon_local.texts import Language, Texts, aligned

if TYPE_CHECKING:
    from raimon_local.fairness.associations import Found


@dataclass(frozen=True, slots=True)
class Words:
    """What the report asks for words."""

    language: Language

    def text(self, section: str, name: str, /, **values: object) -> str:
        """Return the words, their braces filled in."""
        return Texts("raimon_local.fairness", self.language).text(section, name, **values)

    def occupation(self, name: str) -> str:
        """Return the name of an occupation."""
        return in_language(occupation_name(name), self.language)

    def group(self, name: str) -> str:
        """Return the name of a group."""
        return in_language(name_of(name), self.language)

    def pole(self, name: str, side: int) -> str:
        """Return the name of one side of a pair of poles."""
        return in_language(pole_names(name)[side], self.language)

    def verdict(self, one: Association) -> str:
        """Return in a sentence whether an occupation is given to one gender."""
        if not one.stands_out:
            return ""
        return self.text("association", "more_women" if one.shrunk > 0 else "more_men")

    def leaning(self, one: Lean) -> str:
        """Return to which pole a group leans, beyond chance."""
        if not one.differs:
            return ""
        pole = self.pole(one.poles, 0 if one.effect.size > 0 else 1)
        return self.text("semantic", "nearer", pole=pole)


def lines(found: "Found", words: Words) -> Iterator[str]:
    """Yield the report line by line."""
    if found.occupations is not None:
        yield words.text("association", "title")
        yield words.text(
            "association", "counts", answers=f"{found.answers:,}", asked=f"{found.asked_for:,}"
        )
        yield from _occupations(found.occupations, words)
        yield words.text("association", "caveat")
    if found.semantics is not None:
        if found.occupations is not None:
            yield ""
        yield words.text("semantic", "title")
        yield words.text("semantic", "how", embedding=found.embedding)
        for one in found.semantics:
            yield ""
            yield words.text("semantic", f"answers_{one.language}")
            yield from aligned(lean_rows(one, words))
        if not found.semantics:
            yield words.text("semantic", "too_few")
        yield words.text("semantic", "caveat")


def _occupations(told: tuple[Association, ...], words: Words) -> Iterator[str]:
    if not told:
        yield words.text("association", "too_few")
        return
    yield from aligned(rows(told, words))


def rows(told: tuple[Association, ...], words: Words) -> Iterator[list[str]]:
    """Yield the table of occupations, its head first."""
    yield [
        words.text("association", name)
        for name in ("occupation", "women", "men", "share", "log_odds", "shrunk", "chance", "says")
    ]
    for one in told:
        yield [
            words.occupation(one.occupation),
            f"{one.counted.women:,}",
            f"{one.counted.men:,}",
            f"{number(one.share)} {interval(one.share_interval)}",
            f"{number(one.log_odds)} {interval(one.interval)}",
            number(one.shrunk),
            number(one.chance),
            words.verdict(one),
        ]


def lean_rows(told: Semantics, words: Words) -> Iterator[list[str]]:
    """Yield the table of one language, its head first."""
    yield [
        words.text("semantic", name)
        for name in ("group", "units", "poles", "effect", "p", "corrected", "says")
    ]
    for one in sorted(told.leans, key=lambda lean: (lean.p, -abs(lean.effect.size), lean.group)):
        yield [
            words.group(one.group),
            f"{one.effect.units:,} / {one.effect.others:,}",
            f"{words.pole(one.poles, 0)} - {words.pole(one.poles, 1)}",
            number(one.effect.size),
            chance(one.effect.p),
            chance(one.p),
            words.leaning(one),
        ]
