"""A class is graded in two rounds: what is shown of everybody first, and then the hidden cases of everybody."""

from concurrent.futures import Future

import pytest

from autograder.grading.rounds import AllLost, Rounds
from autograder.lib.errors import JudgeFailed


class FakePool:
    """Does at once what it is asked for, and writes it down; `ends` says how often a submission ends its judge."""

    slots = 2
    losses = (JudgeFailed,)

    def __init__(self, ends=None, ends_shown=None):
        self.ends, self.ends_shown, self.done = dict(ends or {}), dict(ends_shown or {}), []

    def show(self, submission, earlier=None):
        return self.answer("show", submission, self.ends_shown, f"shown {submission}")

    def submit(self, submission, shown):
        assert shown == f"shown {submission}"
        return self.answer("grade", submission, self.ends, f"grade {submission}")

    def answer(self, what, submission, ends, value):
        self.done.append((what, submission))
        future = Future()
        if ends.get(submission, 0):
            ends[submission] -= 1
            future.set_exception(JudgeFailed("it ended"))
        else:
            future.set_result(value)
        return future


def graded(pool, names="abcd"):
    return {end.name: end for end in Rounds(pool, {name: lambda name=name: name for name in names}).grades()}


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


def test_a_submission_is_read_when_it_is_needed():
    class Slow(FakePool):
        def answer(self, *arguments):
            assert len(read) <= len(self.done) + 1
            return super().answer(*arguments)

    read = []
    rounds = Rounds(Slow(), {name: lambda name=name: read.append(name) or name for name in "ab"})
    assert len(list(rounds.grades())) == 2 and sorted(read) == ["a", "a", "b", "b"]
