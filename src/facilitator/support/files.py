"""Writing files so that a full disk, a pulled stick or a kill never costs what was there before.

Every file that the app writes is built beside its target, measured, synced and renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from facilitator.support.errors import EnvironmentProblem

TEMPORARY_SUFFIX = ".facilitator-part"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def file_problem(error: OSError, path: Path) -> EnvironmentProblem:
    """The sentence for an error of the operating system while `path` was read or written."""
    if error.errno in _FULL:
        return EnvironmentProblem("disk-full", path=path)
    if error.errno in _FORBIDDEN:
        return EnvironmentProblem("not-allowed", path=path)
    if error.errno in {errno.ENOENT, errno.ENOTDIR} and not path.parent.is_dir():
        return EnvironmentProblem("folder-missing", path=path.parent)
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO}:
        return EnvironmentProblem("file-missing", path=path)
    if error.errno == errno.EEXIST:
        return EnvironmentProblem("not-a-folder", path=path)
    if error.errno in {errno.ENAMETOOLONG, errno.EISDIR, errno.EINVAL}:
        return EnvironmentProblem("path-unusable", path=path)
    return EnvironmentProblem("file-error", path=path, reason=error.strerror or str(error))


@contextmanager
def write_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A binary stream that becomes `path` when the block ends well; else `path` stays as it was.

    Raises EnvironmentProblem when the disk is full, the folder is missing or may not be written.
    """
    temporary = path.with_name(f".{uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            expected = stream.tell()
            os.fsync(stream.fileno())
        _put_in_place(temporary, path, expected)
    except OSError as error:
        raise file_problem(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _put_in_place(temporary: Path, path: Path, expected: int) -> None:
    written = temporary.stat().st_size
    if written != expected:
        raise OSError(errno.ENOSPC, f"{written} of {expected} bytes arrived")
    temporary.replace(path)
    sync_folder(path.parent)


def put_in_place(temporary: Path, path: Path) -> None:
    """Sync a finished file and rename it to `path`; for files that a library wrote by name.

    Raises EnvironmentProblem; the temporary file is gone afterwards either way.
    """
    try:
        _sync_file(temporary)
        _put_in_place(temporary, path, temporary.stat().st_size)
    except OSError as error:
        raise file_problem(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


STUMP_AGE = 600
"""Seconds after which a half-written file is taken for one that a killed app left behind."""


def remove_stumps(folder: Path) -> None:
    """Remove what a killed app left half-written in the folder; what is being written stays."""
    with contextlib.suppress(OSError):
        for stump in folder.glob(f".*{TEMPORARY_SUFFIX}*"):
            if time.time() - stump.stat().st_mtime > STUMP_AGE:
                stump.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut; a no-op where folders cannot be synced."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def put_in_new_place(temporary: Path, path: Path) -> None:
    """Like put_in_place, but never over a file that came to `path` meanwhile.

    Raises EnvironmentProblem `file-exists` then.
    """
    try:
        _sync_file(temporary)
        os.link(temporary, path)
    except FileExistsError as error:
        raise EnvironmentProblem("file-exists", path=path) from error
    except OSError:  # a file system without links, such as a stick's: reserve the name first
        _reserve(path)
        put_in_place(temporary, path)
    else:
        temporary.unlink(missing_ok=True)
        sync_folder(path.parent)


def _reserve(path: Path) -> None:
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise EnvironmentProblem("file-exists", path=path) from error
    except OSError as error:
        raise file_problem(error, path) from error


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Create a folder and its parents, or raise EnvironmentProblem; `private` to this user."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if private:
            folder.chmod(0o700)
    except OSError as error:
        raise file_problem(error, folder) from error


_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$",
             *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}  # fmt: skip


def slug(text: str, limit: int = 60) -> str:
    """A part of a file name in plain ASCII letters, digits and hyphens, `limit` long at most.

    Letters lose their accents, other scripts and signs fall away; what is left of nothing, or is
    a name that Windows keeps for itself, becomes "unnamed".
    """
    plain = text.replace("đ", "d").replace("Đ", "D").replace("ø", "o").replace("Ø", "O")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:limit].strip("-")
    return joined if joined and joined not in _RESERVED else "unnamed"
