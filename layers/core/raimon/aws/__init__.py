"""The adapters: everything that talks to AWS or to OpenSearch."""
