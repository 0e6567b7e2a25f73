"""One module a dashboard: what is shown, in which order, in which words."""
