"""Who moved from one grading of a class to the next: on which question, by which case, and because of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from autograder.course.regrades.parts import SUBMISSION, cases_of, hints_of
from autograder.grading.results.schema import CaseOutcome, Results
from autograder.lab.settings import Settings


class Reason(StrEnum):
    """What kind of change moved a question, as far as two results say it."""

    TESTS = "its tests changed"
    EARLIER = "the tests of what it builds on changed"
    SUBMISSION = "the submission changed"
    GRADER = "the grader changed"
    EITHER = "the submission or the grader changed"
    FAILED = "one of the runs could not grade it"
    CHANCE = "nothing changed: it was graded differently"


@dataclass(frozen=True)
class CaseMove:
    """A case with another outcome: `before` and `after` are whether it passed, None where it was not there."""

    name: str
    hidden: bool
    before: bool | None
    after: bool | None
    points_before: float
    points_after: float

    @property
    def text(self) -> str:
        """What became of the case, in a few words."""
        kind = "hidden test" if self.hidden else "test"
        if self.before is None:
            how = f"is new and {'passes' if self.after else 'fails'} ({self.points_after:g} points)"
        elif self.after is None:
            how = f"is gone ({self.points_before:g} points)"
        elif self.before != self.after:
            how = f"{'passes' if self.after else 'fails'} now ({self.points_after:g} points)"
        else:
            how = f"has {self.points_after:g} points now, and had {self.points_before:g}"
        return f"{kind} “{self.name}” {how}"


@dataclass(frozen=True)
class Move:
    """A student's question with other points, or with other outcomes of cases."""

    student: str
    question: str
    before: float
    after: float
    cases: tuple[CaseMove, ...]
    reason: Reason

    @property
    def change(self) -> float:
        """Points that were gained, below 0 for a loss."""
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Two gradings of a class: who moved, whose results are only in one of them, and how many are in both."""

    moves: tuple[Move, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    both: int

    @property
    def moved(self) -> tuple[Move, ...]:
        """The moves that changed points."""
        return tuple(move for move in self.moves if move.change)


def compare(before: Mapping[str, Results], after: Mapping[str, Results], settings: Settings) -> Comparison:
    """Compare the results of two gradings, by student."""
    both = sorted(before.keys() & after.keys())
    moves = [move for name in both for move in _moves(name, before[name], after[name], settings)]
    return Comparison(
        tuple(moves),
        tuple(sorted(before.keys() - after.keys())),
        tuple(sorted(after.keys() - before.keys())),
        len(both),
    )


def lines_of(found: Comparison, settings: Settings) -> list[str]:
    """What a person reads about two gradings: by question, then by student, then a summary."""
    lines = []
    for question in settings.questions:
        moved = [move for move in found.moved if move.question == question.id]
        if not moved:
            continue
        up, down = sum(move.change > 0 for move in moved), sum(move.change < 0 for move in moved)
        lines.append(f"{question.id}: {up} up, {down} down")
        for move in moved:
            cases = "; ".join(case.text for case in move.cases)
            lines.append(
                f"  {move.student}: {move.before:g} -> {move.after:g} ({move.reason}){': ' if cases else ''}{cases}"
            )
    quiet = [move for move in found.moves if not move.change]
    if quiet:
        named = ", ".join(sorted({f"{move.student} {move.question}" for move in quiet}))
        lines.append(f"other outcomes, the same points: {named}")
    for what, names in (("only before", found.gone), ("only now", found.new)):
        lines += [f"{what}: {', '.join(names)}"] if names else []
    students = {move.student for move in found.moved}
    lines.append(f"{len(students)} of {found.both} students moved")
    return lines


def table_of(found: Comparison) -> list[list[object]]:
    """The moves as rows of a table, with a header."""
    rows: list[list[object]] = [["student", "question", "before", "after", "change", "reason", "cases"]]
    for move in found.moves:
        cases = "; ".join(case.text for case in move.cases)
        rows.append([move.student, move.question, move.before, move.after, move.change, str(move.reason), cases])
    return rows


def _moves(name: str, before: Results, after: Results, settings: Settings) -> list[Move]:
    moves = []
    for question in settings.questions:
        old, new = before.questions.get(question.id), after.questions.get(question.id)
        cases = _case_moves(before.cases.get(question.id, ()), after.cases.get(question.id, ()))
        if old is None or new is None or (old.score == new.score and not cases):
            continue
        behind = settings.behind(question) - {question.id}
        reason = _reason(before, after, question.id, behind, cases)
        moves.append(Move(name, question.id, old.score, new.score, cases, reason))
    return moves


def _case_moves(before: tuple[CaseOutcome, ...], after: tuple[CaseOutcome, ...]) -> tuple[CaseMove, ...]:
    """The cases that are not the same, in the order of the new ones; cases of one name are told apart by number."""
    old, new = _numbered(before), _numbered(after)
    moves = []
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        there = now or was
        assert there is not None, "the key comes from one of them"
        moves.append(
            CaseMove(
                there.name, there.hidden, was.passed if was else None, now.passed if now else None,
                was.points if was else 0, now.points if now else 0,
            )
        )  # fmt: skip
    return tuple(moves)


def _numbered(cases: tuple[CaseOutcome, ...]) -> dict[tuple[str, int], CaseOutcome]:
    found: dict[tuple[str, int], CaseOutcome] = {}
    for case in cases:
        number = sum(name == case.name for name, _ in found)
        found[case.name, number] = case
    return found


def _reason(
    before: Results, after: Results, question: str, behind: frozenset[str], cases: tuple[CaseMove, ...]
) -> Reason:
    """Why a question moved that builds on those `behind` it."""
    if before.failure or after.failure or before.is_graded != after.is_graded:
        return Reason.FAILED
    if any(case.before is None or case.after is None or case.points_before != case.points_after for case in cases):
        return Reason.TESTS
    old, new = before.batch, after.batch
    if old and new and old.key and old.key == new.key:
        return Reason.CHANCE
    if not (old and new and old.parts and new.parts):
        return Reason.EITHER
    old_parts, new_parts = old.parts, new.parts
    changed = {name for name in old_parts.keys() | new_parts.keys() if old_parts.get(name) != new_parts.get(name)}
    if cases_of(question) in changed and SUBMISSION not in changed:
        return Reason.TESTS
    if SUBMISSION in changed:
        return Reason.SUBMISSION if changed == {SUBMISSION} else Reason.EITHER
    if changed and changed <= {cases_of(name) for name in behind} | {hints_of(name) for name in (question, *behind)}:
        return Reason.EARLIER
    return Reason.GRADER if changed else Reason.CHANCE
