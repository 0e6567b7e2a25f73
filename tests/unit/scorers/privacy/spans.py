"""Found spans in a form that tests compare: entity and the very text that was cut out."""

from collections.abc import Iterable

from raimon.scorers.privacy.detector import Found


def cut(text: str, found: Iterable[Found]) -> list[tuple[str, str]]:
    """Return entity and text of each find, cut by the offsets that the finding will carry."""
    return [(one.entity, text[one.start : one.end]) for one in found]


def of(entity: str, text: str, found: Iterable[Found]) -> list[str]:
    """Return the texts that were found for one entity."""
    return [piece for name, piece in cut(text, found) if name == entity]
