"""Train the tagger of English person names: `python -m train.person_en`."""

import base64
import json
import random
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pycrfsuite

from raimon.models.artefact import packed
from raimon.scorers.privacy.name_forms import OF_A_PLACE, TITLES
from raimon.scorers.privacy.name_words import Token, Told, tokens_of, uses_of, word_features
from raimon.scorers.privacy.person_tagger import (
    LABELS,
    Name,
    Tagger,
    features,
    names_of,
    weighed,
    windows_of,
)
from train.heads import MODELS
from train.name_pools import (
    DAYS,
    KNOWN_TOWNS,
    MONTHS,
    OF_PLACES,
    OPENERS,
    ORIGINS,
    OTHER,
    countries,
    pool_of,
    regions,
)
from train.name_text import (
    INVENTED,
    Marked,
    filled,
    published,
    renamed,
    templates,
    without_names,
)
from train.rows import notices, records

SOURCES = ("adv_instruction", "frr", "llmdrift", "name_templates", "name_templates_none")
SOURCES = (*SOURCES, "own_name_templates", "presidio")
FOLDS = 5
FILLED = 4  # times a template is filled
SMALL = 0.15  # of the texts stand in small letters a second time
LOUD = 0.05  # ... have their names in capital letters
PROSE = ("adv_instruction", "frr", "garak", "gpteacher", "llmdrift")
PROSE = (*PROSE, "self_instruct_seed", "self_instruct_user", "trustllm", "xstest")
COMMON = 3  # a word that stands so often in small letters is a common one
# Of one word and of several: below what templates say, as prose has more that looks like a name.
# No more than a name that a label marks, so that the label is what is told where both find it.
SUREST = {"single": 0.55, "several": 0.60}
FORGOTTEN = 0.25  # of the names are kept from the list in training: it never knows all
FAKER = "Faker 40.63.0 (names by locale, kept as checksums), MIT"
# Words that are often written large, and tell what the word beside them is.
_TELLING = (
    "regards sincerely love cheers signed name author from to cc by patient customer employee "
    "tenant st jr sr phd esq family brothers jesus god mr. mrs. ms. dr. prof. st. jr. sr."
)
TELLING = (
    TITLES | OF_A_PLACE | {word.lower() for word in (*MONTHS, *DAYS)} | frozenset(_TELLING.split())
)


@dataclass(frozen=True)
class Lists:
    """What words are known: names, plain words and places as checksums; whose identity tells."""

    words: Mapping[str, array[int]]
    common: frozenset[str]

    def told(self, tokens: Iterable[Token], *, forget: bool) -> list[Told]:
        """Return what the words tell; an uncommon word keeps its identity to itself."""
        found = []
        for token in tokens:
            uses = uses_of(token.text, self.words)
            if forget and int(sha256(token.text.encode()).hexdigest()[:4], 16) < FORGOTTEN * 65536:
                uses = uses.replace("f", "").replace("l", "")
            word, shape, uses = word_features(token.text, uses)
            known = word in self.common or not word[0].isalpha()
            found.append((word if known else "?", shape, uses))
        return found


def fold_of(template: str) -> int:
    """Return the fold of a template: texts of one template stay together."""
    return int(sha256(template.encode()).hexdigest()[:8], 16) % FOLDS


def checksums(names: Iterable[str]) -> array[int]:
    """Return the names' checksums, sorted."""
    words = {word.lower() for name in names for word in (name, *name.split())}
    return array("I", sorted({crc32(word.encode()) for word in words if len(word) > 1}))


def known_words(all_texts: Sequence[Marked]) -> Lists:
    """Return the lists of names of all origins, of plain words and of places."""
    pools = [pool_of(origin) for origin in (*ORIGINS, OTHER)]
    lists = {
        "f": checksums(name for pool in pools for name in pool[0]),
        "l": checksums(name for pool in pools for name in pool[1]),
        "p": checksums((*plain_words(), *OPENERS)),
        "c": checksums((*countries(), *regions(), *KNOWN_TOWNS, *OF_PLACES)),
    }
    return Lists(lists, common_words(all_texts))


