"""What guardrails did."""
