"""Own sentences with slots, filled in by chance that is the same every time."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from train.rows import Row, source

TIMES = 8  # how often a sentence is filled in
_SLOT = re.compile(r"\{([a-z]+)\}")


def filled(name: str) -> list[Row]:
    """Return the sentences of the source, filled in; those of one template share a fold."""
    lines = [line for line in source(name).decode().splitlines() if line and line[0] != "#"]
    words = {key.strip(): said.split(" | ") for key, _, said in _slots(lines)}
    dice = random.Random(20261125)  # noqa: S311 - no secret
    rows = {}
    for line in lines:
        label, tab, template = line.partition("\t")
        for _ in range(TIMES if tab else 0):
            text = _filled(template, words, dice)
            fold = int(sha256(template.encode()).hexdigest()[:8], 16) % 100
            rows[text] = Row(name, text, attack=label == "1", told_fold=fold)
    return list(rows.values())


def _slots(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return (line.partition(" = ") for line in lines if " = " in line and "\t" not in line)


def _filled(template: str, words: Mapping[str, Sequence[str]], dice: random.Random) -> str:
    return _SLOT.sub(lambda slot: dice.choice(words[slot[1]]), template)
