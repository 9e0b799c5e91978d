"""Files that ship with the app (fonts, icons, themes, templates, sample), wherever it is installed.

The build hook copies `resources/` to `_built/resources`; this module is the only one that knows.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of shipped files: in an editable install, a wheel and a frozen folder alike."""
    return Path(str(files("facilitator").joinpath("_built", "resources")))


def resource(*parts: str) -> Path:
    """Path of one shipped file, such as `resource("fonts", "Inter-Regular.ttf")`."""
    return resources().joinpath(*parts)
