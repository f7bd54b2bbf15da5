"""Figures on screen: German numbers, and a mark for every reason why there is none."""

import pytest

from monitoring.figures import (
    SECRET_MARK,
    STATUS_MARKS,
    STATUS_REASONS,
    Status,
    counted,
    number,
    remark,
    shown,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234567, 0, "1.234.567"),
        (1234.56, 1, "1.234,6"),
        (999.5, 2, "999,50"),
        (-3.25, 2, "−3,25"),
        (0.25, 1, "0,3"),
        (2.5, 0, "3"),
        (-0.04, 1, "0,0"),
        (0.0, 2, "0,00"),
    ],
)
def test_a_number_is_written_as_in_german(value: float, decimals: int, text: str):
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "+3,0"), (-3.0, "−3,0"), (0.0, "0,0"), (0.04, "0,0"), (-0.04, "0,0")]
)
def test_a_change_carries_its_sign_unless_it_is_nothing(value: float, text: str):
    assert number(value, 1, signed=True) == text


def test_missing_secret_and_zero_are_three_different_things():
    marks = {shown(0.0, "nil"), shown(None, "missing"), shown(None, "suppressed")}
    assert marks == {"0", "–", SECRET_MARK}


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.REPORTED, Status.NIL}))
def test_a_number_that_the_status_forbids_is_never_shown(status: Status):
    assert shown(17.0, status) == STATUS_MARKS[status]


@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_reported_figure_without_a_number_is_unknown(value: float | None):
    assert shown(value, "reported") == STATUS_MARKS[Status.UNKNOWN]


def test_marks_are_told_apart_and_every_status_has_its_reason():
    assert len(set(STATUS_MARKS.values())) == len(STATUS_MARKS)
    assert set(STATUS_MARKS) == set(Status) - {Status.REPORTED, Status.NIL}
    assert set(STATUS_REASONS) == set(Status)
    assert len(set(STATUS_REASONS.values())) == len(Status)


def test_counts_know_one_and_none():
    assert counted(1, "Gemeinde", "Gemeinden") == "1 Gemeinde"
    assert counted(1038, "Gemeinde", "Gemeinden") == "1.038 Gemeinden"
    assert counted(0, "Gemeinde", "Gemeinden") == "keine Gemeinden"


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("", ""),
        (None, ""),
        ("territory", ""),
        ("provisional", "vorläufig"),
        ("estimated", "geschätzt"),
        ("estimated,share_12", "zu 12\u00a0% geschätzt"),
        ("provisional,estimated,share_0,territory", "vorläufig, zu weniger als 1\u00a0% geschätzt"),
    ],
)
def test_what_stands_behind_a_value(note: str | None, text: str):
    assert remark(note) == text
