"""The frame of the page; its content is built on `ui/pages/base.py`."""

from __future__ import annotations

from facilitator.ui.pages.base import Page


class ParticipantsPage(Page):
    """Title only, until its content is here."""


PAGE = ParticipantsPage
