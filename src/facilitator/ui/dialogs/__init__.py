"""Dialogs, opened with `open()`, never with `exec()`."""
