"""Makes the dashboards, checks them, and draws what people will see."""
