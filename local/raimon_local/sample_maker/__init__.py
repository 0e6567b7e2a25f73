"""Makes the sample logs: invented conversations in English and Japanese, laid out as a log bucket."""
