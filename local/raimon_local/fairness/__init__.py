"""`raimon fairness`: Clarify's bias metrics of the outcomes that any logs hold."""
