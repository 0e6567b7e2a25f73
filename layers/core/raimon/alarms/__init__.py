"""From findings to alarms: correlation, lifecycle, words."""
