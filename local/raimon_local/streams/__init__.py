"""The page of `raimon replay --html`: streams as drawings, the bad ones first."""
