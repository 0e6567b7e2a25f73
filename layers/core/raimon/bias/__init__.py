"""Unequal treatment of groups in a set of invocations, measured as SageMaker Clarify names it."""
