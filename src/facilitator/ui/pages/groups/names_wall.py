"""The wall of names: its pictures here and, one after the other, on the room's screen."""

from __future__ import annotations

from facilitator.application.rows.groups import GroupingRow
from facilitator.support.i18n import tr
from facilitator.ui.projector.preview import ScenePreview
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.projector.service import Projector
from facilitator.ui.projector.wall import WallScene, groups_scene, pictures, wall_scene


class NamesWall(ScenePreview):
    """A large programme has more than one picture; the room sees the one that is shown here."""

    def __init__(self, projector: Projector) -> None:
        super().__init__(tr("Wall of names"), projector)
        self._pictures: tuple[ProjectorScene, ...] = (groups_scene(WallScene("", ())),)
        self._picture = 0

    def show_groups(self, found: GroupingRow) -> None:
        """The wall as the groups are now, here and, if it is up, in the room."""
        self._pictures = tuple(groups_scene(part) for part in pictures(wall_scene(found)))
        self._picture = min(self._picture, len(self._pictures) - 1)
        self.show_scene(self._now)
        self._projector.renew(self._now)

    def turn(self) -> bool:
        """Go to the first picture, or the next if one is up; after the last clear the room.

        Returns whether there is one to show in the room.
        """
        if not self._is_up:
            self._picture = 0
        elif self._has_next:
            self._picture += 1
        else:
            self._projector.close()
            return False
        return True

    def show_in_room(self) -> None:
        """Put the picture on the room's screen."""
        self.show_scene(self._now)
        self._projector.show(self._now)

    @property
    def room_words(self) -> str:
        """What the button does that puts the wall up."""
        if not self._is_up:
            return tr("On the room's screen")
        if self._has_next:
            return tr("Next names on the room's screen")
        return tr("Take away from the room")

    @property
    def _now(self) -> ProjectorScene:
        return self._pictures[self._picture]

    @property
    def _is_up(self) -> bool:
        return self._projector.name is SceneName.GROUPS

    @property
    def _has_next(self) -> bool:
        return self._picture + 1 < len(self._pictures)
