"""Pure rules of the field, one module a feature. No SQL, no Qt, no files."""
