"""What can go wrong, one class a meaning; no message quotes a prompt, an answer or a value."""


class RaimonError(Exception):
    """Everything that Raimon raises on purpose."""


class UnreadableRecordError(RaimonError):
    """A log line is no invocation record: it goes to quarantine and is never retried."""

    def __init__(self, *, reason: str, line: int = 0) -> None:
        """Remember why, and where the line stands, so that quarantine can point at it."""
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class UnreadableObjectError(RaimonError):
    """A log object as a whole can't or may not be read: it goes to quarantine with a reason."""

    def __init__(self, *, reason: str) -> None:
        """Remember why; the pointer to the object is known where the object was opened."""
        super().__init__(reason)
        self.reason = reason


class BodyUnavailableError(RaimonError):
    """A body beside the log (inputBodyS3Path, outputBodyS3Path) isn't there or may not be read."""

    def __init__(self, *, reason: str) -> None:
        """Remember why: `not_found` may pass with time, the other reasons don't."""
        super().__init__(reason)
        self.reason = reason


class PolicyError(RaimonError):
    """A policy can't be used: says where and why, so that its author can mend it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep one sentence a problem, each beginning with its line where it is known."""
        super().__init__("\n".join(problems))
        self.problems = problems
