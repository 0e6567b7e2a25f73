"""What can go wrong while an account is made ready: each says what to do about it."""

from raimon.errors import RaimonError


class SetupFailedError(RaimonError):
    """A step can't be done; CloudFormation shows the text to whoever deploys."""

    def __init__(self, *, step: str, reason: str, advice: str = "") -> None:
        """Remember which step, why, and what helps."""
        super().__init__(f"{step}: {reason}" + (f". {advice}" if advice else ""))
        self.step = step
        self.reason = reason
        self.advice = advice


class UnanswerableRequestError(RaimonError):
    """An event isn't CloudFormation's: it names nowhere to answer to."""


class AnswerNotSentError(RaimonError):
    """CloudFormation's answer couldn't be delivered; the address is a secret and isn't told."""

    def __init__(self, status: int) -> None:
        """Remember the last status, 0 where there was none."""
        super().__init__(f"CloudFormation didn't take the answer: status {status}")
        self.status = status
