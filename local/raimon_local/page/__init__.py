"""The page that shows what Raimon found: one self-contained file, in English and in Japanese."""
