"""Who goes to which group by hand: moves, locks, roles, and the menu of a person that offers them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from facilitator.application.commands.groups import LockMembers, PlaceInGroup, UseGroups
from facilitator.application.rows.groups import GroupingRow, GroupPersonRow, GroupRow
from facilitator.domain.grouping.model import Groups
from facilitator.domain.grouping.repair import place_late
from facilitator.domain.groups import GroupRole
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.app.icons import icon

if TYPE_CHECKING:
    from facilitator.ui.pages.groups.page import GroupsPage


class Moving(QObject):
    """Carries out on the page's document what is wished of one person, or of all without a group."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page

    def _person(self, key: UUID) -> GroupPersonRow | None:
        grouping = self._page.grouping
        return grouping.person(key) if grouping is not None else None

    def move(self, person: UUID, group: UUID | None) -> None:
        """Put a person into a group, or out of all."""
        page, there = self._page, self._person(person)
        if there is None or there.group_id == group or page.document.read_only:
            return
        if page.do(PlaceInGroup((person,), group), tell=True):
            page.refresh(None)
            page.board.go_to(person)

    def toggle_lock(self, person: UUID) -> None:
        """Lock a person to the group, or unlock."""
        page, there = self._page, self._person(person)
        if there is not None and there.group_id is not None and not page.document.read_only:
            page.do(LockMembers((person,), locked=not there.locked), tell=True)

    def place_pool(self) -> None:
        """Put everybody who is in no group into the smallest group that suits, one by one."""
        found = self._page.grouping
        if found is None:
            return
        groups = [list(group) for group in found.home()]
        wish, persons = found.wish(len(groups)), found.persons()
        placed: dict[int, list[UUID]] = {}
        for person in found.members(None):
            number = place_late(persons, tuple(map(tuple, groups)), wish, person.id)
            groups[number].append(person.id)
            placed.setdefault(number, []).append(person.id)
        if len(placed) == 1:
            number, keys = next(iter(placed.items()))
            self._page.do(PlaceInGroup(tuple(keys), found.groups[number].id), tell=True)
        elif placed:
            drawn = (found.draw.seed, found.draw.steps) if found.draw is not None else (0, 0)
            self._page.do(UseGroups(tuple(map(tuple, groups)), *drawn), tell=True)

    def show_menu(self, person: UUID, place: QPoint) -> None:
        """Offer at `place` what can be done with a person."""
        found, there = self._page.grouping, self._person(person)
        if found is None or there is None or self._page.document.read_only:
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in found.groups:
            if group.id != there.group_id:
                text = tr("Move to {group}", group=_shown(group)).replace("&", "&&")
                menu.addAction(text, partial(self.move, person, group.id))
        if there.group_id is not None:
            menu.addSeparator()
            menu.addAction(icon("user-minus"), tr("Take out of the group"),
                           partial(self.move, person, None))  # fmt: skip
            lock = tr("Unlock") if there.locked else tr("Lock here")
            menu.addAction(icon("lock-open" if there.locked else "lock"), lock,
                           partial(self.toggle_lock, person))  # fmt: skip
            roles = menu.addMenu(tr("Role"))
            for role in GroupRole:
                act = roles.addAction(label(role), partial(self._set_role, person, role))
                act.setCheckable(True)
                act.setChecked(there.role is role)
        menu.popup(place)

    def _set_role(self, person: UUID, role: GroupRole) -> None:
        there = self._person(person)
        if there is not None and there.group_id is not None:
            self._page.do(PlaceInGroup((person,), there.group_id, role), tell=True)


def with_move(grouping: GroupingRow, person: UUID, target: UUID | None) -> Groups:
    """The home groups as they would be with one person moved."""
    return tuple(
        tuple(key for key in members if key != person) + ((person,) if group.id == target else ())
        for group, members in zip(grouping.groups, grouping.home(), strict=True)
    )


def _shown(group: GroupRow) -> str:
    return f"{group.letter}  {group.name}" if group.name else group.letter
