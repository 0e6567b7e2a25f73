"""Learned parts: made by `train/`, shipped as data, read by the standard library alone."""
