"""Certificates: who is eligible and why, and the sheet itself."""
