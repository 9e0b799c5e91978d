"""Reading tables of agenda items that others made. Nothing is written before the user has seen it."""
