"""Patterns that are compiled when they are first used: most texts need but a few of them."""

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern; compiles it at the first use, and then is as quick as the pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        """Return what the compiled pattern has of that name, and keep it here."""
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as the compiled pattern, without compiling it yet."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
