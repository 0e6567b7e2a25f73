"""`raimon baseline`: what the statistics take as usual, and what people decide of it."""
