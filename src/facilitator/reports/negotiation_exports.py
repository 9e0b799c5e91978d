"""Writing the papers of an exercise: rows read at once, files written on any thread."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from facilitator.application.jobs import Job
from facilitator.application.queries import negotiation as queries
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.negotiation import ExerciseRow
from facilitator.application.workspace import Workspace
from facilitator.domain.negotiation.debrief import debrief_of
from facilitator.reports.exports import Export, noted
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder, slug, write_atomically
from facilitator.support.i18n import tr

ENVELOPES, SIGNS, PREPARATION = "envelope-list.pdf", "table-signs.pdf", "preparation-sheet.pdf"
OBSERVER, OUTCOME, TEACHING = "observer-sheet.pdf", "outcome-form.pdf", "teaching-note.pdf"
DEBRIEF = "debrief.pdf"


def pack_name(role_id: str) -> str:
    """The file of a role's pack; ids are plain, so no name of a person can stand in it."""
    return f"role-{role_id}.pdf"


@noted
def packs_export(workspace: Workspace, exercise: str | UUID, folder: Path) -> Export:
    """Role packs one role a file, and the papers round them, into `folder`.

    `exercise` is a key, or a number, kit key or title. Raises RuleViolation `exercise-unknown`.
    """
    from facilitator.reports import negotiation as papers

    row = _row(workspace, exercise)
    programme = workspace.query(the_programme)
    sheets = [workspace.query(queries.confidential_sheet, row.id, role.id) for role in row.roles]
    seats = workspace.query(queries.seats, row.id)
    letters = [table.letter for table in workspace.query(queries.tables, row.id)]
    teaching = workspace.query(queries.teaching, row.id)

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        made = []
        total = len(sheets) + 6
        for sheet in sheets:
            path = folder / pack_name(sheet.role_id)
            papers.write_role_pack(row, sheet, programme, path, job)
            made.append(path)
            job.advance(len(made), total)
        if seats:
            papers.write_envelope_list(row, seats, programme, folder / ENVELOPES, job)
            papers.write_table_signs(row, letters, programme, folder / SIGNS)
            made += [folder / ENVELOPES, folder / SIGNS]
        papers.write_preparation_sheet(row, programme, folder / PREPARATION, job=job)
        papers.write_observer_sheet(row, teaching, programme, folder / OBSERVER, job)
        papers.write_outcome_form(row, letters, programme, folder / OUTCOME, job)
        papers.write_teaching_note(row, teaching, programme, folder / TEACHING, job)
        made += [folder / name for name in (PREPARATION, OBSERVER, OUTCOME, TEACHING)]
        job.advance(total, total)
        return tuple(made)

    return Export(tr("Role packs and forms"), write)


def _row(workspace: Workspace, exercise: str | UUID) -> ExerciseRow:
    if isinstance(exercise, UUID):
        return next(row for row in workspace.query(queries.exercises) if row.id == exercise)
    return workspace.query(queries.exercise_named, exercise)


@noted
def debrief_export(workspace: Workspace, exercise: str | UUID, folder: Path) -> Export:
    """The debrief as PDF, and its pages as PNG. Raises EnvironmentProblem without any outcome."""
    from facilitator.reports import negotiation_debrief as papers

    row = _row(workspace, exercise)
    programme = workspace.query(the_programme)
    played = workspace.query(queries.played, row.id)
    if not played.tables:
        raise EnvironmentProblem("nothing-to-export", what=tr("no table has recorded an outcome"))

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        name = f"{slug(row.title)}-{DEBRIEF}"
        papers.write_debrief(debrief_of(played, job.check), programme, folder / name, job)
        made = [folder / name]
        for number, picture in enumerate(papers.pages_as_png((folder / name).read_bytes()), 1):
            path = (folder / name).with_name(f"{slug(row.title)}-debrief-{number}.png")
            with write_atomically(path) as stream:
                stream.write(picture)
            made.append(path)
        return tuple(made)

    return Export(tr("Debrief charts"), write)


@noted
def preparation_export(workspace: Workspace, table_id: UUID, role_id: str, path: Path) -> Export:
    """A role team's preparation sheet as filled in, for that team."""
    from facilitator.reports import negotiation as papers

    programme = workspace.query(the_programme)
    sheet = workspace.query(queries.preparation, table_id, role_id)
    row = next(
        row for row in workspace.query(queries.exercises)
        if table_id in {table.id for table in workspace.query(queries.tables, row.id)}
    )  # fmt: skip

    def write(job: Job) -> tuple[Path, ...]:
        papers.write_preparation_sheet(row, programme, path, sheet, row.role_name(role_id), job)
        return (path,)

    return Export(tr("Preparation sheet"), write)
