"""Analyse texts with Presidio's English pattern recognisers; needs Presidio, and nothing of ours.

usage: build/presidio/bin/python tests/performance/presidio_patterns.py < texts.jsonl
Reads a JSON string a line; prints what was found a line, as [type, start, end, score], and the
CPU seconds on the last one. No model is used: names and places aren't looked for. Words have their
small letters as lemmas, without which words of context would count for nothing.
"""

import json
import sys
import time

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc


@Language.component("small_letters")  # type: ignore[untyped-decorator] # spaCy is not installed here
def small_letters(doc: Doc) -> Doc:
    """Set each word's lemma."""
    for token in doc:
        token.lemma_ = token.lower_
    return doc


class BlankEngine(SpacyNlpEngine):  # type: ignore[misc] # nor is Presidio
    """A tokeniser in place of a model."""

    def __init__(self) -> None:
        """Set it up without a download."""
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}
        self.nlp["en"].add_pipe("small_letters")

    def load(self) -> None:
        """Do nothing: it is loaded."""


def analyzer() -> AnalyzerEngine:
    """Return the engine with the recognisers that need no model."""
    registry = RecognizerRegistry()
    engine = BlankEngine()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    registry.remove_recognizer("SpacyRecognizer")
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


def main() -> None:
    """Analyse the texts of standard input."""
    texts = [json.loads(line) for line in sys.stdin]
    engine = analyzer()
    engine.analyze("warm up: a@example.org, www.example.org", language="en")
    seconds = 0.0
    for text in texts:
        start = time.process_time()
        found = engine.analyze(text, language="en", score_threshold=0.4)
        seconds += time.process_time() - start
        told = [[one.entity_type, one.start, one.end, one.score] for one in found]
        sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.write(f"{seconds}\n")


if __name__ == "__main__":
    main()
