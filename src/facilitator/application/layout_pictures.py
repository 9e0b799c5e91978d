"""The pictures of an own certificate layout, kept once as attachments beside its text.

A layout file holds its pictures in base64. In the programme its text names them by their hash, so
that moving a box writes some thousand characters into the change log and not megabytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.persistence import rows
from facilitator.persistence.models.programme import Attachment

_NAMED = "sha256:"
"""No base64 has a colon: what is named cannot be taken for a picture."""
_LEAST = 2_000
"""Characters of base64 from which a picture is kept apart."""


def lean(session: Session, layout: str) -> str:
    """The layout's text with its larger pictures kept apart; other texts as they are."""

    def apart(text: str) -> str:
        return text if len(text) < _LEAST else _NAMED + _kept(session, base64.b64decode(text))

    return _with_pictures(layout, apart)


def whole(session: Session, layout: str) -> str:
    """The layout's text as a file has it; a picture that is no longer there is left out."""

    def back(text: str) -> str:
        if not text.startswith(_NAMED):
            return text
        wanted = select(Attachment.content).where(Attachment.sha256 == text.removeprefix(_NAMED))
        return base64.b64encode(session.scalars(wanted).one_or_none() or b"").decode("ascii")

    return _with_pictures(layout, back) if _NAMED in layout else layout


def _kept(session: Session, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    if session.scalars(select(Attachment.id).where(Attachment.sha256 == sha256)).first() is None:
        media_type = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        rows.add(session, Attachment(sha256=sha256, media_type=media_type, content=content))
    return sha256


def _with_pictures(layout: str, change: Callable[[str], str]) -> str:
    """A layout file's text with each picture changed; the name of a shipped one as it is."""
    if not layout.lstrip().startswith("{"):
        return layout
    data: dict[str, Any] = json.loads(layout)
    holders = [(data, "background"), *((box, "picture") for box in data.get("boxes", []))]
    found = [(holder, name) for holder, name in holders if holder.get(name)]
    if not found:
        return layout
    for holder, name in found:
        holder[name] = change(holder[name])
    return json.dumps(data, indent=1, ensure_ascii=False)
