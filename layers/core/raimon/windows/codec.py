"""Dataclasses to JSON and back, field by field, so that what is added to a state is kept too.

A field that is missing takes its default: an older state is read by newer code.
"""

import types
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeAliasType, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from raimon.errors import RaimonError

type Json = Any  # what json.dumps takes
type Special = tuple[Callable[[Any], Json], Callable[[Json], object]]

_PLAIN = frozenset({str, int, float, bool, type(None)})


class UnreadableStateError(RaimonError):
    """What is kept isn't what the code knows; its content isn't told."""

    def __init__(self, *, reason: str) -> None:
        """Remember why."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Codec:
    """Writes values by what they are, and reads them by what their fields are declared to be.

    `special` says how types are kept that aren't state themselves, such as a policy.
    """

    special: Mapping[type, Special] = field(default_factory=dict)

    def encode(self, value: object) -> Json:
        """Return the value as JSON."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in self.special:
            return self.special[kind][0](value)
        if is_dataclass(kind):
            return {name: self.encode(getattr(value, name)) for name in _names(kind)}
        return self._encode_whole(value)

    def _encode_whole(self, value: object) -> Json:
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, date):  # a moment is a date too
            return value.isoformat()
        if isinstance(value, Mapping):
            return [[self.encode(key), self.encode(held)] for key, held in value.items()]
        if isinstance(value, set | frozenset):
            return sorted(self.encode(each) for each in value)
        if isinstance(value, list | tuple):
            return [self.encode(each) for each in value]
        if isinstance(value, BaseModel):
            return value.model_dump(mode="json", by_alias=True)
        raise UnreadableStateError(reason=type(value).__name__)

    def decode[T](self, kind: type[T], told: Json) -> T:
        """Return the value of that type.

        Raises:
            UnreadableStateError: if it isn't one.

        """
        try:
            value: T = self._decode(kind, told)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UnreadableStateError(reason=type(error).__name__) from None
        return value

    def _decode(self, kind: Any, told: Json) -> Any:  # noqa: ANN401 - any type, any value of it
        if isinstance(kind, TypeAliasType):
            return self._decode(kind.__value__, told)
        origin, inner = get_origin(kind) or kind, get_args(kind)
        if origin is types.UnionType:
            return None if told is None else self._decode(_first(inner), told)
        if origin in self.special:
            return self.special[origin][1](told)
        if inner and issubclass(origin, tuple):
            return self._decode_tuple(inner, told)
        if inner or origin is Counter:
            return self._decode_many(origin, inner, told)
        return self._decode_one(origin, told)

    def _decode_one(self, kind: Any, told: Json) -> Any:  # noqa: ANN401 - likewise
        if is_dataclass(kind):
            return self._decode_dataclass(kind, told)
        if issubclass(kind, BaseModel):
            return kind.model_validate(told)
        if issubclass(kind, date):
            return kind.fromisoformat(told)
        if kind is float and type(told) is int:
            return told  # a sum that began at 0
        if issubclass(kind, Enum):
            return kind(told)
        if not isinstance(told, kind):
            raise TypeError
        return told

    def _decode_tuple(self, inner: tuple[Any, ...], told: Json) -> Any:  # noqa: ANN401 - likewise
        if inner[-1] is Ellipsis:
            return tuple(self._decode(inner[0], each) for each in told)
        return tuple(self._decode(kind, each) for kind, each in zip(inner, told, strict=True))

    def _decode_many(self, origin: Any, inner: tuple[Any, ...], told: Json) -> Any:  # noqa: ANN401 - likewise
        if issubclass(origin, Mapping):
            key, held = inner if len(inner) > 1 else (*inner, int)
            pairs = {self._decode(key, k): self._decode(held, v) for k, v in told}
            return Counter(pairs) if issubclass(origin, Counter) else pairs
        made = [self._decode(inner[0], each) for each in told]
        return set(made) if issubclass(origin, set | frozenset) else made

    def _decode_dataclass(self, kind: Any, told: Json) -> Any:  # noqa: ANN401 - likewise
        made = object.__new__(kind)
        for each, declared in _declared(kind):
            known = each.name in told
            value = self._decode(declared, told[each.name]) if known else _default(each)
            object.__setattr__(made, each.name, value)
        return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _declared(kind: type) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(kind)
    return tuple((each, hints[each.name]) for each in fields(kind))


def _default(each: Field[Any]) -> object:
    if each.default_factory is not MISSING:
        return each.default_factory()
    if each.default is MISSING:
        raise KeyError(each.name)
    return each.default


def _first(kinds: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a type
    return next(kind for kind in kinds if kind is not type(None))
