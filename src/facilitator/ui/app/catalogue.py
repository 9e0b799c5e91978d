"""The pages there are, in the order of the week: the one list behind navigation and palette.

A page is imported by name when it is first shown (see `ui/pages/base.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.support.i18n import tr

BEFORE, ROOM, AFTER, FOOT, START = "before", "room", "after", "foot", "start"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its id, title, icon, stage of the week and the module that holds its class."""

    id: str
    title: str
    icon: str
    stage: str
    module: str

    @property
    def needs_programme(self) -> bool:
        """Whether it can only be shown with an open programme."""
        return self.stage in {BEFORE, ROOM, AFTER}


def stage_title(stage: str) -> str:
    """The heading above a stage's pages."""
    titles = {
        BEFORE: tr("Before the week"), ROOM: tr("In the room"), AFTER: tr("After the week"),
    }  # fmt: skip
    return titles.get(stage, "")


def page_specs() -> tuple[PageSpec, ...]:
    """All pages, in order, with their titles in the language of the moment."""
    return (
        PageSpec("start", tr("Start"), "house", START, _page("start")),
        PageSpec("programme", tr("Programme"), "house", BEFORE, _page("programme")),
        PageSpec("participants", tr("Participants"), "users", BEFORE, _page("participants")),
        PageSpec("agenda", tr("Agenda"), "calendar-days", BEFORE, _page("agenda")),
        PageSpec("groups", tr("Groups"), "group", BEFORE, _page("groups")),
        PageSpec("run", tr("Run today"), "play", ROOM, _page("run")),
        PageSpec("attendance", tr("Attendance"), "clipboard-check", ROOM, _page("attendance")),
        PageSpec("root_causes", tr("Root causes"), "sticky-note", ROOM, _page("root_causes")),
        PageSpec("case_studies", tr("Case studies"), "briefcase", ROOM, _page("case_studies")),
        PageSpec("negotiation", tr("Negotiation"), "handshake", ROOM, _page("negotiation")),
        PageSpec("vision", tr("Common Vision"), "sparkles", ROOM, _page("vision")),
        PageSpec("groupwork", tr("Group work"), "users-round", ROOM, _page("groupwork")),
        PageSpec("feedback", tr("Feedback"), "message-square-heart", AFTER, _page("feedback")),
        PageSpec("certificates", tr("Certificates"), "award", AFTER, _page("certificates")),
        PageSpec("report", tr("Report"), "file-text", AFTER, _page("report")),
        PageSpec("data_protection", tr("Data protection"), "shield-check", AFTER,
                 _page("data_protection")),
        PageSpec("settings", tr("Settings"), "settings", FOOT, _page("settings")),
        PageSpec("help", tr("Help"), "circle-help", FOOT, _page("help")),
    )


def spec_of(page_id: str) -> PageSpec:
    """The page with this id."""
    return next(spec for spec in page_specs() if spec.id == page_id)


def _page(feature: str) -> str:
    return f"facilitator.ui.pages.{feature}.page"
