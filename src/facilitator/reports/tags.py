"""The structure of a document: what is a heading, a paragraph, a table, a picture, and in which order.

Screen readers and archives read this tree (PDF/UA-1, PDF/A-2a). A document is drawn as always: each
text that no tag surrounds becomes a paragraph, and all else that is drawn is marked as decoration.
A canvas without a structure is drawn on in the same way and gets no marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from facilitator.reports.pdf_objects import text_string

Rectangle = tuple[float, float, float, float]
_STATE_ONLY = (" rg", " RG", " w", " cm", " d", " J", " j", " g", " G", " Tf", " TL ET")
COLUMN = b"/A<</O/Table/Scope/Column>>"
ROW = b"/A<</O/Table/Scope/Row>>"


class Element:
    """A node of the tree that holds other nodes; `number` is that of its object."""

    __slots__ = ("entries", "kids", "kind", "number", "parent")

    def __init__(self, kind: str, number: int, parent: int, entries: bytes = b"") -> None:
        self.kind, self.number, self.parent, self.entries = kind, number, parent, entries
        self.kids: list[int] = []

    def as_object(self) -> bytes:
        """The node as PDF writes it."""
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        return b"<</S/%s/P %d 0 R%s/K[%s]>>" % (
            self.kind.encode(), self.parent, self.entries, kids,
        )  # fmt: skip


class Structure:
    """The tree of one document while it is drawn; `number` gives a new object its number."""

    def __init__(self, number: Callable[[], int], add: Callable[[int, bytes], None]) -> None:
        self._number, self._add = number, add
        self.root = number()
        self.document = Element("Document", number(), self.root)
        self._open = [self.document]
        self._late: list[Element] = []
        self._leaves: list[tuple[int, int, str, bytes]] = []
        """Of this page, by number of mark: object, parent, kind, further entries."""
        self._marks: list[tuple[int, int]] = []
        """Of this page: where in its code marked texts begin and end."""
        self._pages: list[int] = []
        self._level = 0
        self._list: Element | None = None
        self.quiet = 0
        """Above 0 nothing is marked: inside a marked text, in a form, in a decoration."""

    # --- texts and pictures --------------------------------------------------------------------

    def begin(self, code: list[str], kind: str, entries: bytes = b"") -> None:
        """Begin a marked text in the page's code; it ends with `end`."""
        number = self._number()
        parent = self._open[-1]
        parent.kids.append(number)
        self._marks.append((len(code), 0))
        code.append(f"/{kind} <</MCID {len(self._leaves)}>> BDC")
        self._leaves.append((number, parent.number, kind, entries))
        self.quiet += 1

    def end(self, code: list[str]) -> None:
        """End what `begin` began."""
        code.append("EMC")
        self._marks[-1] = (self._marks[-1][0], len(code))
        self.quiet -= 1

    def heading(self, level: int) -> str:
        """The tag of a heading: levels are never skipped on the way down."""
        self._level = min(level, self._level + 1)
        return f"H{self._level}"

    # --- what holds texts ----------------------------------------------------------------------

    def make(self, kind: str, entries: bytes = b"") -> Element:
        """A node under the open one that may be opened several times."""
        made = Element(kind, self._number(), self._open[-1].number, entries)
        self._open[-1].kids.append(made.number)
        self._late.append(made)
        return made

    def open(self, element: Element) -> None:
        """What follows belongs to the node."""
        self._open.append(element)

    def close(self) -> None:
        """What follows belongs to the node around."""
        self._open.pop()

    def push(self, kind: str, entries: bytes = b"") -> None:
        """Open a new node that `pop` closes for good."""
        made = Element(kind, self._number(), self._open[-1].number, entries)
        self._open[-1].kids.append(made.number)
        self._open.append(made)

    def pop(self) -> None:
        """Close the node that `push` opened."""
        done = self._open.pop()
        self._add(done.number, done.as_object())

    def item(self) -> Element:
        """The list that the open node ends with, or a new one."""
        parent = self._open[-1]
        if self._list is None or not parent.kids or parent.kids[-1] != self._list.number:
            self._list = self.make("L")
        return self._list

    # --- pages ---------------------------------------------------------------------------------

    def wrapped(self, code: Sequence[str]) -> list[str]:
        """The page's code, all between the marked texts marked as decoration."""
        whole: list[str] = []
        last = 0
        for start, stop in [*self._marks, (len(code), len(code))]:
            gap = code[last:start]
            if gap and not all(line.endswith(_STATE_ONLY) or line in "qQ" for line in gap):
                whole += ["/Artifact BMC", *gap, "EMC"]
            else:
                whole += gap
            whole += code[start:stop]
            last = stop
        return whole

    def end_page(self, page: int) -> int:
        """Write the page's texts into the tree; the page's key in the table of parents."""
        for mark, (number, parent, kind, entries) in enumerate(self._leaves):
            self._add(number, b"<</S/%s/P %d 0 R/Pg %d 0 R%s/K %d>>" % (
                kind.encode(), parent, page, entries, mark))  # fmt: skip
        table = self._number()
        self._add(table, b"[%s]" % b" ".join(b"%d 0 R" % leaf[0] for leaf in self._leaves))
        self._pages.append(table)
        self._leaves, self._marks = [], []
        return len(self._pages) - 1

    def table_of(self, page: int) -> int:
        """The number of a page's table of parents; pages count from 0."""
        return self._pages[page]

    def finish(self) -> None:
        """Write what is left: nodes that went over several pages, and the root."""
        for element in (*self._late, self.document):
            self._add(element.number, element.as_object())
        table = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(self._pages))
        self._add(self.root, b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[%s]>>"
                  b"/ParentTreeNextKey %d>>" % (self.document.number, table, len(self._pages)),
                  )  # fmt: skip


