"""The tasks that Help explains, in the order of the week."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.support.i18n import tr


@dataclass(frozen=True)
class HowTo:
    """A task in words; `page` is where it is done, or '' where that is everywhere."""

    title: str
    text: str
    page: str = ""


def tasks() -> tuple[HowTo, ...]:
    """What can be done today."""
    return (
        HowTo(
            tr("Look round with sample data"),
            tr("On the Start page choose “Try with sample data”. It opens a whole week with "
               "invented people in a file of its own, which you may change or delete."),
            "start",
        ),
        HowTo(
            tr("Start your own programme"),
            tr("On the Start page choose “New programme”, give its name, place and first day, and "
               "take a template. Then fill in the facts on the Programme page. What you type is "
               "saved when you leave the field."),
            "programme",
        ),
        HowTo(
            tr("Enter the participants"),
            tr("Add people one by one, or change a cell in place with F2. Deleting asks nothing: "
               "Undo brings them back, for as long as the programme is open."),
            "participants",
        ),
        HowTo(
            tr("Plan the week"),
            tr("Choose an item to see it in the panel at the side. Alt and the arrow keys move it; "
               "the mouse does too. A longer session moves what comes after it up to the next fixed "
               "time, and says how many minutes are over there. F7 lists all checks with ways to put "
               "things right; saving is never blocked."),
            "agenda",
        ),
        HowTo(
            tr("Use a method, a template or an earlier week"),
            tr("“Methods library”, behind the dots of the Agenda page, puts a building block after the "
               "chosen session; change it there and keep it as your own. A new programme can be like "
               "one of yours: its agenda and forms come along, its people do not."),
            "agenda",
        ),
        HowTo(
            tr("Make the groups"),
            tr("“Suggest groups” shows three drafts beside each other, with the rules that hold and "
               "those that do not; nothing changes until you use one. Drag a person, or press Alt "
               "with an arrow; L locks, Enter offers more, F2 renames the group."),
            "groups",
        ),
        HowTo(
            tr("Collect root causes and vote"),
            tr("On the board N opens a line for new cards: one idea, Enter, the next one. Alt with left "
               "or right moves a card, dropping it on another merges the two; “Take apart” brings the "
               "originals back. “Open voting” closes the list: enter totals counted on paper, or let "
               "people “Vote at this laptop” one by one (your PIN leads out). Ballots carry no name, "
               "time or order, and counts show when you close the vote."),
            "root_causes",
        ),
        HowTo(
            tr("Draw a conflict tree"),
            tr("“Add” or a right click adds a cause or an effect of the core problem; there, A adds a "
               "cause and Shift+A an effect. Arrows walk along the tree; on a card, A adds one that "
               "hangs on it, S one beside it, L joins an effect to a cause by a feedback loop, Alt with "
               "arrows moves. What must be right is refused with its reason; hints can be put aside. "
               "“Turn over” shows what each card looks like when it is solved. “Gallery walk” turns "
               "through all groups' trees on the room's screen."),
            "root_causes",
        ),
        HowTo(
            tr("Fill in the other sheets of the analysis"),
            tr("The four parts hold timeline, five whys, roles, stakeholder map, onion, ABC triangle, "
               "connectors and dividers. Choose a kind of line and type; the picture beside it is the "
               "one that is printed. The last two steps of five whys go to the tree with one button. "
               "“Save as” writes PDF, SVG, PNG or a table."),
            "root_causes",
        ),
        HowTo(
            tr("Write a case study"),
            tr("“Begin a case” asks for the group, a title, or a stub of the starter bank, of which "
               "every line is to be verified. Seven steps stand on the left with their lights; below "
               "them is what is still missing. Only what is needed blocks “Call it final”; the rest "
               "is advice. What you type is saved at each pause."),
            "case_studies",
        ),
        HowTo(
            tr("See how far the groups are with their cases"),
            tr("The matrix shows the lights of each step. A group's words stay private until it "
               "hands them in; “Look in” shows them before, if the group asked you to. A case that "
               "was handed in keeps its versions: “Versions” marks every word that changed since."),
            "case_studies",
        ),
        HowTo(
            tr("Have the cases presented and reviewed"),
            tr("On “Presentations” set the order, the speakers (two at least, of different "
               "countries) and the times. The slides make themselves; page up and page down turn "
               "them, and the clock runs on the room's screen. “Save the papers” writes slides, "
               "handouts, review forms and slips, the comparison, and the thread from causes to "
               "vision on one page."),
            "case_studies",
        ),
        HowTo(
            tr("Mix people at tables through the week"),
            tr("On the Groups page choose “Tables and rounds”. It says how many pairs will have "
               "met, and how many could at most. “Absent today” proposes the smallest change for "
               "one day and leaves the home groups alone."),
            "groups",
        ),
        HowTo(
            tr("Run the day"),
            tr("F5 shows the cockpit. Start a session: the clock runs whatever page is in front, "
               "through sleep and after a crash. Space pauses, N goes on, P goes back, + gives a "
               "minute. When time is short it proposes what gives way; nothing changes until you "
               "confirm, and “Planned and held” prints both. “May be left out” is marked in the "
               "agenda; steps with their words are written with the pencil."),
            "run",
        ),
        HowTo(
            tr("Use the room's screen"),
            tr("Plug in the second screen, press Windows+P, choose Extend. The buttons “On the "
               "room's screen” put up what the room may see, and nothing else: no notes, no messages "
               "of this window. Ctrl+Shift+B blanks it and Ctrl+Shift+F freezes the picture, from any "
               "page; Ctrl+Shift+P ends it."),
            "run",
        ),
        HowTo(
            tr("Take attendance"),
            tr("Arrows move in the grid; P, L, E and A mark, Del clears. “Mark the rest present” "
               "fills the half-day. A scanner reads badges into “Scan a badge”. Enter opens the "
               "details, where somebody can have joined late."),
            "attendance",
        ),
        HowTo(
            tr("Run a negotiation exercise"),
            tr("Choose a kit, assign roles, write packs and forms: one role a file. Confidential "
               "sheets open with “Reveal” alone and conceal themselves when you leave. Start each "
               "phase, record each table, debrief step by step."),
            "negotiation",
        ),
        HowTo(
            tr("Let a group work on this laptop"),
            tr("Group work, choose the group, “Group mode…”. The window fills the screen and holds "
               "that group's records alone; work is saved at every pause. You leave with your PIN. "
               "It prevents accidents, not attacks: no app can stop Alt+Tab, the Windows key or "
               "Ctrl+Alt+Del. For a real lock use a Windows account of its own with Assigned "
               "Access. Forgotten PIN: close the app and delete its settings file."),
            "groupwork",
        ),
        HowTo(
            tr("Let a group work on its own laptop"),
            tr("“Hand out a file…” writes what the group needs, and nothing of anybody else, to a "
               "stick. The group opens it with this app and goes on in it. “Take a file in…” shows "
               "what is new, field by field, before anything changes. Taking it twice changes "
               "nothing. Where two people wrote different texts, both are kept until you choose. "
               "Only the facilitator's own copy is protected by the programme's passphrase: give "
               "the file one of its own where the work is sensitive."),
            "groupwork",
        ),
        HowTo(
            tr("Come to a Common Vision"),
            tr("The page has a tab a step, and one button for the next step. Type the silent cards, put "
               "them under themes, vote with dots. Draft; groups file amendments; accept, park or do "
               "not accept them; settle every bracket. The rule of adoption is locked at the first "
               "reading. Dots and marks go into a box that nobody can look into and show together when "
               "it is closed: people “Vote at this laptop” one after another, with a cover between them "
               "(your PIN leads out), or you type in what somebody says, or totals from paper. "
               "Adoption locks the text."),
            "vision",
        ),
        HowTo(
            tr("Ask what people think, and expose nobody"),
            tr("Choose a form under Collect and start. People answer at this laptop, one after another "
               "(your PIN leads out), or on paper: print the form, then type it in with one key an "
               "answer. Close collecting: results come once. A group is shown from five answers on, "
               "and where all agree, words stand in place of counts. Tick the comments that may be "
               "printed. Before and after are matched by a code that people make up."),
            "feedback",
        ),
        HowTo(
            tr("Assess for the certificate of completion"),
            tr("Under Feedback, Assessment: choose a knowledge check or the observer's rubric and the "
               "person, and type the answers. The better of two tries counts. Anonymous feedback is "
               "never a condition."),
            "feedback",
        ),
        HowTo(
            tr("Print the certificates"),
            tr("The list says who is eligible for which certificate, and why. The preview shows "
               "the very sheet that will be printed. Export them all at once, or one file a "
               "person."),
            "certificates",
        ),
        HowTo(
            tr("Write the report"),
            tr("The report takes its facts from the programme: people, agenda, groups, root "
               "causes, case studies, the common text and the certificates issued."),
            "report",
        ),
        HowTo(
            tr("Find anything by a few letters"),
            tr("Ctrl+K finds every act, person and agenda item. Begin with > for acts only, with @ "
               "for people only."),
        ),
        HowTo(
            tr("Keep your work safe"),
            tr("Every change is saved at once; the time of the last one stands at the top. The "
               "last 20 automatic copies are kept in your user folder. “Save a copy to…” writes "
               "one to a stick. Hand over the file only after you have closed the programme."),
        ),
    )  # fmt: skip
