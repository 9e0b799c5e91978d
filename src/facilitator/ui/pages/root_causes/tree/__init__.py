"""The editor of a conflict tree: canvas with real cards, panel, tray."""
