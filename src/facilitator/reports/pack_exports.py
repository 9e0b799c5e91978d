"""What participants take home, as one folder: the same for window and shell.

Only what everybody may have: the agenda without private notes, the list of those who agreed, the
adopted text, the open cases, and each one's certificate.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from facilitator.application.jobs import Job
from facilitator.application.queries.programme import the_programme
from facilitator.application.queries.vision import the_vision
from facilitator.application.workspace import Workspace
from facilitator.domain.root_causes import Sensitivity
from facilitator.domain.vision import VisionState
from facilitator.reports import exports
from facilitator.reports.exports import Export
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder
from facilitator.support.i18n import tr


def pack_export(workspace: Workspace, folder: Path) -> Export:
    """The pack in `folder`; what there is nothing of yet is left out.

    Raises EnvironmentProblem `nothing-to-export` where there is nothing at all.
    """
    parts = [part for make in _makers() if (part := _made(make, workspace, folder)) is not None]
    if not parts:
        raise EnvironmentProblem("nothing-to-export", what=tr("there is nothing to take home yet"))

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        return tuple(path for part in parts for path in part.write(job))

    return Export(tr("Pack for the participants"), write)


def _makers() -> list[Callable[[Workspace, Path], Export]]:
    return [_agenda, exports.participants_export, _vision, _handouts, exports.certificates_export]


def _made(
    make: Callable[[Workspace, Path], Export], workspace: Workspace, folder: Path
) -> Export | None:
    try:
        return make(workspace, folder)
    except EnvironmentProblem as problem:
        if problem.code != "nothing-to-export":
            raise
        return None


def _agenda(workspace: Workspace, folder: Path) -> Export:
    return exports.agenda_export(workspace, folder / exports.AGENDA)


def _vision(workspace: Workspace, folder: Path) -> Export:
    from facilitator.reports.vision_exports import vision_export

    vision = workspace.query(the_vision)
    if vision is None or vision.state is not VisionState.ADOPTED:
        raise EnvironmentProblem("nothing-to-export", what=tr("no text has been adopted"))
    return vision_export(workspace, folder / "vision", ("pdf",))


def _handouts(workspace: Workspace, folder: Path) -> Export:
    """The handout of each case that was handed in and is open to everybody."""
    from facilitator.reports.case_exports import HANDOUT, cases_to_share
    from facilitator.reports.case_papers import write_handout

    programme = workspace.query(the_programme)
    cases = [c for c in cases_to_share(workspace) if c.sensitivity is Sensitivity.OPEN]
    if not cases:
        raise EnvironmentProblem("nothing-to-export", what=tr("no case study has been handed in"))

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder / "cases")
        paths = tuple(folder / "cases" / HANDOUT.format(number=n + 1) for n in range(len(cases)))
        for case, path in zip(cases, paths, strict=True):
            write_handout(case, programme, path, job)
        return paths

    return Export(tr("Case studies"), write)
