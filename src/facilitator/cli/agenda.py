"""Shell command on the agenda: sessions from a table."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from facilitator.cli import table_import
from facilitator.cli.output import DONE
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.exchange.agenda_items.plan import ItemPlan


def add_import(what: Any) -> None:
    """Declare `import agenda` below `import`."""
    items = what.add_parser(
        "agenda", help=tr("sessions from an XLSX, CSV or TSV file"),
        usage="facilitator import agenda FILE SHEET [--sheet NAME] [--map FIELD=COLUMN ...]\n"
        "       [--dry-run] [--json]",
        description=tr(
            "Adds the sessions of a table. Rows with a fault are named and left out, and so is what "
            "is there already. One step of undo takes all of it back."
        ),
    )  # fmt: skip
    table_import.add_options(items, tr("the sheet (default: the one most like an agenda)"))
    table_import.add_last_options(items)
    items.set_defaults(act=_import)


def _import(options: argparse.Namespace) -> int:
    from facilitator.application.queries.agenda import the_agenda
    from facilitator.application.queries.programme import the_programme
    from facilitator.domain.agenda import ItemType
    from facilitator.domain.people import fold
    from facilitator.exchange.agenda_items.matching import choose
    from facilitator.exchange.agenda_items.plan import Place, make_plan
    from facilitator.reports.labels import label

    match, opened = table_import.read(options, choose)
    with opened as workspace:
        people = workspace.query(the_programme).resource_persons
        kinds = {fold(label(kind)): kind for kind in ItemType}
        plan = make_plan(match, Place(workspace.query(the_agenda), people, kinds))
        command = plan.command
        if command.items and not options.dry_run:
            workspace.execute(command)
    _tell(plan, options)
    return DONE


def _tell(plan: ItemPlan, options: argparse.Namespace) -> None:
    from facilitator.exchange.agenda_items.plan import State

    refused = [{"row": row.number, "reason": row.reason} for row in plan.of(State.TO_FIX)]
    ready, same = len(plan.of(State.READY)), len(plan.of(State.SAME))
    if options.json:
        facts = {"rows": len(plan.rows), "ready": ready, "there_already": same, "refused": refused,
                 "new_rooms": list(plan.new_rooms)}  # fmt: skip
        print(json.dumps(facts, ensure_ascii=False))
        return
    done = tr("would be added") if options.dry_run else tr("added")
    print(tr("{rows} rows: {ready} {done}, {same} there already, {refused} refused",
             rows=len(plan.rows), ready=ready, done=done, same=same, refused=len(refused)))  # fmt: skip
    for row in plan.rows:
        for reason in (row.reason, *row.notes):
            if reason and row.state is not State.SAME:
                print(tr("row {row}: {reason}", row=row.number, reason=reason))
