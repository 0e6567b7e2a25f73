"""`raimon probe`: the prompts of swapped pairs, and what answers to them say."""
