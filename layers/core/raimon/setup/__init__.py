"""What makes an account ready for Raimon, at the request of CloudFormation."""
