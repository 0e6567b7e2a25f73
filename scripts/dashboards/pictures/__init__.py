"""Pictures of the dashboards, drawn from the answers to their own queries."""
