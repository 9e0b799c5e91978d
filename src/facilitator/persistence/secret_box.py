"""The secret box: answers that nobody can trace, for feedback, dots and gradients.

What is promised (5.6, rules 7 and 8 of the methods):

- With an answer goes no time, no device, no sequence and no person.
- A token says "has answered" and nothing else. Tokens stand in another table, in an order of their
  own, as hashes salted for this box, and are wiped when the box is closed.
- All answers of a box are one value, shuffled and written anew at each change. So neither row
  numbers nor the order of cells in a page, free pages or page numbers tell which came first.
- Old values are overwritten (secure_delete), and the write-ahead log is emptied after each change;
  the change log and undo never see a box.
- Copies made while a box is open do not hold what is in it: two copies would differ by the answers
  given between them. `strip_open_boxes` sees to that. A closed box is copied like all else.

A box must not be read before it is closed: there is no way to look. Put is durable when it returns.
It works through the programme's own connection, so it is encrypted where the programme is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from facilitator.persistence import sqlite
from facilitator.persistence.models.secret_box import SecretAnswers, SecretTokens
from facilitator.persistence.problems import problem_of
from facilitator.support.errors import RuleViolation

Answer = dict[str, Any]
_SALT = 16
_HASH = 32
_BLOCK = 4096
"""Contents are filled up to whole blocks, so that their length tells little."""


class SecretBox:
    """The answers to one question or form, named by `subject`.

    `before_write` raises where the programme may not be changed; `tell` is called after a change.
    `about` is kept beside the first answer: what was asked, in the words that people saw.
    """

    def __init__(
        self, engine: Engine, subject: str,
        before_write: Callable[[], None] = lambda: None, tell: Callable[[], None] = lambda: None,
        about: str = "",
    ) -> None:  # fmt: skip
        self._engine, self.subject = engine, subject
        self._before_write, self._tell, self._about = before_write, tell, about

    # Asking

    def count(self) -> int:
        """How many answers are in the box."""
        with Session(self._engine) as session:
            return len(_answers(session, self.subject)[0])

    @property
    def is_closed(self) -> bool:
        """Whether the box has been closed."""
        with Session(self._engine) as session:
            return _answers(session, self.subject)[1]

    def has_answered(self, token: str) -> bool:
        """Whether this token was used; never, once the box is closed."""
        with Session(self._engine) as session:
            salt, hashes = _tokens(session, self.subject)
        return _hash(salt, token) in hashes

    # Changing

    def put(self, token: str, answer: Mapping[str, Any]) -> None:
        """Put an answer in; it is on the disk when this returns.

        `answer` is plain JSON data. `token` stands for who answers ("" for a paper form, which has
        none). Raises RuleViolation `already-answered` or `box-closed`.
        """
        with self._change() as session:
            answers = self._open_answers(session)
            if token:
                self._add_token(session, token)
            _store(session, self.subject, [*answers, dict(answer)])
            self._keep_about(session, first=not answers)

    def put_all(self, answers: Iterable[Mapping[str, Any]]) -> None:
        """Put several answers without tokens in at once: typed from paper, or from a file."""
        with self._change() as session:
            before = self._open_answers(session)
            _store(session, self.subject, [*before, *(dict(answer) for answer in answers)])
            self._keep_about(session, first=not before)

    def withdraw(self, token: str, answer: Mapping[str, Any]) -> None:
        """Take an answer back, by who still holds both: the box itself could not tell which it is.

        Raises RuleViolation `no-such-answer` or `box-closed`.
        """
        with self._change() as session:
            answers = self._open_answers(session)
            salt, hashes = _tokens(session, self.subject)
            hashed = _hash(salt, token)
            if dict(answer) not in answers or (token and hashed not in hashes):
                raise RuleViolation("no-such-answer")
            answers.remove(dict(answer))
            _store(session, self.subject, answers)
            _store_tokens(session, self.subject, salt, hashes - {hashed})

    def close(self) -> list[Answer]:
        """Close the box, wipe the tokens, and hand out the answers, shuffled.

        The answers stay in the file, so that a kill loses nothing: closing again gives them again.
        Call `forget` where their counts have been stored elsewhere.
        """
        with self._change(thorough=True) as session:
            answers, _ = _answers(session, self.subject)
            _store(session, self.subject, answers, is_closed=True)
            session.execute(delete(SecretTokens).where(SecretTokens.subject == self.subject))
            return _shuffled(answers)

    def forget(self) -> None:
        """Wipe the box with all that is in it, open or closed."""
        with self._change(thorough=True) as session:
            for table in (SecretAnswers, SecretTokens):
                session.execute(delete(table).where(table.subject == self.subject))

    def _open_answers(self, session: Session) -> list[Answer]:
        answers, closed = _answers(session, self.subject)
        if closed:
            raise RuleViolation("box-closed")
        return answers

    def _keep_about(self, session: Session, *, first: bool) -> None:
        if first and self._about:
            here = SecretAnswers.subject == self.subject
            session.execute(update(SecretAnswers).where(here).values(about=self._about))

    def _add_token(self, session: Session, token: str) -> None:
        salt, hashes = _tokens(session, self.subject)
        hashed = _hash(salt, token)
        if hashed in hashes:
            raise RuleViolation("already-answered")
        _store_tokens(session, self.subject, salt, hashes | {hashed})

    @contextlib.contextmanager
    def _change(self, *, thorough: bool = False) -> Iterator[Session]:
        """One transaction, past the journal; then the log is emptied."""
        self._before_write()
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except DatabaseError as error:
            raise problem_of(error, Path(self._engine.url.database or "")) from error
        _scrub(self._engine, thorough=thorough)
        self._tell()


def closed_answers(session: Session, subject: str) -> list[Answer] | None:
    """The answers of a closed box, in a new order each time; None while it is open or not there."""
    answers, closed = _answers(session, subject)
    return _shuffled(answers) if closed else None


def replace_closed(session: Session, subject: str, answers: list[Answer]) -> None:
    """Put other answers in a closed box's place, as the wipe does."""
    _store(session, subject, answers, is_closed=True)


