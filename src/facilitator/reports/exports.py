"""Exports: read a programme's rows, then write its documents. The same for window and shell.

Reading and issuing happen at once, on the caller's thread; the writing is a function that any
thread may run, since it holds no session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec
from uuid import UUID

from facilitator.application.commands.certificates import IssueCertificates
from facilitator.application.jobs import Job
from facilitator.application.queries import (
    agenda,
    agenda_materials,
    attendance,
    certificates,
    groups,
    programme,
    report,
    running,
)  # fmt: skip
from facilitator.application.queries.people import participants
from facilitator.application.rows.certificates import CertificateSheet, DesignRow
from facilitator.application.rows.people import ParticipantRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.workspace import Workspace
from facilitator.domain.report import Naming
from facilitator.support.clock import today
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder, remove_stumps
from facilitator.support.i18n import tr

CERTIFICATES, CERTIFICATES_FOLDER = "certificates.pdf", "certificates"
REPORT, AGENDA = "report.pdf", "agenda.pdf"
AGENDA_FORMATS = ("pdf", "ics", "xlsx", "csv")
PARTICIPANTS, PARTICIPANTS_TABLE = "participants.pdf", "participants.xlsx"
GROUP_SHEETS, TABLE_SIGNS, WALL_LIST = "group-sheets.pdf", "table-signs.pdf", "groups-wall-list.pdf"
ROUNDS = "rounds-{number}.pdf"

Write = Callable[[Job], tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class Export:
    """Work that is ready to run: `write(job)` returns what it wrote."""

    what: str
    write: Write


P = ParamSpec("P")


def noted(
    make: Callable[Concatenate[Workspace, P], Export],
) -> Callable[Concatenate[Workspace, P], Export]:
    """Have the programme's log of exports name what goes out."""

    @wraps(make)
    def made(workspace: Workspace, /, *args: P.args, **kwargs: P.kwargs) -> Export:
        export = make(workspace, *args, **kwargs)
        workspace.note_export(export.what)
        return export

    return made


def issue_missing(workspace: Workspace) -> int:
    """Give numbers to all who are eligible, confirmed and have none yet; returns how many.

    Raises the workspace's reason where somebody waits and nothing may be changed.
    """
    names_confirmed = {
        person.id for person in workspace.query(participants) if person.name_confirmed
    }
    waiting = tuple(
        row.participant_id
        for row in workspace.query(certificates.candidates)
        if row.eligibility.kind is not None
        and row.issued is None
        and row.participant_id in names_confirmed
    )
    if waiting and workspace.read_only:
        raise workspace.why_read_only()
    if waiting:
        workspace.execute(IssueCertificates(waiting, today()))
    return len(waiting)


@noted
def certificates_export(workspace: Workspace, folder: Path) -> Export:
    """All certificates in one PDF for the printer, and one PDF a person in a folder beside it.

    Raises EnvironmentProblem `nothing-to-export` where nobody has a certificate.
    """
    from facilitator.reports import certificate_files
    from facilitator.reports import certificates as documents

    facts, design = _look(workspace)
    sheets = _sheets(workspace)
    void = [documents.file_name(sheet) for sheet in workspace.query(certificates.void_sheets)]

    def write(job: Job) -> tuple[Path, ...]:
        apart_in = folder / CERTIFICATES_FOLDER
        make_folder(apart_in)
        for used in (folder, apart_in):
            remove_stumps(used)
        together = folder / CERTIFICATES
        documents.write_certificates(sheets, facts, together, job, design)
        apart = certificate_files.write_certificate_files(sheets, facts, apart_in, job, design)
        for name in void:  # a certificate that is void must not be handed over by mistake
            (apart_in / name).unlink(missing_ok=True)
        return (together, *apart)

    return Export(tr("Certificates"), write)


def _look(workspace: Workspace) -> tuple[ProgrammeRow, DesignRow]:
    return workspace.query(programme.the_programme), workspace.query(certificates.design)


