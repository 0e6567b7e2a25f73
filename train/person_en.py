"""Train the tagger of English person names: `python -m train.person_en`."""

import base64
import json
import random
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pycrfsuite

from raimon.models.artefact import packed
from raimon.scorers.privacy.person_tagger import (
    LABELS,
    Tagger,
    Token,
    Told,
    decoded,
    features,
    name_flags,
    spans_of,
    tokens_of,
    weighed,
    windows_of,
    word_features,
)
from train.heads import MODELS
from train.name_text import (
    INVENTED,
    ORIGINS,
    Marked,
    filled,
    names_of,
    published,
    templates,
    without_names,
)
from train.rows import notices

SOURCES = ("adv_instruction", "frr", "llmdrift", "name_templates", "name_templates_none")
SOURCES = (*SOURCES, "own_name_templates", "presidio")
FOLDS = 5
FILLED = 8  # times a template is filled
COMMON = 3  # a word that stands so often in small letters is a common one
# Of one word and of several: below what templates say, as prose has more that looks like a name,
# and below every identifier, which wins where both are found.
SUREST = {"single": 0.55, "several": 0.65}
FORGOTTEN = 0.25  # of the names are kept from the list in training: it never knows all
FAKER = "Faker 40.63.0 (names by locale, kept as checksums), MIT"
EDGE_WORDS = frozenset({"mr", "mrs", "ms", "dr", "prof"})


@dataclass(frozen=True)
class Lists:
    """What words are known: names as checksums, and common words."""

    first: array[int]
    last: array[int]
    common: frozenset[str]

    @cached_property
    def plain(self) -> frozenset[str]:
        """Return the common words that no list knows as names."""
        return frozenset(w for w in self.common if not name_flags(w, self.first, self.last))

    def told(self, tokens: Iterable[Token], *, forget: bool) -> list[Told]:
        """Return what the words tell; an uncommon word keeps its identity to itself."""
        found = []
        for token in tokens:
            flags = name_flags(token.text, self.first, self.last)
            if forget and int(sha256(token.text.encode()).hexdigest()[:4], 16) < FORGOTTEN * 65536:
                flags = ""
            word, shape, flags = word_features(token.text, flags)
            known = word in self.common or not word[0].isalpha()
            found.append((word if known else "?", shape, flags))
        return found


def fold_of(template: str) -> int:
    """Return the fold of a template: texts of one template stay together."""
    return int(sha256(template.encode()).hexdigest()[:8], 16) % FOLDS


def checksums(names: Iterable[str]) -> array[int]:
    """Return the names' checksums, sorted."""
    words = {word.lower() for name in names for word in (name, *name.split())}
    return array("I", sorted({crc32(word.encode()) for word in words if len(word) > 1}))


def texts() -> list[Marked]:
    """Return all texts for training: own templates by every origin, none, and published rows."""
    dice = random.Random(20261125)  # noqa: S311 - no secret
    origins = (*ORIGINS, "other", "other")
    made = [
        filled(template, origins[(place + number) % len(origins)], dice, INVENTED)
        for place, template in enumerate(templates())
        for number in range(FILLED)
    ]
    return [*made, *without_names(dice), *published()]


def common_words(all_texts: Sequence[Marked]) -> frozenset[str]:
    """Return the words that stand in small letters, outside names, in several texts."""
    seen: Counter[str] = Counter()
    for one in {text.template: text for text in all_texts}.values():
        seen.update({t.text for t in tokens_of(one.text, 0, len(one.text)) if t.text.islower()})
    for one in all_texts[:: FILLED + 1]:
        seen.update({t.text for t in tokens_of(one.text, 0, len(one.text)) if t.text.islower()})
    return frozenset({word for word in seen if seen[word] >= COMMON} | EDGE_WORDS)


def labels_of(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the label of each word."""
    labels, inside = [], None
    for token in tokens:
        span = next((s for s in spans if s[0] <= token.start < s[1]), None)
        labels.append("O" if span is None else "I" if span == inside else "B")
        inside = span
    return labels


def learned(some: Sequence[Marked], lists: Lists, known: Tagger) -> Tagger:
    """Return the tagger that the texts teach."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.3, "c2": 0.02, "max_iterations": 70})
    for one in some:
        tokens = tokens_of(one.text, 0, len(one.text))
        told = lists.told(tokens, forget=True)
        hidden = [[f for f in features(told, place) if "=?" not in f] for place in range(len(told))]
        trainer.append(hidden, labels_of(tokens, one.spans))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "crf"))
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    states: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for (name, label), weight in info.state_features.items():
        states[name][LABELS.index(label)] = round(weight, 3)
    moves = [
        [
            round(info.transitions.get((a, b), -9.0 if (a, b) == ("O", "I") else 0.0), 3)
            for b in LABELS
        ]
        for a in LABELS
    ]
    kept = {name: tuple(weights) for name, weights in sorted(states.items()) if any(weights)}
    return Tagger(kept, moves, known.first, known.last, known.plain, {})


