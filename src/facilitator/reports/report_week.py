"""The report's sections on the week itself: its facts and its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from reportlab.platypus import Flowable, Spacer

from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.application.rows.report import ReportRow
from facilitator.domain.agenda import Category, clock
from facilitator.domain.programme import OrganisationRole
from facilitator.reports import styles
from facilitator.reports.agenda_public import for_participants
from facilitator.reports.flowables import WIDTH, Figure, Figures, bullets, heading, table
from facilitator.reports.palette import colour, of_category
from facilitator.reports.text import para
from facilitator.reports.words import (
    capitalised,
    date_text,
    listed,
    participation_sentence,
    weekday,
)  # fmt: skip
from facilitator.support.i18n import tr

Story = list[Flowable]


def facts(report: ReportRow) -> Story:
    """The first page under its title: who took part, who organised it, what it was for."""
    programme = report.programme
    story: Story = [para(participation_sentence(report.sexes), styles.lead()), Spacer(0, 12),
                    Figures(_figures(report)), Spacer(0, 14)]  # fmt: skip
    rows = [
        (tr("Organised by"), listed(programme.named(OrganisationRole.ORGANISER))),
        (tr("With"), listed(programme.named(OrganisationRole.PARTNER))),
        (tr("Supported by"), listed(programme.named(OrganisationRole.DONOR))),
    ]
    for name, text in rows:
        if text:
            story += [para(name, styles.label_style()), para(text, styles.body()), Spacer(0, 5)]
    if programme.objectives:
        story += [Spacer(0, 4), para(tr("Objectives"), styles.label_style()), Spacer(0, 3)]
        numbers = [f"{number}." for number in range(1, len(programme.objectives) + 1)]
        story += bullets([o.text for o in programme.objectives], styles.body(), numbers)
    return story


def _figures(report: ReportRow) -> list[Figure]:
    figures = [
        Figure(str(report.sexes.total), tr("participants")),
        Figure(f"{report.sexes.women_percent} %", tr("women")),
        Figure(str(len(report.by_country)), tr("countries")),
    ]
    if report.agenda.days:
        figures.append(Figure(str(len(report.agenda.days)), tr("days")))
    if report.learning_minutes:
        figures.append(Figure(f"{report.learning_minutes / 60:.1f}", tr("hours of learning")))
    return figures


def agenda(report: ReportRow) -> Story:
    """The agenda as a table for each day."""
    if not report.agenda.items:
        return []
    story: Story = []
    shown = for_participants(report.agenda, report.programme)
    for day in shown.days:
        items = shown.items_of(day.id)
        if items:
            story += heading(_day_title(day), 2, f"agenda{day.number}")
            story.append(_day_table(items, report.held_minutes))
            story += [*_planned_and_held(items, report.held_minutes), Spacer(0, 8)]
    return story


def _planned_and_held(items: tuple[AgendaItemRow, ...], held: Mapping[UUID, int]) -> Story:
    """A day's sum over the items that were run with the clock; nothing where none was."""
    run = [item for item in items if item.id in held]
    if not run:
        return []
    text = tr("Run with the clock: {planned} minutes planned, {held} held.",
              planned=sum(item.minutes for item in run),
              held=sum(held[item.id] for item in run))  # fmt: skip
    return [Spacer(0, 3), para(text, styles.muted())]


def _day_title(day: DayRow) -> str:
    title = f"{weekday(day.date)}, {date_text(day.date)}"
    return f"{title}: {day.title}" if day.title else title


def _day_table(items: tuple[AgendaItemRow, ...], held: Mapping[UUID, int]) -> Flowable:
    """The day's items; with the minutes that they really took on a day that was run."""
    was_run = any(item.id in held for item in items)
    rows: list[list[object]] = []
    extra: list[tuple[object, ...]] = []
    for number, item in enumerate(items, 1):
        quiet = item.category is Category.BREAK
        title = styles.cell_muted() if quiet else styles.cell_strong()
        middle = [para(item.title, title)]
        if item.objective and not quiet:
            middle.append(para(item.objective, styles.cell_muted()))
        mode = "" if item.mode == "-" else capitalised(item.mode)
        rows.append(
            [
                para(clock(item.start), styles.cell()), middle,
                para(mode, styles.cell_muted()), para(item.lead, styles.cell_muted()),
                para(str(item.minutes), styles.right(styles.cell_muted())),
            ]
        )  # fmt: skip
        if was_run:
            took = str(held[item.id]) if item.id in held else "–"
            rows[-1].append(para(took, styles.right(styles.cell_strong())))
        extra.append(("LINEBEFORE", (0, number), (0, number), 2.4, of_category(item.category).bar))
        if quiet:
            extra.append(("BACKGROUND", (0, number), (-1, number), colour("window")))
    head = (
        tr("Time"),
        tr("Item"),
        tr("Mode"),
        tr("Lead"),
        para(tr("Planned") if was_run else tr("Minutes"), styles.right(styles.column_head())),
    )
    if not was_run:
        return table((42, WIDTH - 42 - 84 - 84 - 46, 84, 84, 46), head, rows, extra)
    whole = (*head, para(tr("Held"), styles.right(styles.column_head())))
    return table((42, WIDTH - 42 - 78 - 78 - 46 - 42, 78, 78, 46, 42), whole, rows, extra)
