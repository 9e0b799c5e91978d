"""Where the app keeps what is the user's: settings, automatic copies, logs.

`FACILITATOR_HOME` puts all of it in one folder (a USB stick, a test).
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "FACILITATOR_HOME"


def user_folder() -> Path:
    """The folder of the user's data; it may not exist yet."""
    chosen = os.environ.get(HOME_VARIABLE)
    return (
        Path(chosen) if chosen else Path(platformdirs.user_data_dir("Facilitator", appauthor=False))
    )


def backups_folder() -> Path:
    """Where automatic copies of programmes are kept, one folder a programme."""
    return user_folder() / "copies"


def logs_folder() -> Path:
    """Where the local log is kept."""
    return user_folder() / "logs"


def settings_file() -> Path:
    """The settings of this user on this machine."""
    return user_folder() / "settings.json"


def documents_folder() -> Path:
    """Where new programmes are offered to be saved."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) / "documents" if chosen else Path(platformdirs.user_documents_dir())