def asked_about(session: Session, subject: str) -> str:
    """What was asked, as it stood at the first answer; empty before it."""
    here = SecretAnswers.subject == subject
    return session.scalar(select(SecretAnswers.about).where(here)) or ""


def answers_in(session: Session, subject: str) -> int:
    """How many answers are in a box."""
    return len(_answers(session, subject)[0])


def is_closed(session: Session, subject: str) -> bool:
    """Whether a box has been closed."""
    return _answers(session, subject)[1]


def strip_open_boxes(connection: Any) -> None:
    """Take what is in open boxes out of a copy. `connection` is the driver's, on the copy alone."""
    there = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'secret_answers'"
    ).fetchone()
    if there == (0,) or not _open_boxes(connection):
        return
    # The rollback journal would hold the old pages: keep it in memory.
    for statement in ("PRAGMA journal_mode = MEMORY", "PRAGMA secure_delete = ON",
                      "DELETE FROM secret_answers WHERE NOT is_closed",
                      "DELETE FROM secret_tokens"):  # fmt: skip
        connection.execute(statement).fetchall()
    connection.commit()
    connection.execute("VACUUM")


def _open_boxes(connection: Any) -> bool:
    found = connection.execute(
        "SELECT (SELECT count(*) FROM secret_answers WHERE NOT is_closed)"
        " + (SELECT count(*) FROM secret_tokens)"
    ).fetchone()
    return bool(found[0])


# The values in the tables ---------------------------------------------------------------------


def _answers(session: Session, subject: str) -> tuple[list[Answer], bool]:
    row = session.execute(
        select(SecretAnswers.content, SecretAnswers.is_closed).where(
            SecretAnswers.subject == subject
        )
    ).one_or_none()
    return ([], False) if row is None else (json.loads(row.content), row.is_closed)


def _store(
    session: Session, subject: str, answers: list[Answer], *, is_closed: bool = False
) -> None:
    text = json.dumps(_shuffled(answers), ensure_ascii=False, allow_nan=False, sort_keys=True)
    values = {"content": _filled(text.encode()), "is_closed": is_closed}
    here = SecretAnswers.subject == subject
    if session.scalar(select(SecretAnswers.id).where(here)) is None:
        session.execute(insert(SecretAnswers).values(subject=subject, **values))
    else:
        session.execute(update(SecretAnswers).where(here).values(**values))


def _tokens(session: Session, subject: str) -> tuple[bytes, set[bytes]]:
    content = session.scalar(select(SecretTokens.content).where(SecretTokens.subject == subject))
    if not content:
        return secrets.token_bytes(_SALT), set()
    salt, rest = content[:_SALT], content[_SALT:]
    return salt, {rest[i : i + _HASH] for i in range(0, len(rest), _HASH)}


def _store_tokens(session: Session, subject: str, salt: bytes, hashes: set[bytes]) -> None:
    content = salt + b"".join(sorted(hashes))  # sorted by hash: an order that tells nothing
    here = SecretTokens.subject == subject
    if session.scalar(select(SecretTokens.id).where(here)) is None:
        session.execute(insert(SecretTokens).values(subject=subject, content=content))
    else:
        session.execute(update(SecretTokens).where(here).values(content=content))


def _hash(salt: bytes, token: str) -> bytes:
    return hashlib.sha256(salt + token.encode()).digest()


def _shuffled(answers: list[Answer]) -> list[Answer]:
    return random.SystemRandom().sample(answers, len(answers))


def _filled(content: bytes) -> bytes:
    return content + b" " * (-len(content) % _BLOCK)


def _scrub(engine: Engine, *, thorough: bool) -> None:
    """Empty the write-ahead log; where thorough, build the file anew without free pages.

    What cannot be done now (a full disk, a reader in the way) is done when the file is closed:
    the answers themselves are safe and old values are overwritten already.
    """
    with contextlib.suppress(DatabaseError, sqlite.driver().DatabaseError):
        sqlite.scrub(engine, rebuild=thorough)
