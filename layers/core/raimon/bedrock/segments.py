"""Collects the texts of an invocation by who said them."""

import re
from collections import defaultdict
from collections.abc import Mapping

from raimon.invocation import Segment

# A guardrail is told by such tags which part of a prompt to look at: they are nobody's words.
_GUARD_TAG = re.compile(r"</?amazon-bedrock-guardrails-guardContent[^<>]{0,64}>")
_GUARD_TAG_NAME = "amazon-bedrock-guardrails-guardContent"


class SegmentTexts:
    """The texts of one invocation, block by block."""

    def __init__(self) -> None:
        """Begin without any text."""
        self._texts: defaultdict[Segment, list[str]] = defaultdict(list)

    def add(self, segment: Segment, text: str) -> None:
        """Add a block; an empty one is nothing."""
        if _GUARD_TAG_NAME in text:
            text = _GUARD_TAG.sub("", text)
        if text:
            self._texts[segment].append(text)

    def joined(self) -> Mapping[Segment, str]:
        """Return the text of each segment that has one: distinct blocks are distinct lines."""
        return {segment: "\n".join(texts) for segment, texts in self._texts.items()}
