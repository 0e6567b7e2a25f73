"""Whether people can see that, and on what ground, a machine speaks."""
