"""What lies in OpenSearch: documents, templates, bulk writing."""
