"""Raimon watches what a company's Amazon Bedrock models say."""


def __getattr__(name: str) -> str:
    """Return `__version__`; it is looked up only when asked for, as each cold start would wait."""
    if name != "__version__":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        return version("raimon")
    except PackageNotFoundError:  # in a Lambda layer the package lies as files, without metadata
        return "0.1.0"
