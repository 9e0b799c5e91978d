"""Workbooks and text documents (OOXML) without the moment of their making: same input, same bytes.

The libraries stamp the hour into the properties and into each part of the ZIP; nobody needs it, and
it says when somebody sat at the laptop. Knows nothing of what the files hold.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from facilitator.support.files import write_atomically

_PROPERTIES = "docProps/core.xml"
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")


def write_office(path: Path, save: Callable[[Any], object]) -> None:
    """Write what `save` puts into a stream to the path.

    Raises EnvironmentProblem; the file is whole or not there.
    """
    data = settled(save)
    with write_atomically(path) as stream:
        stream.write(data)


def settled(save: Callable[[Any], object]) -> bytes:
    """What `save` puts into a stream, without any date."""
    made, plain = io.BytesIO(), io.BytesIO()
    save(made)
    _copy(made, plain)
    return plain.getvalue()


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == _PROPERTIES:
                content = _DATES.sub(b"", content)
            entry = zipfile.ZipInfo(part.filename)  # without a date: 1980, the least a ZIP can say
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
