"""The papers of data protection: the notice, and what is held about one person.

Reading happens at once, on the caller's thread; the writing is for any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from facilitator.application.jobs import Job
from facilitator.application.queries import data_protection
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.reports.exports import Export, noted
from facilitator.reports.held_data import write_held_data
from facilitator.reports.privacy_notice import write_privacy_notice
from facilitator.support.i18n import tr


def privacy_notice_export(workspace: Workspace, codes: Sequence[str], path: Path) -> Export:
    """The privacy notice, a page for each language. It names no participant: nothing is noted."""
    facts, protection = workspace.query(the_programme), workspace.query(data_protection.protection)

    def write(job: Job) -> tuple[Path, ...]:
        write_privacy_notice(codes, facts, protection, path, job)
        return (path,)

    return Export(tr("Privacy notice"), write)


@noted
def held_data_export(workspace: Workspace, participant_id: UUID, path: Path) -> Export:
    """What is held about one person. It is noted, without the name. Raises `not-found`."""
    facts = workspace.query(the_programme)
    held = workspace.query(data_protection.held_about, participant_id)

    def write(job: Job) -> tuple[Path, ...]:
        write_held_data(held, facts, path, job)
        return (path,)

    return Export(tr("What is held about one person"), write)
