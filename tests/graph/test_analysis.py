"""Measures of a network of rights: what they are on small networks, and what holds on any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights import held

from graph.analysis import brokers, concentration, dependency, exposed, in_force, loss, over_time, turning_days
from graph.answers import Right
from graph.claims import Mode

DAY = date(2025, 6, 30)


def right(grantor: str, holder: str, field: str = "compute", mode: str = "exclusive", since: str = "2020-01-01", **more: Any) -> Right:
    made = held(holder, mode, field, since, grantor=grantor, **more)
    return replace(made, id=f"r-{grantor}-{made.id}-{made.credence}")


def close(found: Mapping[str, float]) -> object:
    return pytest.approx(dict(found))


def test_dependency_is_the_mean_share_over_the_fields() -> None:
    rights = [
        right("Acme", "Oracle", "compute"),
        right("Acme", "Oracle", "hosting"),
        right("Acme", "Amazon", "hosting"),
        right("Zed", "Google", "hosting"),
    ]
    assert close({"Oracle": 0.75, "Amazon": 0.25}) == dependency(rights, "Acme", DAY)
    assert close({"Acme": 1.0}) == dependency(rights, "Oracle", DAY, "holder")
    assert dependency(rights, "Nobody", DAY) == {}


def test_an_exclusive_right_counts_in_full_and_credence_weighs() -> None:
    rights = [right("Acme", "Oracle", mode="exclusive", credence=0.8), right("Acme", "Amazon", mode="preferred", credence=0.8)]
    assert close({"Oracle": 2 / 3, "Amazon": 1 / 3}) == dependency(rights, "Acme", DAY)
    unsure = [right("Acme", "Oracle", credence=0.9), right("Acme", "Amazon", credence=0.45), right("Acme", "Zed", credence=0.2)]
    assert close({"Oracle": 2 / 3, "Amazon": 1 / 3}) == dependency(unsure, "Acme", DAY)  # what is only a rumour counts for nothing


def test_concentration_is_the_sum_of_squared_shares() -> None:
    four = [right("Acme", name) for name in ("A", "B", "C", "D")]
    assert close({"compute": 0.25}) == concentration(four, DAY)
    assert close({"compute": 1.0}) == concentration(four[:1], DAY)


def test_a_broker_lies_between_others() -> None:
    star = [right("Hub", name) for name in ("A", "B", "C")]
    assert close({"Hub": 1.0, "A": 0.0, "B": 0.0, "C": 0.0}) == brokers(star, DAY)
    assert brokers([], DAY) == {}


def test_who_is_hurt_is_found_along_chains_of_rights() -> None:
    first = right("Acme", "Oracle", "supply")
    second = right("Oracle", "Zed", "hosting")
    other = right("Rival", "Zed", "hosting")
    third = right("Zed", "End", "distribution")
    assert loss([first, second, other, third], second, DAY) == pytest.approx(0.5)
    hurt = exposed([first, second, other, third], first, DAY)
    assert close({"End": 0.5, "Zed": 0.5}) == {e.company: e.share for e in hurt}
    chain = next(e for e in hurt if e.company == "End").path
    assert [(s.of, s.to, s.right) for s in chain] == [("Oracle", "Zed", second.id), ("Zed", "End", third.id)]
    assert [e.company for e in exposed([first, second, other, third], first, DAY, steps=1)] == ["Zed"]


def test_an_owner_is_hurt_as_much_as_what_it_owns() -> None:
    first, second = right("Acme", "Oracle", "supply"), right("Oracle", "GitHub", "hosting")
    hurt = exposed([first, second], first, DAY, owner={"GitHub": "Microsoft"}.get)
    assert {e.company: e.share for e in hurt} == {"GitHub": 1.0, "Microsoft": 1.0}
    assert hurt[1].path[-1].right is None


def test_a_right_that_nobody_depends_on_hurts_nobody() -> None:
    alone = right("Acme", "Oracle")
    assert exposed([alone, right("Acme", "Zed")], alone, DAY) == ()
    over = right("Acme", "Oracle", until="2021-01-01")
    assert exposed([over, right("Oracle", "Zed")], over, DAY) == ()
    assert loss([over], over, DAY) == 0


def test_a_series_has_the_days_on_which_something_turns() -> None:
    rights = [right("Acme", "Oracle", since="2020-03-01", until="2021-01-01"), right("Acme", "Amazon", since="2020-06-01")]
    days = turning_days(rights, date(2020, 1, 1), date(2020, 12, 31))
    assert [str(day) for day in days] == ["2020-01-01", "2020-03-01", "2020-06-01", "2020-12-31"]
    series = over_time(lambda day: dependency(rights, "Acme", day), days)
    assert series == {"Oracle": (None, 1.0, pytest.approx(0.5), pytest.approx(0.5)), "Amazon": (None, None, *[pytest.approx(0.5)] * 2)}
    assert turning_days(rights, DAY, DAY) == (DAY,)
    many = [right("Acme", f"H{n}", since=str(date(2020, 1, 1) + timedelta(n))) for n in range(200)]
    few = turning_days(many, date(2019, 1, 1), date(2021, 1, 1), most=20)
    assert (len(few), few[0], few[-1]) == (20, date(2019, 1, 1), date(2021, 1, 1))


NAMES = st.sampled_from("ABCDEF")
RIGHTS = st.lists(
    st.builds(
        lambda n, grantor, holder, field, mode, credence, since, length: replace(
            held(holder, mode.value, field, str(date(2024, 1, 1) + timedelta(since)), str(date(2024, 1, 2) + timedelta(since + length))),
            id=f"r-{n}",
            grantor=grantor,
            credence=credence,
        ),
        st.integers(0, 10**6),
        NAMES,
        NAMES,
        st.sampled_from(["compute", "hosting", "supply"]),
        st.sampled_from(Mode),
        st.floats(0.05, 1.0),
        st.integers(0, 60),
        st.integers(0, 60),
    ).filter(lambda r: r.grantor != r.grantee),
    max_size=12,
    unique_by=lambda r: r.id,
)
DAYS = st.dates(date(2024, 1, 1), date(2024, 5, 1))


@given(RIGHTS, NAMES, DAYS, st.sampled_from(["grantor", "holder"]))
def test_shares_sum_to_one(rights: list[Right], company: str, day: date, side: str) -> None:
    shares = dependency(rights, company, day, side)  # type: ignore[arg-type]
    assert not shares or sum(shares.values()) == pytest.approx(1.0)
    assert all(0 < share <= 1 + 1e-9 for share in shares.values())


@given(RIGHTS, DAYS)
def test_concentration_lies_between_equal_shares_and_one(rights: list[Right], day: date) -> None:
    for field, index in concentration(rights, day).items():
        holders = {r.grantee for r in in_force(rights, day) if field in r.field_of_use}
        assert 1 / len(holders) - 1e-9 <= index <= 1 + 1e-9


@given(RIGHTS, DAYS)
def test_betweenness_lies_between_nothing_and_one(rights: list[Right], day: date) -> None:
    assert all(0 <= value <= 1 + 1e-9 for value in brokers(rights, day).values())


MEASURES: list[Callable[[list[Right], date], object]] = [
    lambda rights, day: dependency(rights, "A", day),
    lambda rights, day: dependency(rights, "A", day, "holder"),
    concentration,
    brokers,
    lambda rights, day: [exposed(rights, r, day) for r in sorted(rights, key=lambda r: r.id)],
]


@pytest.mark.parametrize("measure", MEASURES)
@given(rights=RIGHTS, day=DAYS, order=st.randoms())
def test_the_order_of_rights_changes_nothing(
    measure: Callable[[list[Right], date], object], rights: list[Right], day: date, order: object
) -> None:
    turned = list(rights)
    order.shuffle(turned)  # type: ignore[attr-defined]
    assert measure(rights, day) == measure(turned, day)


@pytest.mark.parametrize("measure", MEASURES[:-1])
@given(rights=RIGHTS, day=DAYS)
def test_what_is_not_in_force_that_day_changes_nothing(
    measure: Callable[[list[Right], date], object], rights: list[Right], day: date
) -> None:
    assert measure(rights, day) == measure(list(in_force(rights, day)), day)


@given(RIGHTS, DAYS)
def test_the_hurt_are_never_the_parties_and_lose_no_more_than_all(rights: list[Right], day: date) -> None:
    for ends in rights:
        hurt = exposed(rights, ends, day)
        assert not {e.company for e in hurt} & {ends.grantor, ends.grantee}
        assert all(0 < e.share <= 1 + 1e-9 for e in hurt)
        assert all(len({step.to for step in e.path}) == len(e.path) <= 3 for e in hurt)
        if not any(r.grantor == ends.grantee for r in in_force(rights, day)):
            assert hurt == ()
