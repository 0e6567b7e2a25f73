"""Full-width signs where Japanese text has them: a matter of typography, not of words."""

import re

_JAPANESE = "\u3005\u3040-\u30ff\u4e00-\u9fff"
_PARENTHESES = re.compile(rf"\(([^()]*[{_JAPANESE}][^()]*)\)|(?<=[{_JAPANESE}])\(([^()]*)\)")
_COLON = re.compile(rf"(?<=[{_JAPANESE}\uff09\u300d\u3011]):")


def with_japanese_signs(text: str) -> str:
    """Return the text with full-width parentheses and colons beside Japanese characters."""
    widened = _PARENTHESES.sub(lambda found: f"\uff08{found[1] or found[2] or ''}\uff09", text)
    return _COLON.sub("\uff1a", widened)
