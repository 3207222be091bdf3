"""A class is graded in two rounds: what is shown of everybody first, and then the hidden cases of everybody."""

from concurrent.futures import Future

import pytest

from autograder.grading.rounds import AllLost, Rounds, as_it_is
from autograder.lib.errors import JudgeFailed


class FakePool:
    """Does at once what it is asked for, and writes it down; `ends` says how often a submission ends its judge."""

    slots = 2
    losses = (JudgeFailed,)

    def __init__(self, ends=None, ends_shown=None):
        self.ends, self.ends_shown, self.done = dict(ends or {}), dict(ends_shown or {}), []

    def show(self, submission, earlier=None):
        return self.answer("show", submission, self.ends_shown, f"shown {submission}")

    def finish(self, read, shown, then):
        assert shown == f"shown {read()}"
        return self.answer("grade", read(), self.ends, then(f"grade {read()}"))

    def answer(self, what, submission, ends, value):
        self.done.append((what, submission))
        future = Future()
        if ends.get(submission, 0):
            ends[submission] -= 1
            future.set_exception(JudgeFailed("it ended"))
        else:
            future.set_result(value)
        return future


def graded(pool, names="abcd", then=as_it_is):
    rounds = Rounds(pool, str, then)
    for name in names:
        rounds.add(name, name)
    return {end.name: end for end in rounds.grades()}


def test_no_hidden_case_begins_before_the_last_submission_has_been_shown():
    pool = FakePool(ends={"b": 1}, ends_shown={"c": 1})
    ends = graded(pool)
    assert {name: end.value for name, end in ends.items()} == {name: f"grade {name}" for name in "abcd"}
    kinds = [what for what, _ in pool.done]
    assert kinds == ["show"] * 5 + ["grade"] * 5
    assert ends["b"].attempts == 2 and ends["a"].attempts == 1


def test_what_ends_its_judge_twice_while_it_is_shown_gets_no_hidden_case():
    pool = FakePool(ends_shown={"a": 2})
    ends = graded(pool)
    assert ends["a"].value is None and str(ends["a"].error) == "it ended" and ends["a"].attempts == 2
    assert ("grade", "a") not in pool.done and all(ends[name].value for name in "bcd")


@pytest.mark.parametrize(
    "pool", [FakePool(ends=dict.fromkeys("abcd", 1)), FakePool(ends_shown=dict.fromkeys("abcd", 1))]
)
def test_where_everything_fails_nothing_is_tried_again(pool):
    with pytest.raises(AllLost, match="fails on all 4") as raised:
        graded(pool)
    assert sorted(raised.value.names) == list("abcd")


def test_judges_get_work_while_the_rest_of_the_class_is_read():
    pool = FakePool()
    rounds = Rounds(pool, str, as_it_is)
    for name in "abcd":
        rounds.add(name, name)
        assert ("show", name) in pool.done
    assert len(list(rounds.grades())) == 4


def test_what_is_made_of_a_grade_knows_the_attempt():
    ends = graded(FakePool(ends={"b": 1}), "abc", lambda name, attempts: f"{name} {attempts}: {{}}".format)
    assert {end.value for end in ends.values()} == {"a 1: grade a", "b 2: grade b", "c 1: grade c"}


def test_what_does_not_fit_into_memory_is_kept_in_a_file(monkeypatch):
    monkeypatch.setattr("autograder.lib.shelf.IN_MEMORY", 100)
    ends = graded(FakePool(), [str(number) for number in range(30)])
    assert {end.value for end in ends.values()} == {f"grade {number}" for number in range(30)}