def _sheets(workspace: Workspace) -> tuple[CertificateSheet, ...]:
    sheets = workspace.query(certificates.sheets)
    if not sheets:
        raise EnvironmentProblem("nothing-to-export", what=tr("no certificate has been issued"))
    return sheets


@noted
def certificates_print(workspace: Workspace, path: Path, order: str = "number") -> Export:
    """All certificates in one PDF at `path`, in order of number, name, group or seat."""
    from facilitator.reports import certificate_files
    from facilitator.reports import certificates as documents

    facts, design = _look(workspace)
    sheets = certificate_files.in_order(_sheets(workspace), certificate_files.Order(order))

    def write(job: Job) -> tuple[Path, ...]:
        documents.write_certificates(sheets, facts, path, job, design)
        return (path,)

    return Export(tr("Certificates"), write)


@noted
def certificates_zip(workspace: Workspace, path: Path) -> Export:
    """One PDF a person in a ZIP at `path`."""
    from facilitator.reports.certificate_files import write_certificate_zip

    facts, design = _look(workspace)
    sheets = _sheets(workspace)

    def write(job: Job) -> tuple[Path, ...]:
        write_certificate_zip(sheets, facts, path, job, design)
        return (path,)

    return Export(tr("Certificates"), write)


@noted
def certificate_proofs(workspace: Workspace, path: Path) -> Export:
    """A proof for everybody at `path`, marked as such: for checking names; nothing is issued."""
    from facilitator.reports import certificates as documents

    facts, design = _look(workspace)
    sheets = workspace.query(certificates.proof_sheets, today())
    if not sheets:
        raise EnvironmentProblem("nothing-to-export", what=tr("there are no participants yet"))

    def write(job: Job) -> tuple[Path, ...]:
        documents.write_certificates(sheets, facts, path, job, design)
        return (path,)

    return Export(tr("Proofs of certificates"), write)


def recovery_sheet_export(workspace: Workspace, path: Path) -> Export:
    """The recovery key of a protected programme, to print and put away, at `path`."""
    from facilitator.reports.recovery_sheet import write_recovery_sheet

    key, name = workspace.recovery_key, workspace.path.name

    def write(_job: Job) -> tuple[Path, ...]:
        write_recovery_sheet(key, name, path)
        return (path,)

    return Export(tr("Recovery key"), write)


@noted
def json_dump_export(workspace: Workspace, path: Path, *, unfinished: bool = False) -> Export:
    """Everything in the programme as one JSON document at `path`; `unfinished`: with drafts too."""
    from facilitator.application.queries.dump import dump
    from facilitator.reports.dump import write_json_dump

    tables = workspace.query(partial(dump, unfinished=unfinished))

    def write(job: Job) -> tuple[Path, ...]:
        write_json_dump(tables, path, job)
        return (path,)

    return Export(tr("All data as JSON"), write)


@noted
def csv_dump_export(workspace: Workspace, folder: Path, *, unfinished: bool = False) -> Export:
    """Everything in the programme as text tables with their description, in `folder`."""
    from facilitator.application.queries.dump import dump
    from facilitator.reports.dump import write_csv_dump

    tables = workspace.query(partial(dump, unfinished=unfinished))
    return Export(tr("All data as tables"), lambda job: write_csv_dump(tables, folder, job))


@noted
def data_book_export(workspace: Workspace, path: Path, naming: Naming | None = None) -> Export:
    """The numbers of the programme as a workbook at `path`."""
    from facilitator.reports.data_book import write_data_book

    rows = workspace.query(report.the_report, naming)
    given = workspace.query(certificates.register)

    def write(job: Job) -> tuple[Path, ...]:
        write_data_book(rows, given, path, job)
        return (path,)

    return Export(tr("Data book"), write)


