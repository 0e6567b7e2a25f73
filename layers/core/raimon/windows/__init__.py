"""Streams and windows: what got worse, found soon, with a stated promise about false alarms."""
