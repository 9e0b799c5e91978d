"""Programme: the facts of the week, and what is still open."""
