"""Thinking that a model writes into its answer: <thinking>, <reasoning> or <think> at its head."""

import re

_HEAD = re.compile(
    r"\s*<(?P<tag>thinking|reasoning|think)>(?P<thought>.*?)(?:</(?P=tag)>\s*|\Z)", re.DOTALL
)


def split_reasoning(text: str) -> tuple[str, str]:
    """Return the answer proper and the thinking before it.

    Only tags at the head of the answer count: further down they may be what the user asked for.
    Thinking that was cut off before its closing tag is thinking all the same. An answer without
    such a head is returned as it is, with every blank before it.
    """
    thoughts: list[str] = []
    while head := _HEAD.match(text):
        thoughts.append(head["thought"])
        text = text[head.end() :]
    return text, "\n".join(filter(None, thoughts))
