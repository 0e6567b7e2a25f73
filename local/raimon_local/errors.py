"""What can go wrong on the command line, in sentences that say what to do."""

from raimon.errors import RaimonError


class UnusableArgumentError(RaimonError):
    """An argument can't be used: nothing was read or printed yet, and the exit code is 2."""