def structure_of(canvas: Any) -> Structure | None:
    """The canvas's structure where marks may be set now; None on a bare canvas or inside a mark."""
    found: Structure | None = getattr(canvas, "structure", None)
    return None if found is None or found.quiet else found


def begin(canvas: Any, kind: str = "P", entries: bytes = b"") -> bool:
    """Begin a text; whether `end` has to be called (not inside another text or a decoration)."""
    structure = structure_of(canvas)
    if structure is None:
        return False
    structure.begin(canvas._code, kind, entries)  # noqa: SLF001 - there is no other way in
    return True


def end(canvas: Any) -> None:
    """End a text that `begin` began."""
    canvas.structure.end(canvas._code)  # noqa: SLF001


@contextmanager
def text(canvas: Any, kind: str = "P", entries: bytes = b"") -> Iterator[None]:
    """All that is drawn in the block is one text of this kind."""
    opened = begin(canvas, kind, entries)
    yield
    if opened:
        end(canvas)


@contextmanager
def heading(canvas: Any, level: int) -> Iterator[None]:
    """All that is drawn in the block is one heading."""
    structure = structure_of(canvas)
    with text(canvas, structure.heading(level) if structure else "P"):
        yield


@contextmanager
def figure(canvas: Any, alt: str, box: Rectangle) -> Iterator[None]:
    """All that is drawn in the block is one picture; `box` is x, y, width, height in points."""
    x, y, width, height = box
    left, low = canvas.absolutePosition(x, y)
    right, high = canvas.absolutePosition(x + width, y + height)
    with text(canvas, "Figure", figure_entries(alt, (left, low, right - left, high - low))):
        yield


def figure_entries(alt: str, box: Rectangle) -> bytes:
    """What a picture's node says; `box` is x, y, width, height on the paper, in points."""
    x, y, width, height = box
    return b"/Alt%s/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>" % (
        text_string(alt), min(x, x + width), min(y, y + height), max(x, x + width),
        max(y, y + height),
    )  # fmt: skip


@contextmanager
def node(canvas: Any, kind: str, entries: bytes = b"") -> Iterator[None]:
    """All that is drawn in the block belongs to one node: a section, a table, its row, its cell."""
    structure = structure_of(canvas)
    if structure is not None:
        structure.push(kind, entries)
    yield
    if structure is not None:
        structure.pop()


@contextmanager
def decoration(canvas: Any) -> Iterator[None]:
    """All that is drawn in the block is left out when the document is read: page numbers, rules."""
    structure: Structure | None = getattr(canvas, "structure", None)
    if structure is not None:
        structure.quiet += 1
    yield
    if structure is not None:
        structure.quiet -= 1


@contextmanager
def list_item(canvas: Any) -> Iterator[None]:
    """All that is drawn in the block is an item of the list that stands here, or begins here."""
    structure = structure_of(canvas)
    if structure is not None:
        structure.open(structure.item())
        structure.push("LI")
    yield
    if structure is not None:
        structure.pop()
        structure.close()


@contextmanager
def entry(canvas: Any) -> Iterator[None]:
    """All that is drawn in the block is one entry of a list without marks, of several texts."""
    with list_item(canvas), node(canvas, "LBody"):
        yield


class TableTags:
    """Tags of a flowing table; its parts on several pages share one of these."""

    def __init__(self) -> None:
        self._element: Element | None = None
        self._structure: Structure | None = None
        self._goes_on = False

    def __call__(self, table: Any, event: str, *where: Any) -> None:
        """Follow ReportLab's table while it draws itself."""
        if event == "startTable":
            self._start(table)
        elif self._structure is not None:
            self._within(self._structure, table, event, where)

    def _start(self, table: Any) -> None:
        self._structure = structure_of(table.canv)
        if self._structure is None:
            return
        self._goes_on = self._element is not None
        if self._element is None:
            self._element = self._structure.make("Table")
        self._structure.open(self._element)

    def _within(self, structure: Structure, table: Any, event: str, where: Any) -> None:
        heads: int = table.repeatRows
        if event == "startRow":
            if self._goes_on and where[0] < heads:
                structure.quiet += 1
            else:
                structure.push("TR")
        elif event == "startCell" and not structure.quiet:
            head = where[0] < heads
            structure.push("TH" if head else "TD", COLUMN if head else b"")
        elif event == "endCell" and not structure.quiet:
            structure.pop()
        elif event == "endRow":
            if structure.quiet:
                structure.quiet -= 1
            else:
                structure.pop()
        elif event == "endTable":
            structure.close()
