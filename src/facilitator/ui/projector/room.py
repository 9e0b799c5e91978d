"""Makes the scenes of the running day from what runs now; used by the cockpit and the room's screen.

It reads public rows from the clock and gives out scenes. Nothing else of the programme passes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.domain.negotiation.phases import Phase
from facilitator.support import clock
from facilitator.ui.projector.run_scenes import (
    agenda_scene,
    notice_scene,
    task_of,
    task_scene,
    timer_scene,
    welcome_scene,
)  # fmt: skip
from facilitator.ui.projector.scenes import ProjectorScene, SceneName, blank_scene

if TYPE_CHECKING:
    from uuid import UUID

    from facilitator.application.rows.negotiation import ExerciseRow
    from facilitator.ui.app.document import Document
    from facilitator.ui.app.run_clock import RunClock


class RoomScenes:
    """`day_id` is the day in front in the cockpit; `notice` the words of the notice."""

    def __init__(self, run: RunClock, document: Document) -> None:
        self._run = run
        self._document = document
        self.day_id: UUID | None = None
        self.notice = ""

    def exercise(self) -> ExerciseRow | None:
        """The exercise whose clock runs; else the first one that has not begun."""
        rows = self._run.read.exercises
        begun = [row for row in rows if row.clock.phase is not Phase.NOT_BEGUN]
        running = [row for row in begun if row.clock.began is not None]
        return next(iter((*running, *begun, *rows)), None)

    def make(self, name: SceneName) -> ProjectorScene:
        """The scene of this name as things are now; blank where there is nothing for it."""
        return {
            SceneName.WELCOME: self._welcome, SceneName.TASK: self._task,
            SceneName.TIMER: self._timer, SceneName.AGENDA: self._agenda,
            SceneName.GROUPS: self._groups, SceneName.EXERCISE: self._exercise,
            SceneName.NOTICE: self._notice,
        }.get(name, blank_scene)()  # fmt: skip

    def _running_day(self) -> UUID | None:
        item = self._run.item
        return item.day_id if item is not None else self.day_id

    def _welcome(self) -> ProjectorScene:
        day = self._run.public_day(self.day_id) if self.day_id is not None else None
        return welcome_scene(day) if day is not None else blank_scene()

    def _task(self) -> ProjectorScene:
        key = self._running_day()
        day = self._run.public_day(key) if key is not None else None
        item = day.item(self._run.read.run.state.item_id) if day is not None else None
        if day is None or item is None:
            return self._agenda()
        return task_scene(task_of(day, item, self._run.step), self._run.face())

    def _timer(self) -> ProjectorScene:
        item = self._run.item
        if item is None:
            return self._agenda()
        steps = self._run.steps
        heading = steps[self._run.step].title if steps else item.title
        return timer_scene(heading, self._run.face())

    def _agenda(self) -> ProjectorScene:
        key = self._running_day()
        day = self._run.public_day(key) if key is not None else None
        if day is None:
            return blank_scene()
        return agenda_scene(day, day.item(self._run.read.run.state.item_id))

    def _groups(self) -> ProjectorScene:
        from facilitator.application.queries.groups import the_grouping
        from facilitator.ui.projector.wall import groups_scene, pictures, wall_scene

        return groups_scene(pictures(wall_scene(self._document.query(the_grouping)))[0])

    def _exercise(self) -> ProjectorScene:
        from facilitator.ui.projector.exercise import issues_scene, phase_scene
        from facilitator.ui.projector.paint_exercise import exercise_scene

        row = self.exercise()
        if row is None:
            return blank_scene()
        begun = row.clock.phase is not Phase.NOT_BEGUN
        return exercise_scene(phase_scene(row, clock.now()) if begun else issues_scene(row))

    def _notice(self) -> ProjectorScene:
        day = self._run.public_day(self.day_id) if self.day_id is not None else None
        return notice_scene(day.programme if day is not None else "", self.notice)
