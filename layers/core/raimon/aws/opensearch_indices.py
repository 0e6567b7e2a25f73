"""The indices of OpenSearch, listed and deleted one by one, alike on a domain and on Serverless."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from opensearchpy.exceptions import OpenSearchException, TransportError

from raimon.store.errors import NotNowError
from raimon.store.families import month_of
from raimon.store.retention import DeletionRefusedError

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

WAKING_SECONDS: Final = 60  # a collection that sleeps takes up to 30 seconds for its first answer
_OURS: Final = "raimon-*"
_NOT_FOUND: Final = 404
_CAUSE: Final = "opensearch"


@dataclass(frozen=True, slots=True)
class OpenSearchIndices:
    """The indices that begin like ours."""

    client: "OpenSearch"

    def names(self) -> Sequence[str]:
        """Return their names; an OpenSearch that can't say is asked again at the next run."""
        try:
            told = self.client.transport.perform_request("GET", f"/_resolve/index/{_OURS}")
        except TransportError as error:
            if error.status_code == _NOT_FOUND:
                return []
            raise NotNowError(_CAUSE) from None
        except OpenSearchException:
            raise NotNowError(_CAUSE) from None
        return _names(told)

    def delete(self, name: str) -> None:
        """Delete the one index; a name that isn't exactly one of ours never leaves this process."""
        if month_of(name) is None:
            raise DeletionRefusedError(status=0)
        try:
            self.client.transport.perform_request("DELETE", f"/{name}")
        except TransportError as error:
            if error.status_code == _NOT_FOUND:
                return
            status = error.status_code if isinstance(error.status_code, int) else 0
            raise DeletionRefusedError(status=status) from None
        except OpenSearchException:
            raise DeletionRefusedError(status=0) from None


def _names(told: object) -> list[str]:
    match told:
        case {"indices": list(listed)}:
            return [each["name"] for each in listed if isinstance(each, Mapping)]
        case _:
            raise NotNowError(_CAUSE)
