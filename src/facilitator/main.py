"""The composition root: looks at the first word and chooses the front end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from facilitator.cli.parser import WITHOUT_WINDOW

WRONG_USAGE = 2


def main(words: Sequence[str] | None = None) -> int:
    """Run the app; returns the exit code."""
    words = list(sys.argv[1:] if words is None else words)
    if words and (words[0] in WITHOUT_WINDOW or words[0].startswith("-")):
        from facilitator.cli.run import run

        return run(words)
    return _open_window(words)


def _open_window(words: Sequence[str]) -> int:
    if len(words) > 1:
        from facilitator.cli.run import run

        return run(words)  # ends with the usage and exit code 2
    path = Path(words[0]) if words else None
    if path is not None and not path.exists():
        return _refuse(words[0])
    from facilitator.ui.app.run import run as run_window

    return run_window(path)


def _refuse(word: str) -> int:
    """Neither a command nor a file: say so, open nothing."""
    from facilitator.support.i18n import set_language, tr
    from facilitator.support.settings import Settings

    set_language(Settings.load().language)
    said = tr("“{word}” is neither a command nor a file that exists. "
              "“facilitator --help” lists the commands.", word=word)  # fmt: skip
    print(f"facilitator: {said}", file=sys.stderr)
    return WRONG_USAGE


if __name__ == "__main__":
    sys.exit(main())
