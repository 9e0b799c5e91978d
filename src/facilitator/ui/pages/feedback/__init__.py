"""The Feedback page: forms, collecting, results."""
