"""Start: recent programmes, sample, new, open."""
