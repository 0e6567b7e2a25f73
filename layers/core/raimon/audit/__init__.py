"""What holds of the deployment as a whole: its logging, its guardrails, its completeness."""
