"""Participants: everybody who takes part, in a table, with a drawer for all that is kept of them."""
