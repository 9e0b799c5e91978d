"""What the projector may show of an exercise: an allow-list, built of public rows alone.

`paint_exercise.py` paints it. Nothing here takes a confidential sheet, a seat, a preparation sheet
or a person's name, so none of them can get on the screen. Results stand by table letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from facilitator.application.rows.negotiation import ExerciseRow
from facilitator.domain.negotiation.debrief import Debrief, Reveal, choices_in_words
from facilitator.domain.negotiation.outcomes import Agreed
from facilitator.domain.negotiation.phases import Phase, calls
from facilitator.support.i18n import tr

Values = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChartScene:
    """What a chart shows at one step; `batna` is empty and `nash` None until they are revealed."""

    roles: tuple[str, ...]
    tables: tuple[tuple[str, Values], ...]
    """Letter and values."""
    batna: Values = ()
    frontier: tuple[tuple[Values, bool], ...] = ()
    """Values, and whether nobody is below no deal."""
    nash: Values | None = None
    reach: tuple[Values, ...] = ()
    """Values that set the axes, so that they stay the same from step to step; not drawn."""

    @property
    def is_scatter(self) -> bool:
        """Two roles fit a plane."""
        return len(self.roles) == 2


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture for the room."""

    title: str
    heading: str
    lines: tuple[str, ...] = ()
    clock: str = ""
    is_over: bool = False
    chart: ChartScene | None = None
    grid: tuple[tuple[str, ...], ...] = ()
    """A table of texts, the head first."""


def phase_words(phase: Phase) -> str:
    """A phase in words."""
    return {
        Phase.NOT_BEGUN: tr("Not begun"), Phase.BRIEF: tr("Briefing"),
        Phase.PREPARE: tr("Read and prepare"), Phase.NEGOTIATE: tr("Negotiate"),
        Phase.RECORD: tr("Record the outcome"), Phase.PAUSE: tr("Break"),
        Phase.DEBRIEF: tr("Debrief"),
    }[phase]  # fmt: skip


def phase_task(phase: Phase) -> str:
    """What the room does in a phase."""
    return {
        Phase.NOT_BEGUN: "",
        Phase.BRIEF: tr("Listen, and take your envelope. Open it when you are told to."),
        Phase.PREPARE: tr("Read your sheet. Fill the preparation sheet with those of your role."),
        Phase.NEGOTIATE: tr("Negotiate at your table. No agreement when time is up means no deal."),
        Phase.RECORD: tr("Write the outcome form and sign it. Fill a slip each, without a name."),
        Phase.PAUSE: tr("Break. Leave your role behind."),
        Phase.DEBRIEF: tr("Step out of role: say your own name, and one thing you leave behind."),
    }[phase]


def clock_text(seconds: int) -> str:
    """`12:05`; `+ 0:40` once the time is over."""
    minutes, rest = divmod(abs(seconds), 60)
    shown = f"{minutes}:{rest:02d}"
    return f"+ {shown}" if seconds < 0 else shown


