"""From an invocation to signals and findings; nothing in here knows AWS."""
