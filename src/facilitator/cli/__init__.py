"""The shell: the same commands as the window's, without Qt."""