def found_in(text: str, model: Tagger, lists: Lists) -> list[tuple[int, int, int]]:
    """Return the names that the tagger finds in the windows of the text, as the scorer does."""
    found = []
    for start, end in windows_of(text, lists.plain):
        tokens = tokens_of(text, start, end)
        words = [weighed(model, told) for told in lists.told(tokens, forget=False)]
        found += spans_of(tokens, decoded(model, words))
    return found


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether half of what either covers is covered by both."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both * 2 >= max(one[1], other[1]) - min(one[0], other[0])


@dataclass
class Tally:
    """Counts of names found, missed and made up."""

    exact: int = 0
    near: int = 0
    said: int = 0
    true: int = 0

    def add(self, spans: Sequence[tuple[int, int]], found: Sequence[tuple[int, int, int]]) -> None:
        """Count one text."""
        said = {(start, end) for start, end, _ in found}
        self.exact += len(said & set(spans))
        self.near += sum(any(overlaps(span, one) for one in said) for span in spans)
        self.said += len(said)
        self.true += len(spans)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1, exact and at half overlap."""
        both = max(1, self.said + self.true)
        return {
            "n": self.true,
            "said": self.said,
            "precision": round(self.exact / max(1, self.said), 3),
            "recall": round(self.exact / max(1, self.true), 3),
            "f1": round(2 * self.exact / both, 3),
            "f1_half": round(2 * self.near / both, 3),
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """What the tagger finds in texts whose templates it never saw."""

    figures: dict[str, dict[str, float]]
    confidence: dict[str, float]  # precision of one word and of several, at most SUREST


def measured(all_texts: Sequence[Marked], lists: Lists, bare: Tagger) -> Measured:
    """Return what taggers find that never saw the texts' templates, and by origin of the names."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    by_size: dict[str, list[bool]] = defaultdict(list)
    dice = random.Random(1)  # noqa: S311 - no secret
    for fold in range(FOLDS):
        model = learned([t for t in all_texts if fold_of(t.template) != fold], lists, bare)
        for one in (t for t in all_texts if fold_of(t.template) == fold):
            kind = "published" if one.origin == "published" else "own" if one.spans else "none"
            found = found_in(one.text, model, lists)
            tallies[kind].add(one.spans, found)
            for start, end, words in found:
                by_size["several" if words > 1 else "single"].append((start, end) in one.spans)
        for template in (t for t in templates() if fold_of(t) == fold):
            for origin in ORIGINS:
                told = filled(template, origin, dice)
                tallies[origin].add(told.spans, found_in(told.text, model, lists))
    return Measured(
        figures={kind: tally.figures() for kind, tally in sorted(tallies.items())},
        confidence={
            size: round(min(SUREST[size], sum(hits) / len(hits)), 2)
            for size, hits in sorted(by_size.items())
        },
    )


def main() -> None:
    """Cross-validate by template, train on everything, write the artefact."""
    all_texts = texts()
    pools = [names_of(origin) for origin in (*ORIGINS, "other")]
    lists = Lists(
        checksums(name for pool in pools for name in pool[0]),
        checksums(name for pool in pools for name in pool[1]),
        common_words(all_texts),
    )
    bare = Tagger({}, (), lists.first, lists.last, lists.plain, {})
    told = measured(all_texts, lists, bare)
    model = learned(all_texts, lists, bare)
    content = {
        "states": model.states,
        "moves": model.moves,
        "plain": sorted(lists.plain),
        "first": base64.b64encode(lists.first.tobytes()).decode(),
        "last": base64.b64encode(lists.last.tobytes()).decode(),
    }
    header = {
        "name": "person_en",
        "version": 1,
        "parameters": told.confidence,
        "figures": told.figures,
        "notices": [*notices(*SOURCES), FAKER],
    }
    payload = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    (MODELS / "person_en.model").write_bytes(packed(header, payload))
    print("person_en", told.confidence)  # noqa: T201 - a command of the house speaks to its terminal
    for kind, figure in told.figures.items():
        print(f"{kind:12}", figure)  # noqa: T201 - likewise


if __name__ == "__main__":
    main()
