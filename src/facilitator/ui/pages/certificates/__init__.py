"""Certificates: who is eligible and why, the sheet itself, and the PDFs for the printer."""
