"""The families of response bodies: what each looks like, and how it is read."""
