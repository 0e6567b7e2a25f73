"""States as models: read, judged, and written over the version that was read."""

from dataclasses import dataclass

from raimon.audit.ports import StateStore
from raimon.invocation import Frozen


@dataclass(frozen=True, slots=True)
class Remembered[T: Frozen]:
    """A state with the version under which it lies; version 0 lies nowhere yet."""

    store: StateStore
    name: str
    version: int
    value: T

    def replace(self, value: T, *, days: int | None = None) -> None:
        """Write the value over this version."""
        content = value.model_dump_json()
        self.store.save(self.name, content, replaces=self.version, days=days)


def remembered[T: Frozen](store: StateStore, name: str, otherwise: T) -> Remembered[T]:
    """Return the state of that name, else `otherwise`; fields of newer versions are ignored."""
    kept = store.load(name)
    if kept is None:
        return Remembered(store, name, 0, otherwise)
    value = type(otherwise).model_validate_json(kept.content, extra="ignore")
    return Remembered(store, name, kept.version, value)
