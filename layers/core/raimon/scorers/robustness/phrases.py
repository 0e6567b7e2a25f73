"""Alternatives of a pattern written one a line, so that a long list of phrases stays readable."""

CODE = "▮"  # stands where an answer had code


def any_of(lines: str) -> str:
    """Return a group that matches any of the lines, each a fragment of a regular expression."""
    return f"(?:{'|'.join(line.strip() for line in lines.strip().splitlines())})"
