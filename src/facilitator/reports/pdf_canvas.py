"""ReportLab's canvas, writing files that archives and screen readers take: PDF/A-2a and PDF/UA-1.

It keeps the structure of what is drawn (`tags`), names colour space, language and metadata, and
writes each page when it is done. No dates are written: the same input makes the same bytes. Knows
nothing of what is drawn.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import IO, Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFPage, pdfdocEnc
from reportlab.pdfbase.pdfdoc import format as formatted
from reportlab.pdfgen.canvas import Canvas

from facilitator.reports.pdf_objects import PdfFile, text_string
from facilitator.reports.tags import Structure
from facilitator.support.resources import resource

rl_config.useA85 = 0  # streams as bytes: a quarter smaller than as letters
PRODUCER = "Facilitator, with ReportLab"
_STREAM, _END = b"\nstream\n", b"endstream\n"
_LENGTH = re.compile(rb"/Length \d+\s*")


@cache
def _colour_space() -> bytes:
    """The sRGB profile; small, and the same in every file."""
    return zlib.compress(resource("colour", "srgb.icc").read_bytes())


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """A canvas whose file conforms; drawn on like any other."""

    structure: Structure
    _code: list[str]

    def __init__(self, stream: IO[bytes], size: tuple[float, float], language: str) -> None:
        super().__init__(
            stream, pagesize=size, initialFontName="Inter-Regular", lang=language, invariant=1,
            pageCompression=1, pdfVersion=(1, 7),
        )  # fmt: skip
        self.language = language
        self._file = PdfFile(stream)
        self._page_list = self._numbered(self._doc.Pages)
        self._page_numbers: list[int] = []
        self._resources: dict[tuple[Any, ...], tuple[int, PDFPage]] = {}
        self.structure = Structure(self._number, self._file.add)

    # --- numbers -------------------------------------------------------------------------------

    def _number(self) -> int:
        self._doc.objectcounter += 1
        number: int = self._doc.objectcounter
        return number

    def _numbered(self, thing: Any) -> int:
        """The number of one of ReportLab's objects."""
        name = self._doc.Reference(thing).name
        number: int = self._doc.idToObjectNumberAndVersion[name][0]
        return number

    # --- forms and pages -----------------------------------------------------------------------

    def beginForm(self, *words: Any, **options: Any) -> None:
        """As ReportLab's; what a form shows is marked where the form is shown."""
        super().beginForm(*words, **options)
        self.structure.quiet += 1

    def endForm(self, **extra: Any) -> None:
        """As ReportLab's."""
        super().endForm(**extra)
        self.structure.quiet -= 1

    def showPage(self) -> None:
        """Write the page."""
        self._code = self.structure.wrapped(self._code)
        name = self._doc.thisPageName()
        super().showPage()
        self._write_page(name)

    def _write_page(self, name: str) -> None:
        doc = self._doc
        page = doc.idToObject[name]
        number = doc.idToObjectNumberAndVersion[name][0]
        self._page_numbers.append(number)
        content = self._number()
        packed = zlib.compress(pdfdocEnc(page.stream), 6)
        self._file.add_stream(content, b"/Filter/FlateDecode", packed)
        entries = b"/Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R" % (
            self._page_list, page.pagewidth, page.pageheight, content,
        )  # fmt: skip
        key = self.structure.end_page(number)
        self._file.add(number, b"<<%s/Resources %d 0 R/Tabs/S/StructParents %d>>" % (
            entries, self._resources_of(page), key))  # fmt: skip
        doc.idToObject[name] = None
        del doc.numberToId[number]
        doc.Pages.pages.clear()
        if self._file.is_full():
            self._file.pack(self._number())

    def _resources_of(self, page: PDFPage) -> int:
        """The number of the page's resources, shared with pages that use the same; written last,
        since a page may show a form that is drawn after it."""
        names = tuple(page.XObjects.dict) if page.XObjects else ()
        states = formatted(page.ExtGState, self._doc) if page.ExtGState else b""
        key = (names, states)
        if key not in self._resources:
            page.stream = None
            self._resources[key] = (self._number(), page)
        return self._resources[key][0]

    # --- the end -------------------------------------------------------------------------------

    def save(self) -> None:
        """Write what all pages share, and finish the file."""
        if self._code:
            self.showPage()
        doc, file = self._doc, self._file
        for font in doc.delayedFonts:
            font.addObjects(doc)
        self.structure.finish()
        self._write_resources()
        doc.Outlines.prepare(doc, self)
        entries = b""
        if doc.Outlines.ready >= 0:
            entries = b"/Outlines %d 0 R/PageMode/UseOutlines" % self._numbered(doc.Outlines)
        self._write_objects()
        kids = b" ".join(b"%d 0 R" % number for number in self._page_numbers)
        file.add(self._page_list, b"<</Type/Pages/Count %d/Kids[%s]>>" % (
            len(self._page_numbers), kids))  # fmt: skip
        root, info = self._number(), self._number()
        metadata, profile = self._number(), self._number()
        file.add_stream(metadata, b"/Type/Metadata/Subtype/XML", self._metadata())
        file.add_stream(profile, b"/N 3/Filter/FlateDecode", self.colour_space())
        file.add(info, self._info())
        file.add(root, self.catalog(metadata, profile, entries))
        file.pack(self._number())
        file.finish(self._number(), root, info)

    def _write_resources(self) -> None:
        fonts = self._doc.idToObjectNumberAndVersion["BasicFonts"][0]
        for number, page in self._resources.values():
            entries = b"/Font %d 0 R" % fonts
            if page.XObjects:
                entries += b"/XObject " + formatted(page.XObjects, self._doc)
            if page.ExtGState:
                entries += b"/ExtGState " + formatted(page.ExtGState, self._doc)
            self._file.add(number, b"<<%s>>" % entries)

    def _write_objects(self) -> None:
        """Write ReportLab's own objects; formatting one may make others."""
        doc, done = self._doc, {self._page_list}
        while waiting := [number for number in sorted(doc.numberToId) if number not in done]:
            for number in waiting:
                done.add(number)
                thing = doc.idToObject[doc.numberToId[number]]
                self._write_object(number, formatted(thing, doc, toplevel=1))

    def _write_object(self, number: int, data: bytes) -> None:
        if not data.endswith(_END):
            self._file.add(number, data.strip())
            return
        head, _, content = data.partition(_STREAM)
        entries = head.strip().removeprefix(b"<<").removesuffix(b">>")
        self._file.add_stream(number, _LENGTH.sub(b"", entries), content.removesuffix(_END))

    def colour_space(self) -> bytes:
        """The packed profile of the colours."""
        return _colour_space()

    def catalog(self, metadata: int, profile: int, more: bytes = b"") -> bytes:
        """The root of the file; metadata and profile are streams with these numbers."""
        intent = (
            b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
            b"/DestOutputProfile %d 0 R>>" % profile
        )
        return (
            b"<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"
            b"/Metadata %d 0 R/OutputIntents[%s]/ViewerPreferences<</DisplayDocTitle true>>%s>>"
            % (self._page_list, text_string(self.language), self.structure.root, metadata, intent,
               more)
        )  # fmt: skip

    def _info(self) -> bytes:
        info = self._doc.info
        entries = (("Title", info.title), ("Author", info.author), ("Subject", info.subject),
                   ("Creator", info.creator), ("Producer", PRODUCER))  # fmt: skip
        return b"<<%s>>" % b"".join(
            b"/%s%s" % (name.encode(), text_string(value)) for name, value in entries if value
        )

    def _metadata(self) -> bytes:
        info = self._doc.info
        return _XMP.format(
            title=escape(info.title), author=escape(info.author), subject=escape(info.subject),
            creator=escape(info.creator), producer=PRODUCER, language=escape(self.language),
        ).encode()  # fmt: skip


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
