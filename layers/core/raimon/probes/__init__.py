"""Counterfactual probes: the same request with the group of a person swapped, answers in pairs."""
