"""The debrief on paper: charts, numbers of the tables, issues by tables, satisfaction.

Black ink, letters of tables, never a name; nobody is ranked.
"""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.platypus import Flowable, Spacer

from facilitator.application.jobs import Job
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.negotiation.debrief import Debrief, Standing, choices_in_words
from facilitator.domain.negotiation.outcomes import FACETS, Agreed
from facilitator.reports import styles
from facilitator.reports.flowables import WIDTH, heading, small_heading, table
from facilitator.reports.negotiation import Story, facet_name, write_story
from facilitator.reports.negotiation_charts import charts
from facilitator.reports.text import para
from facilitator.support.i18n import tr
from facilitator.support.pdfium import PDFIUM


def write_debrief(
    debrief: Debrief, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Charts and numbers of the debrief: black ink, letters of tables."""
    story: Story = [*heading(debrief.title, 1, "debrief"), *debrief_story(debrief)]
    write_story(path, story, tr("{title}: debrief", title=debrief.title), programme, job=job)


def debrief_story(debrief: Debrief) -> Story:
    """Chart, numbers of the tables, issues by tables, satisfaction."""
    story: Story = [*charts(debrief), Spacer(0, 4), para(_counted(debrief), styles.cell_muted())]
    story += [*small_heading(tr("The tables in numbers")), _numbers(debrief)]
    story += [Spacer(0, 4), para(_notes_on_numbers(), styles.cell_muted())]
    story += [*small_heading(tr("Issues by tables")), _issues(debrief)]
    story += [
        *small_heading(tr("What points do not tell (means of 1 to 7)")),
        _satisfaction(debrief),
    ]
    return story


def _counted(debrief: Debrief) -> str:
    if debrief.exact:
        how = tr("All {count} possible agreements were counted.", count=f"{debrief.outcomes:,}")
    else:
        how = tr(
            "{count} agreements are possible; a sample of {sample} stands for them, so the numbers "
            "are estimates.",
            count=f"{debrief.outcomes:,}",
            sample=f"{debrief.counted:,}",
        )
    parts = [
        how,
        tr("{count} leave nobody below no deal.", count=debrief.zopa),
        tr(
            "{count} cannot be bettered for all; {feasible} of them leave nobody below no deal.",
            count=len(debrief.frontier),
            feasible=len(debrief.feasible_frontier),
        ),
        tr("The largest joint value is {joint}.", joint=debrief.max_joint),
    ]
    if debrief.nash is not None:
        values = ", ".join(map(str, debrief.nash.values))
        parts.append(
            tr("Nash point: ({values}); a reference, not the right answer.", values=values)
        )
    if any(s.result.agreed is Agreed.NO for s in debrief.standings):
        parts.append(tr("No deal left {points} points on the table.", points=debrief.left_on_table))
    return " ".join(parts)


def _notes_on_numbers() -> str:
    return tr(
        "Points are scaled to each role; joint values are never compared between exercises. ▼ below "
        "no deal for a role that signed. Share: of the largest joint value. Dominated: by how many "
        "agreements that are at least as good for every role and better for one."
    )


def agreed_name(agreed: Agreed) -> str:
    """How a table ended, in words."""
    return {Agreed.YES: tr("Deal"), Agreed.PARTIAL: tr("Partial deal"), Agreed.NO: tr("No deal")}[
        agreed
    ]


def role_heads(debrief: Debrief) -> list[str]:
    """Names of the roles for columns; numbers where there are too many for their names."""
    if len(debrief.roles) <= 3:
        return list(debrief.roles)
    return [str(number) for number in range(1, len(debrief.roles) + 1)]


def _numbers(debrief: Debrief) -> Flowable:
    head = [
        tr("Table"),
        tr("Ended"),
        *role_heads(debrief),
        tr("Joint"),
        tr("Share"),
        tr("Dominated"),
        tr("Claims"),
    ]
    rows = [
        [
            para(text, styles.cell_strong() if n == 0 else styles.cell())
            for n, text in enumerate(number_cells(debrief, s))
        ]
        for s in debrief.standings
    ]
    roles = len(debrief.roles)
    rest = WIDTH - 38 - 52 - 38 - 42 - 52 - 62
    widths = (38, 52, *(rest / roles for _ in range(roles)), 38, 42, 52, 62)
    return table(widths, head, rows)


def number_cells(debrief: Debrief, standing: Standing) -> list[str]:
    """A table's numbers as texts: letter, end, value of each role, joint, share, dominated, claims."""
    cells = [standing.letter, agreed_name(standing.result.agreed)]
    rating = standing.rating
    values = debrief.values_of(standing)
    if values is None:
        return [*cells, *("–" for _ in debrief.roles), "–", "–", "–", "–"]
    if rating is None:
        return [*cells, *map(str, values), str(sum(values)), "–", "–", "–"]
    shown = [
        f"{value} ▼" if number in rating.worse_than_no_deal else str(value)
        for number, value in enumerate(values)
    ]
    dominated = tr("by {count}", count=rating.dominators) if rating.dominators else tr("no")
    claims = " / ".join(f"{100 * claim:.0f} %" for claim in rating.claims) or "–"
    return [*cells, *shown, str(rating.joint), f"{100 * rating.share:.1f} %", dominated, claims]


def _issues(debrief: Debrief) -> Flowable:
    columns = [choices_in_words(debrief.issues, s.result.choices) for s in debrief.standings]
    rows = [
        [
            para(issue.title, styles.cell_strong()),
            *(para(column[number] or "–", styles.cell()) for column in columns),
        ]
        for number, issue in enumerate(debrief.issues)
    ]
    first = 92.0
    each = (WIDTH - first) / max(1, len(columns))
    head = [tr("Issue"), *(tr("Table {letter}", letter=s.letter) for s in debrief.standings)]
    return table((first, *(each for _ in columns)), head, rows)


def _satisfaction(debrief: Debrief) -> Flowable:
    rows = []
    for standing in debrief.standings:
        means = standing.result.means
        shown = [f"{m:.1f}" if (m := means.by_facet.get(f)) is not None else "–" for f in FACETS]
        rows.append([para(t, styles.cell()) for t in (standing.letter, *shown, str(means.people))])
    head = [tr("Table"), *(facet_name(facet) for facet in FACETS), tr("Slips")]
    return table((46, *(78 for _ in FACETS), 50), head, rows)


def pages_as_png(content: bytes, dpi: int = 150) -> list[bytes]:
    """The pages of a PDF as pictures."""
    import pypdfium2

    made = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            for number in range(len(document)):
                stream = io.BytesIO()
                page = document[number]
                bitmap = page.render(scale=dpi / 72)
                bitmap.to_pil().save(stream, "PNG")
                bitmap.close()
                page.close()
                made.append(stream.getvalue())
        finally:
            document.close()
    return made
