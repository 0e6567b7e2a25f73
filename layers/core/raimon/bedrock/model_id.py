"""Who made the model, as far as its id tells."""

import re

# A geography, as in us. or global.: providers have longer names.
_GEOGRAPHY = r"(?:(?:[a-z]{2}|apac|us-gov|global)\.)?"
_PROVIDER = re.compile(_GEOGRAPHY + r"(?P<provider>[a-z][a-z0-9-]{2,})\.[a-z0-9]")


def model_provider(model_id: str) -> str | None:
    """Return the provider that a model id of any form names, None where it is opaque."""
    for part in reversed(model_id.split("/")):
        if match := _PROVIDER.match(part):
            return match["provider"]
    return None
