"""The names that people use for models; the full ids stand under Details."""

import re

_ARN_RESOURCE = re.compile(r"^arn:[^:]*:(?:bedrock|sagemaker):[^:]*:[^:]*:[a-z-]+/")
_GEOGRAPHY = re.compile(r"^(?:us|us-gov|eu|apac|jp|au|ca|sa|global)\.(?=[a-z0-9-]+\.)")
_PROVIDER = re.compile(r"^[a-z0-9-]+\.(?=[a-z0-9-]{4})")  # "deepseek.r1" would be too short
_RELEASE = re.compile(r"(?:-20\d{6}(?:-v\d+)?|-v[01]|-[01](?=:))?(?::\d+(?::[\w-]+)?)?$")


def short_model(model_id: str) -> str:
    """Return the model's name without ARN, geography, provider, date and release.

    anthropic.claude-3-5-sonnet-20240620-v1:0 is claude-3-5-sonnet.
    """
    name = model_id
    for superfluous in (_ARN_RESOURCE, _GEOGRAPHY, _RELEASE, _PROVIDER):
        name = superfluous.sub("", name, count=1)
    return name or model_id
