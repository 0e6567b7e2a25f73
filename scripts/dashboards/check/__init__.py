"""Checks saved objects without a Dashboards server, and asks what their panels ask."""
