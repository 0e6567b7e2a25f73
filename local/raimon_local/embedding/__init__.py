"""Embeddings of texts for `raimon fairness --semantic`: one that runs here, and managed ones."""
