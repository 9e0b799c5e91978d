"""Settings: theme, text size, language."""
