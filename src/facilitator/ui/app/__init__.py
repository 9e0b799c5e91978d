"""The shell around the pages: theme, window, header, navigation, palette, wiring."""
