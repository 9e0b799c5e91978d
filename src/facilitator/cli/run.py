"""Carries out one command line. Front end only: it reads words, calls, prints."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from facilitator.cli.output import DONE, REFUSED
from facilitator.cli.parser import build_parser
from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import set_language
from facilitator.support.settings import Settings


def _act(options: argparse.Namespace) -> int:
    """Carry out; a protected programme is unlocked when it says so, and asked again."""
    try:
        return int(options.act(options))
    except FacilitatorError as refusal:
        if refusal.code != "passphrase-needed":
            raise
        from facilitator.application.protection import unlock
        from facilitator.cli.protection import asked_passphrase

        passphrase = asked_passphrase(options)
        if not passphrase:
            raise
        unlock(Path(str(refusal.params["path"])), passphrase)
    return int(options.act(options))


def run(words: Sequence[str]) -> int:
    """Carry out the command; returns the exit code. Wrong usage ends the process with code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console may not know every script
            stream.reconfigure(errors="backslashreplace")
    set_language(Settings.load().language)
    options = build_parser().parse_args(words)
    try:
        return _act(options)
    except FacilitatorError as refusal:
        print(f"facilitator: {refusal}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # The reader (head, less) has gone; what it did not want is not an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