@noted
def report_export(
    workspace: Workspace, path: Path, naming: Naming | None = None, *, draft: bool = False
) -> Export:
    """The summary report at `path`, as DOCX where the name says so, else as PDF.

    `naming` stands in for what the programme has chosen; Naming.NONE is the donor's version.
    """
    rows = workspace.query(report.the_report, naming)

    def write(job: Job) -> tuple[Path, ...]:
        if path.suffix.lower() == ".docx":
            from facilitator.reports.report_docx import write_report_docx

            write_report_docx(rows, path, job)
        else:
            from facilitator.reports.report import write_report

            write_report(rows, path, job, draft=draft)
        return (path,)

    return Export(tr("Report"), write)


@noted
def agenda_export(workspace: Workspace, path: Path) -> Export:
    """The week on a page and the day sheets at `path`."""
    from facilitator.reports.agenda import write_agenda

    facts, rows = workspace.query(programme.the_programme), workspace.query(agenda.the_agenda)

    def write(job: Job) -> tuple[Path, ...]:
        write_agenda(rows, facts, path, job)
        return (path,)

    return Export(tr("Agenda"), write)


@noted
def agenda_format_export(workspace: Workspace, path: Path, kind: str) -> Export:
    """The agenda at `path` as one of AGENDA_FORMATS."""
    if kind == "pdf":
        return agenda_export(workspace, path)
    facts, rows = workspace.query(programme.the_programme), workspace.query(agenda.the_agenda)

    def write(_job: Job) -> tuple[Path, ...]:
        from facilitator.reports import agenda_calendar, agenda_tables

        {"ics": agenda_calendar.write_calendar, "xlsx": agenda_tables.write_agenda_workbook,
         "csv": agenda_tables.write_agenda_table}[kind](rows, facts, path)  # fmt: skip
        return (path,)

    return Export(tr("Agenda"), write)


@noted
def run_of_show_export(workspace: Workspace, path: Path) -> Export:
    """The run of show at `path`: for the facilitation team, with private notes."""
    from facilitator.reports.agenda_run_of_show import as_run_of, write_run_of_show

    facts, rows = workspace.query(programme.the_programme), workspace.query(agenda.the_agenda)
    crowd = workspace.query(agenda_materials.the_materials).crowd
    as_run = as_run_of(workspace.query(running.the_run), facts.time_zone)

    def write(job: Job) -> tuple[Path, ...]:
        write_run_of_show(rows, facts, crowd, path, job, as_run)
        return (path,)

    return Export(tr("Run of show"), write)


@noted
def agenda_poster_export(workspace: Workspace, path: Path) -> Export:
    """The week for the wall, on A3, at `path`."""
    from facilitator.reports.agenda_poster import write_poster

    facts, rows = workspace.query(programme.the_programme), workspace.query(agenda.the_agenda)

    def write(job: Job) -> tuple[Path, ...]:
        write_poster(rows, facts, path, job)
        return (path,)

    return Export(tr("Wall poster"), write)


@noted
def materials_export(workspace: Workspace, path: Path) -> Export:
    """The materials of each day at `path`, counted for the real number of groups."""
    from facilitator.reports.agenda_materials import write_materials

    facts = workspace.query(programme.the_programme)
    rows = workspace.query(agenda_materials.the_materials)

    def write(job: Job) -> tuple[Path, ...]:
        write_materials(rows, facts, path, job)
        return (path,)

    return Export(tr("Materials"), write)


@noted
def sign_in_export(workspace: Workspace, path: Path) -> Export:
    """The sign-in sheets of every day at `path`."""
    from facilitator.reports.attendance import write_sign_in_sheets

    facts = workspace.query(programme.the_programme)
    rows = workspace.query(attendance.the_attendance)

    def write(job: Job) -> tuple[Path, ...]:
        write_sign_in_sheets(rows, facts, path, job)
        return (path,)

    return Export(tr("Sign-in sheets"), write)


