"""Carries out one command line. Front end only: it reads words, calls, prints."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from facilitator.cli.output import DONE, REFUSED
from facilitator.cli.parser import build_parser
from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import set_language
from facilitator.support.settings import Settings


def run(words: Sequence[str]) -> int:
    """Carry out the command; returns the exit code. Wrong usage ends the process with code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console may not know every script
            stream.reconfigure(errors="backslashreplace")
    set_language(Settings.load().language)
    options = build_parser().parse_args(words)
    try:
        return int(options.act(options))
    except FacilitatorError as refusal:
        print(f"facilitator: {refusal}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # The reader (head, less) has gone; what it did not want is not an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