def plain_words() -> set[str]:
    """Return the words that requests of many kinds write in small letters, mostly."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for name in PROSE:
        for record in records(name):
            text = str(record["text"] if "text" in record else record["prompt"])
            for token in tokens_of(text, 0, len(text)):
                (small if token.text.islower() else large)[token.text.lower()] += 1
    return {word for word, times in small.items() if times >= COMMON and times >= large[word]}


def texts() -> list[Marked]:
    """Return all texts for training: own templates by every origin, none, and published rows."""
    dice = random.Random(20261125)  # noqa: S311 - no secret
    origins = (*ORIGINS, OTHER, OTHER)
    made = [
        filled(template, origins[(place + number) % len(origins)], dice, INVENTED)
        for place, template in enumerate(templates())
        for number in range(FILLED)
    ]
    rows = list(published())
    again = [renamed(one, dice.choice(origins), dice) for one in rows if one.spans]
    plain = [*made, *without_names(dice, FILLED)]
    small = [one.in_small_letters for one in plain if dice.random() < SMALL]
    loud = [one.in_capitals for one in made if dice.random() < LOUD]
    return [*plain, *small, *loud, *rows, *(replace(one, origin="renamed") for one in again)]


def common_words(all_texts: Sequence[Marked]) -> frozenset[str]:
    """Return the words that stand in small letters, outside names, in several templates."""
    seen: Counter[str] = Counter()
    for one in {text.template: text for text in all_texts if text.origin != "small"}.values():
        outside = [
            token.text
            for token in tokens_of(one.text, 0, len(one.text))
            if not any(start <= token.start < end for start, end in one.spans)
        ]
        seen.update({word for word in outside if word.islower()})
    return frozenset({word for word in seen if seen[word] >= COMMON} | TELLING)


def labels_of(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the label of each word."""
    labels, inside = [], None
    for token in tokens:
        span = next((s for s in spans if s[0] <= token.start < s[1]), None)
        labels.append("O" if span is None else "I" if span == inside else "B")
        inside = span
    return labels


def learned(some: Sequence[Marked], lists: Lists) -> Tagger:
    """Return the tagger that the texts teach."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.6, "c2": 0.3, "max_iterations": 100})
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
    return Tagger(kept, moves, lists.words, {})


def found_in(text: str, model: Tagger, lists: Lists) -> list[Name]:
    """Return the names that the tagger finds in the windows of the text, as the scorer does."""
    found = []
    for start, end in windows_of(text, lambda word: uses_of(word, lists.words)):
        tokens = tokens_of(text, start, end)
        words = [weighed(model, told) for told in lists.told(tokens, forget=False)]
        found += names_of(model, tokens, words)
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

    def add(self, spans: Sequence[tuple[int, int]], found: Sequence[Name]) -> None:
        """Count one text."""
        said = {(name.start, name.end) for name in found}
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


def measured(all_texts: Sequence[Marked], lists: Lists) -> Measured:
    """Return what taggers find that never saw the texts' templates, and by origin of the names."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    by_size: dict[str, list[bool]] = defaultdict(list)
    dice = random.Random(1)  # noqa: S311 - no secret
    for fold in range(FOLDS):
        model = learned([t for t in all_texts if fold_of(t.template) != fold], lists)
        for one in (t for t in all_texts if fold_of(t.template) == fold):
            if one.origin == "renamed":
                continue
            kind = "published" if one.origin == "published" else "own" if one.spans else "none"
            found = found_in(one.text, model, lists)
            tallies[kind].add(one.spans, found)
            for name in found:
                size = "several" if name.words > 1 else "single"
                by_size[size].append((name.start, name.end) in one.spans)
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
    lists = known_words(all_texts)
    told = measured(all_texts, lists)
    model = learned(all_texts, lists)
    content = {
        "states": model.states,
        "moves": model.moves,
        "lists": {
            use: base64.b64encode(words.tobytes()).decode() for use, words in lists.words.items()
        },
    }
    header = {
        "name": "person_en",
        "version": 2,
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
