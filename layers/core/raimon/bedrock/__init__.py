"""From a log record of Amazon Bedrock to an invocation."""
