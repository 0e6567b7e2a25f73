"""Whether answers are given, whole, and in the right language."""
