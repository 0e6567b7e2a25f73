"""Makes the sample logs: invented conversations in both languages, laid out as a bucket."""
