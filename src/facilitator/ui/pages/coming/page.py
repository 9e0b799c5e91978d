"""A page that a later version fills: says what it will hold, shows what is there, opens a way on.

One class serves all of them; which one it is comes with its id.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from facilitator.support.i18n import tr, trn
from facilitator.ui.app.catalogue import spec_of
from facilitator.ui.pages.base import Page
from facilitator.ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet

Query = Callable[..., Any]


def _will_hold() -> dict[str, str]:
    return {
        "groups": tr("Home groups with their tables and roles, suggested so that countries and "
                     "sectors mix, and moved by hand."),
        "run": tr("The session of the moment: timer, steps, what to say, and the projector."),
        "attendance": tr("One line a person, morning and afternoon of each day, marked by single "
                         "keys."),
        "root_causes": tr("The board of cards with its vote, and the conflict tree of each group."),
        "case_studies": tr("The cases of the groups, step by step, with what each still lacks."),
        "negotiation": tr("Parties, confidential instructions, rounds and the agreed text."),
        "vision": tr("The common text: collect, cluster, vote, draft and adopt."),
        "feedback": tr("Forms on paper or on this laptop, counted so that nobody can be "
                       "recognised."),
    }  # fmt: skip


WAY_ON = {
    "groups": "report", "run": "agenda", "attendance": "certificates", "root_causes": "report",
    "case_studies": "report", "negotiation": "agenda", "vision": "report", "feedback": "report",
}  # fmt: skip
"""Where each page sends its visitor meanwhile."""


class ComingPage(Page):
    """Nothing can be changed here yet."""

    def build(self) -> None:
        self._empty = EmptyState(self.spec.icon, "", "")
        target = spec_of(WAY_ON[self.id])
        button = self._empty.offer(
            tr("Open the {page}", page=target.title.lower()), primary=True, icon=target.icon
        )
        button.clicked.connect(self._go_on)
        self.content.addWidget(self._empty, 1)

    def refresh(self, _change_set: ChangeSet | None) -> None:
        have = what_is_there(self.id, self.document.query)
        title = have or tr("{page} comes with a later version", page=self.spec.title)
        sentence = _will_hold()[self.id]
        if have:
            later = tr("They can be read in the report; working on them here comes later.")
            sentence = f"{sentence} {later}"
        self._empty.tell(title, sentence)

    def _go_on(self) -> None:
        self.context.shell.go_to(WAY_ON[self.id])


def what_is_there(page_id: str, query: Query) -> str:
    """What the programme already holds for a page, in a few words; '' for nothing."""
    counts = {
        "groups": _groups, "root_causes": _root_causes, "case_studies": _case_studies,
        "vision": _vision,
    }  # fmt: skip
    return counts[page_id](query) if page_id in counts else ""


def _groups(query: Query) -> str:
    from facilitator.application.queries.groups import home_groups

    groups = query(home_groups)
    if not groups:
        return ""
    members = sum(len(group.members) for group in groups)
    people = trn("{n} person", "{n} people", members)
    return trn("{n} group with {people}", "{n} groups with {people}", len(groups), people=people)


def _root_causes(query: Query) -> str:
    from facilitator.application.queries.root_causes import root_causes

    board = query(root_causes)
    if not board.cards:
        return ""
    trees = trn("{n} conflict tree", "{n} conflict trees", len(board.trees))
    return trn("{n} card and {trees}", "{n} cards and {trees}", len(board.cards), trees=trees)


def _case_studies(query: Query) -> str:
    from facilitator.application.queries.case_studies import case_studies

    cases = query(case_studies)
    if not cases:
        return ""
    whole = sum(1 for case in cases if not case.missing)
    return trn("{n} case study, {whole} complete", "{n} case studies, {whole} complete", len(cases),
               whole=whole)  # fmt: skip


def _vision(query: Query) -> str:
    from facilitator.application.queries.vision import the_vision

    text = query(the_vision)
    if text is None or not text.paragraphs:
        return ""
    paragraphs = trn("{n} paragraph", "{n} paragraphs", len(text.paragraphs))
    if text.adopted_on is not None:
        return tr("Adopted text of {paragraphs}", paragraphs=paragraphs)
    return tr("Draft of {paragraphs}", paragraphs=paragraphs)


PAGE = ComingPage
