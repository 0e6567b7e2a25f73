"""Raimon watches what a company's Amazon Bedrock models say."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("raimon")
except PackageNotFoundError:  # in a Lambda layer the package lies as files, without its metadata
    __version__ = "0.1.0"
