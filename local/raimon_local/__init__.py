"""Raimon on one machine: the command line, the demo and what they need."""
