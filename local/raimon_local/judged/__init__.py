"""`raimon review`: what people judged of calls sets rates right."""