@noted
def badges_export(workspace: Workspace, path: Path) -> Export:
    """Badges of everybody at `path`."""
    from facilitator.reports.people_badges import badge_people, write_badges

    return _of_people(workspace, path, tr("Badges"), write_badges, badge_people)


@noted
def name_signs_export(workspace: Workspace, path: Path) -> Export:
    """Name signs for the tables at `path`."""
    from facilitator.reports.people_badges import badge_people, write_name_signs

    return _of_people(workspace, path, tr("Name signs"), write_name_signs, badge_people)


@noted
def name_check_export(workspace: Workspace, path: Path) -> Export:
    """The sheets on which participants check their names at `path`."""
    from facilitator.reports.people_lists import write_name_check

    return _of_people(workspace, path, tr("Name check"), write_name_check)


@noted
def participant_list_export(workspace: Workspace, path: Path) -> Export:
    """The list of those who agreed to be named at `path`."""
    from facilitator.reports.people_lists import write_participant_list

    return _of_people(workspace, path, tr("List of participants"), write_participant_list)


@noted
def participant_table_export(workspace: Workspace, path: Path) -> Export:
    """The same list as a workbook at `path`."""
    from facilitator.reports.people_workbook import write_participant_workbook

    people = workspace.query(participants)

    def write(_job: Job) -> tuple[Path, ...]:
        write_participant_workbook(people, path)
        return (path,)

    return Export(tr("List of participants"), write)


def participants_export(workspace: Workspace, folder: Path) -> Export:
    """The list of those who agreed to be named, to print and as a workbook, in `folder`."""
    both = (participant_list_export(workspace, folder / PARTICIPANTS),
            participant_table_export(workspace, folder / PARTICIPANTS_TABLE))  # fmt: skip

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        return tuple(path for export in both for path in export.write(job))

    return Export(tr("List of participants"), write)


WritePeople = Callable[[Sequence[ParticipantRow], ProgrammeRow, Path, Job | None], None]


def _of_people(
    workspace: Workspace, path: Path, what: str, draw: WritePeople,
    check: Callable[[Sequence[ParticipantRow]], object] | None = None,
) -> Export:  # fmt: skip
    people, facts = workspace.query(participants), workspace.query(programme.the_programme)
    if check is not None:
        check(people)  # say at once that there is nobody, not on the thread

    def write(job: Job) -> tuple[Path, ...]:
        draw(people, facts, path, job)
        return (path,)

    return Export(what, write)


@noted
def groups_export(workspace: Workspace, folder: Path) -> Export:
    """Group sheets, table signs, the list for the wall, and each plan of rounds, in `folder`."""
    from facilitator.reports import groups as documents

    facts, rows = workspace.query(programme.the_programme), workspace.query(groups.the_grouping)

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        sheets, signs, wall = (folder / name for name in (GROUP_SHEETS, TABLE_SIGNS, WALL_LIST))
        documents.write_group_sheets(rows, facts, sheets, job)
        documents.write_table_signs(rows, facts, signs, job)
        documents.write_wall_list(rows, facts, wall, job)
        written = [sheets, signs, wall]
        for number, plan in enumerate(rows.plans, 1):
            path = folder / ROUNDS.format(number=number)
            documents.write_rounds(plan, rows, facts, path, job)
            written.append(path)
        return tuple(written)

    return Export(tr("Groups"), write)


@noted
def rounds_export(workspace: Workspace, plan_id: UUID, path: Path) -> Export:
    """One plan of rounds at `path`; raises EnvironmentProblem where it is no longer there."""
    from facilitator.reports.groups import write_rounds

    facts, rows = workspace.query(programme.the_programme), workspace.query(groups.the_grouping)
    plan = next((plan for plan in rows.plans if plan.id == plan_id), None)
    if plan is None:
        raise EnvironmentProblem("nothing-to-export", what=tr("the rounds were deleted"))

    def write(job: Job) -> tuple[Path, ...]:
        write_rounds(plan, rows, facts, path, job)
        return (path,)

    return Export(plan.title, write)
