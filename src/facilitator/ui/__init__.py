"""The window. Qt lives here and nowhere else; no rule and no SQL does."""

import builtins

import PySide6.QtCore  # noqa: F401 - installs what the next lines take away

# PySide6 reads the source of every module imported after it, to see whether it asks for snake_case
# names (`from __feature__ import ...`). Ours never do, and the reading is a good part of start-up.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
