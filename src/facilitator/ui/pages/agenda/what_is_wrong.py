"""What the inspector says of an item that is late or clashes, with the buttons that put it right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda import Reason, clock, next_free_start
from facilitator.domain.agenda_plan import Check
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.agenda import check_words, words
from facilitator.ui.pages.agenda.inspector import Fix

if TYPE_CHECKING:
    from facilitator.ui.pages.agenda.page import AgendaPage

Told = tuple[str, str, tuple[Fix, ...]]
"""Kind of the message, its text (empty where all is well), its buttons."""


def told_of(
    page: AgendaPage, item: AgendaItemRow, late: int, mine: Sequence[words.ItemClash]
) -> Told:
    """The message for an item that is `late` minutes over and has the clashes `mine`."""
    editable = not page.document.read_only
    if late:
        return "warn", check_words.overrun(late), _ways_in_time(page, item) if editable else ()
    if not mine:
        return "", "", ()
    text = words.clash_sentence(mine[0], item)
    if len(mine) > 1:
        more = trn("And {n} more clash.", "And {n} more clashes.", len(mine) - 1)
        text = f"{text} {more}"
    heavy = any(clash.reasons != {Reason.TIME} for clash in mine)
    return "danger" if heavy else "warn", text, _ways_apart(page, item, mine[0]) if editable else ()


def _ways_in_time(page: AgendaPage, item: AgendaItemRow) -> tuple[Fix, ...]:
    found = page.checks.of(item.id, Check.OVERRUN)
    if found is None:
        return ()
    return _as_fixes(
        [(check_words.fix_label(fix, page.agenda, found), partial(page.checks.fix, fix))
         for fix in found.fixes]
    )  # fmt: skip


def _ways_apart(page: AgendaPage, item: AgendaItemRow, clash: words.ItemClash) -> tuple[Fix, ...]:
    fixes: list[Fix] = []
    field = page.inspector.focus_field
    free = None if item.anchored else next_free_start(item, page.agenda.items)
    if free is not None:
        label = tr("Move to {time}", time=clock(free))
        fixes.append((label, partial(page.move_to, item.id, item.day_id, free)))
    if Reason.LEAD in clash.reasons:
        fixes.append((tr("Change lead"), partial(field, "lead_id")))
    if Reason.EVERYBODY in clash.reasons:
        return _as_fixes(fixes)  # no room would help
    if Reason.ROOM in clash.reasons:
        fixes.append((tr("Change room"), partial(field, "room_id")))
    if Reason.TIME in clash.reasons:
        fixes.append((tr("Choose a room"), partial(field, "room_id")))
    return _as_fixes(fixes)


def _as_fixes(fixes: Sequence[Fix]) -> tuple[Fix, ...]:
    return tuple((label, _without_arguments(act)) for label, act in fixes)


def _without_arguments(act: Callable[[], object]) -> Callable[..., object]:
    """For a button's `clicked`, which says whether it is checked."""

    def run(*_checked: object) -> None:
        act()

    return run
