"""What can go wrong between an assessment object and OpenSearch, one class per meaning."""

from raimon.errors import RaimonError


class UnknownMessageError(RaimonError):
    """A message announces nothing that is indexed: after its tries it becomes a dead letter."""


class AssessmentMissingError(RaimonError):
    """The announced scoring isn't in the results bucket: somebody removed it since."""


class NotNowError(RaimonError):
    """OpenSearch or the archive can't serve now: the message comes again, nothing is lost."""

    def __init__(self, cause: str) -> None:
        """Remember the cause, a fixed word of ours."""
        super().__init__(cause)
        self.cause = cause


class TemplateRefusedError(RaimonError):
    """OpenSearch refuses a template, which holds nobody's data: its reason may be told."""

    def __init__(self, *, name: str, reason: str) -> None:
        """Remember which template, and why."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
