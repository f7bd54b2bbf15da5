"""Answers about sources: collected, evaluated, used for decisions; every answer is kept."""

from datetime import UTC, datetime

import sqlalchemy as sa

from monitoring.workspace.tables import source_answer

QUESTIONS = ("collected", "evaluated", "decided")
Answers = dict[tuple[str, str], bool | None]


def answers(engine: sa.Engine) -> Answers:
    """The last answer by source and question: yes, no, or None where it was taken back.

    A pair that nobody has answered yet is not there.
    """
    table = source_answer.c
    last = sa.select(sa.func.max(table.id)).group_by(table.source, table.question)
    question = sa.select(table.source, table.question, table.answer).where(table.id.in_(last))
    with engine.connect() as connection:
        return {(row.source, row.question): row.answer for row in connection.execute(question)}


def give_answer(
    engine: sa.Engine, *, source: str, question: str, answer: bool | None, author: str
) -> None:
    """Answer a question about a source anew; None leaves it open again."""
    if question not in QUESTIONS:
        raise ValueError(f"no such question: {question!r}")
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    words = {"source": source, "question": question, "answer": answer, "author": author}
    with engine.begin() as connection:
        connection.execute(source_answer.insert().values(answered_at=now, **words))
