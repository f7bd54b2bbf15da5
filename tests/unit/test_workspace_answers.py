"""Answers about sources: the last one counts, none is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from monitoring.workspace.answers import answers, give_answer
from monitoring.workspace.tables import open_workspace, source_answer


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    opened = open_workspace(f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    yield opened
    opened.dispose()


def say(engine: sa.Engine, answer: bool | None, *, question: str = "collected") -> None:
    give_answer(engine, source="inkar", question=question, answer=answer, author="Ada")


def test_nothing_is_answered_at_first(engine: sa.Engine):
    assert answers(engine) == {}


def test_the_last_answer_counts_and_may_leave_the_question_open(engine: sa.Engine):
    say(engine, True)
    say(engine, False)
    say(engine, True, question="decided")
    assert answers(engine) == {("inkar", "collected"): False, ("inkar", "decided"): True}
    say(engine, None)
    assert answers(engine)["inkar", "collected"] is None


def test_every_answer_is_kept_with_its_author(engine: sa.Engine):
    for answer in (True, False, None):
        say(engine, answer)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(source_answer.c.answer, source_answer.c.author))
        assert list(rows) == [(True, "Ada"), (False, "Ada"), (None, "Ada")]


def test_another_question_is_refused(engine: sa.Engine):
    with pytest.raises(ValueError, match="no such question"):
        say(engine, True, question="liked")
    assert answers(engine) == {}


def test_several_answer_at_once(engine: sa.Engine):
    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda _: say(engine, True), range(40)))
    assert answers(engine) == {("inkar", "collected"): True}
