"""What the policy says of values: which are allowed to be seen, and who counts as another user."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator

from raimon.invocation import Frozen

_TOKEN: Final = re.compile(r"k[1-9][0-9]{0,5}\.[A-Z2-7]{26}")


def _is_token(text: str) -> str:
    """Refuse what is no token; the text may be somebody's address, so no error repeats it."""
    if not _TOKEN.fullmatch(text):
        message = (
            "this is no token: values stand here as tokens only, such as k1. and 26 characters; "
            "`raimon token --help` says how to make one"
        )
        raise ValueError(message)
    return text


class Allowed(Frozen):
    """Values that may be seen: of public figures, or contact data of one's own.

    Tokens of several key epochs may stand side by side, so that a rotation leaves no gap.
    """

    tokens: tuple[Annotated[str, AfterValidator(_is_token)], ...] = ()


class CrossSession(Frozen):
    """Whether values are followed from one user to the next, and what tells users apart."""

    enabled: bool = True
    user_key: str = "user"  # of requestMetadata: the principals of one application differ by it