def call_text(seconds: int, minutes: int) -> str:
    """A call of the time in words."""
    if seconds == 0:
        return tr("Time is up.")
    if seconds not in {600, 300, 60} or seconds * 2 == 60 * minutes:
        return tr("Half of the time is over.")
    return tr("One minute left.") if seconds == 60 else tr("{n} minutes left.", n=seconds // 60)


def phase_scene(exercise: ExerciseRow, moment: datetime) -> Scene:
    """The phase with its clock and task."""
    clock = exercise.clock
    if clock.phase is Phase.NOT_BEGUN:
        return Scene(exercise.title, phase_words(clock.phase), exercise.aims)
    left = clock.left(moment)
    passed = [call for call in calls(clock.minutes) if left <= call]
    said = call_text(min(passed), clock.minutes) if passed and left > 0 else ""
    lines = (phase_task(clock.phase), tr("Time is up.") if left <= 0 else said)
    return Scene(exercise.title, phase_words(clock.phase), tuple(line for line in lines if line),
                 clock_text(left), left <= 0)  # fmt: skip


def issues_scene(exercise: ExerciseRow) -> Scene:
    """The questions with their options, and the rule: what all parties know."""
    head = (tr("Issue"), tr("Options"))
    body = tuple((i.title, " · ".join(o.title for o in i.options)) for i in exercise.issues)
    return Scene(exercise.title, tr("The questions"), (exercise.agreement,), grid=(head, *body))


def reveal_words(reveal: Reveal) -> str:
    """A step of the debrief in words."""
    return {
        Reveal.QUESTION: tr("Out of role"), Reveal.TABLES: tr("What happened"),
        Reveal.VALUES: tr("Values"), Reveal.ALTERNATIVES: tr("Without a deal"),
        Reveal.FRONTIER: tr("Frontier"), Reveal.REFERENCE: tr("Numbers"),
        Reveal.TRANSFER: tr("Take home"),
    }[reveal]  # fmt: skip


def script(reveal: Reveal) -> tuple[str, ...]:
    """What the facilitator says and asks at a step (methods 3.7)."""
    return {
        Reveal.QUESTION: (
            tr("Step out of role: each says the own name, and one thing to leave behind."),
            tr("How was it? Feelings first, from every table, before any number."),
        ),
        Reveal.TABLES: (
            tr("What happened? Each table tells in one minute how it got there."),
            tr("No comments on good or bad. Who left the table is not asked."),
        ),
        Reveal.VALUES: (
            tr("Points are scaled to each role. They say what a sheet said, no more."),
            tr("Let the tables find their letter and wait."),
        ),
        Reveal.ALTERNATIVES: (
            tr("Which packages would a capital have refused? Who checked offers against no deal?"),
            tr("Do not expose anybody: ask the room, not the table."),
        ),
        Reveal.FRONTIER: (
            tr(
                "At which tables could both do better? What was missing: a question, an option, time?"
            ),
            tr(
                "Efficient is not the same as fair, nor as acceptable: look for a table that is both."
            ),
        ),
        Reveal.REFERENCE: (
            tr(
                "Which of the seven elements explains the differences? Who asked questions? "
                "When did value appear?"
            ),
            tr("Ask the table with the largest joint value for its moves, not for applause."),
        ),
        Reveal.TRANSFER: (
            tr("One thing to use at work: each writes it down, some say it."),
            tr("Collect the sheets."),
        ),
    }[reveal]


def debrief_scene(debrief: Debrief, reveal: Reveal) -> Scene:
    """The debrief as far as it is revealed."""
    heading = reveal_words(reveal)
    if reveal is Reveal.QUESTION:
        return Scene(debrief.title, heading, (
            tr("Step out of your role: say your own name, and one thing you leave behind."),
            tr("How was it?"),
        ))  # fmt: skip
    if reveal is Reveal.TRANSFER:
        return Scene(debrief.title, heading, (tr("What is one thing you will use at work?"),))
    if reveal is Reveal.TABLES:
        return Scene(debrief.title, heading, grid=_tables_grid(debrief))
    lines = _numbers(debrief) if reveal is Reveal.REFERENCE else _explained(reveal)
    return Scene(debrief.title, heading, lines, chart=chart_scene(debrief, reveal))


def _explained(reveal: Reveal) -> tuple[str, ...]:
    return {
        Reveal.VALUES: (tr("Each letter is a table."),),
        Reveal.ALTERNATIVES: (tr("The dashed lines and marks are what no deal was worth."),),
        Reveal.FRONTIER: (tr("Squares: agreements that no other betters for all. Empty ones leave "
                             "somebody below no deal."),),
    }.get(reveal, ())  # fmt: skip


def _numbers(debrief: Debrief) -> tuple[str, ...]:
    lines = [
        tr("{count} agreements were possible; {zone} left nobody below no deal.",
           count=f"{debrief.outcomes:,}", zone=debrief.zopa),
        tr("{count} could not be bettered for all.", count=len(debrief.frontier)),
    ]  # fmt: skip
    if not debrief.exact:
        lines.append(tr("Counted on a sample of {count}.", count=f"{debrief.counted:,}"))
    if any(s.result.agreed is Agreed.NO for s in debrief.standings):
        lines.append(tr("No deal left {points} points on the table.", points=debrief.left_on_table))
    return tuple(lines)


def agreed_words(agreed: Agreed) -> str:
    """How a table ended, in words."""
    return {Agreed.YES: tr("Deal"), Agreed.PARTIAL: tr("Partial deal"), Agreed.NO: tr("No deal")}[
        agreed
    ]


def _tables_grid(debrief: Debrief) -> tuple[tuple[str, ...], ...]:
    head = ("", *(tr("Table {letter}", letter=s.letter) for s in debrief.standings))
    ended = (tr("Ended"), *(agreed_words(s.result.agreed) for s in debrief.standings))
    columns = [choices_in_words(debrief.issues, s.result.choices) for s in debrief.standings]
    body = tuple(
        (issue.title, *(column[number] or "–" for column in columns))
        for number, issue in enumerate(debrief.issues)
    )
    return (head, ended, *body)


def chart_scene(debrief: Debrief, reveal: Reveal) -> ChartScene:
    """The chart's layers as far as they are revealed."""
    feasible = {point.values for point in debrief.feasible_frontier}
    tables = tuple(
        (s.letter, values) for s in debrief.standings
        if (values := debrief.values_of(s)) is not None
    )  # fmt: skip
    frontier = tuple(dict.fromkeys((p.values, p.values in feasible) for p in debrief.frontier))
    nash = debrief.nash.values if debrief.nash and reveal >= Reveal.REFERENCE else None
    return ChartScene(
        roles=debrief.roles, tables=tables,
        batna=debrief.batna if reveal >= Reveal.ALTERNATIVES else (),
        frontier=frontier if reveal >= Reveal.FRONTIER and len(debrief.roles) == 2 else (),
        nash=nash, reach=(debrief.batna, *(values for values, _ in frontier)),
    )  # fmt: skip
