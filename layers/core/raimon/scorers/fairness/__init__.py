"""What is said about people and groups."""
