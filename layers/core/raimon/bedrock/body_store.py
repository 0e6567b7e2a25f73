"""Where request and response bodies lie that Bedrock left out of the record."""

from typing import Protocol

from raimon.errors import BodyUnavailableError


class BodyStore(Protocol):
    """Fetches bodies that a record points to."""

    def fetch(self, uri: str) -> bytes:
        """Return the bytes at an s3:// address, as they lie there.

        Raises:
            BodyUnavailableError: `not_found` where waiting may help, else `not_allowed`,
                `not_readable`, `too_large`.

        """


class NoBodies:
    """A body store that holds nothing."""

    def fetch(self, uri: str) -> bytes:  # noqa: ARG002 - the port's signature
        """Say that there is nothing at the address."""
        raise BodyUnavailableError(reason="not_found")
