"""Personal data, credentials and attacks."""
