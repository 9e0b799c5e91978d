"""Documents: rows in, PDF files out. No SQL, no Qt, no command."""
