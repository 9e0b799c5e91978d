"""Lists of participants read from tables: which column is what, what becomes of each row."""
