"""Finds the mistakes of the catalogue that give the values of a submission."""

from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, takewhile
from typing import Any

from lab3.checking import lab as reference
from lab3.recording import alike, recorded

from autograder.config import Question
from autograder.diagnosis.catalogue import Mistake, replayed_mistakes
from autograder.diagnosis.definitions import replace_definitions, without_code
from autograder.diagnosis.view import PACKAGE, Plans, changed_lab, solution_plan
from autograder.grade import CaseResult, Diagnosis
from autograder.judge.casefile import load_cases, run_case, trains

MOST = 2
"""How many mistakes are named: two that can not be told apart, or one in each of two functions."""


@dataclass(frozen=True)
class Observation:
    """How one test case went, and a summary of what each of its calls gave (`lab3.recording`).

    `events` is None where they tell nothing: the case ran beside code of ours only in part, or trains for long.
    """

    result: CaseResult
    events: tuple[Any, ...] | None = None

    def agrees_with(self, other: "Observation") -> bool:
        """Whether both went the same way, call by call where that is known."""
        if self.result.passed != other.result.passed:
            return False
        if self.events is None:
            return True
        return len(self.events) == len(other.events) == self.calls_in_common(other)

    def calls_in_common(self, other: "Observation") -> int:
        """How many calls gave the same, from the first one on."""
        pairs = zip(self.events or (), other.events or (), strict=False)
        return sum(1 for _ in takewhile(lambda pair: alike(*pair), pairs))


Observations = dict[str, Observation]
"""What the cases of one question saw, by their names."""
Known = dict[tuple[str, ...], Observations]
"""By question and mistakes, what cases see of the reference with these mistakes in it."""


@dataclass
class Diagnostician:
    """Names mistakes, and remembers what each of them gives: that is the same for every submission.

    `plans` says which of the notebook's cells are run for a question.
    """

    known: Known = field(default_factory=dict)
    plans: Plans = solution_plan

    def diagnose(self, question: Question, seen: Observations) -> tuple[Diagnosis, ...]:
        """The mistakes that give the same values in every case of the question; none rather than a guess.

        One mistake alone comes before two in different functions, of which one may be that nothing is written yet.
        """
        mistakes = replayed_mistakes(question.id)
        unfinished = unfinished_parts(mistakes)
        if any(self.explains(question, nothing, seen) for nothing in [(), *((part,) for part in unfinished)]):
            return ()
        alone = [mistake for mistake in mistakes if self.explains(question, (mistake,), seen)]
        if alone:
            return tuple(mistake.diagnosis for mistake in alone[:MOST])
        begun = [part for part in [*mistakes, *unfinished] if self.begins_to_explain(question, part, seen)]
        pairs = [
            pair
            for pair in combinations([*mistakes, *unfinished], 2)
            if apart(*pair) and any(part in begun for part in pair) and self.explains(question, pair, seen)
        ]
        certain = [mistake for mistake in mistakes if pairs and all(mistake in pair for pair in pairs)]
        return tuple(mistake.diagnosis for mistake in certain)

    def begins_to_explain(self, question: Question, mistake: Mistake, seen: Observations) -> bool:
        """Whether a mistake agrees with a failed case for longer than the reference does: one of two has to."""
        failed = [case for case in compared_cases(question) if not seen[case.name].result.passed]
        with_it, without = (self.known_of(question, mistakes, failed) for mistakes in ((mistake,), ()))
        return any(
            seen[case.name].calls_in_common(with_it[case.name]) > seen[case.name].calls_in_common(without[case.name])
            for case in failed
        )

    def known_of(self, question: Question, mistakes: tuple[Mistake, ...], cases: list[Any]) -> Observations:
        """What these cases, and perhaps others, see of the reference with these mistakes in it."""
        known = self.known.setdefault((question.id, *(mistake.id for mistake in mistakes)), {})
        if left := [case for case in cases if case.name not in known]:
            with changed_lab(*changes(mistakes), self.plans) as lab:
                for case in left:
                    lab.seed()
                    known[case.name] = observe(case, lab)
        return known

    def explains(self, question: Question, mistakes: tuple[Mistake, ...], seen: Observations) -> bool:
        """Whether the reference with these mistakes in it gives what was seen; failed cases are compared first."""
        cases = sorted(compared_cases(question), key=lambda case: seen[case.name].result.passed)
        return all(seen[case.name].agrees_with(self.known_of(question, mistakes, [case])[case.name]) for case in cases)


def compared_cases(question: Question) -> list[Any]:
    """The cases of a question whose calls are compared: those that train on the corpus take too long."""
    return [case for case in load_cases(question.id) if not trains(case)]


def observe(case: Any, lab: Any) -> Observation:
    """Run a case on a view of the lab, and note what it saw."""
    events: list[Any] = []
    result = run_case(case, {"lab": recorded(lab, events), "reference": reference})
    return Observation(result, tuple(events))


def changes(mistakes: tuple[Mistake, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """The sources of the modules, and of the notebook's cells, that have these mistakes in them."""
    modules: dict[str, str] = {}
    for mistake in mistakes:
        if not mistake.cell:
            source = modules.get(mistake.module) or (PACKAGE / f"{mistake.module}.py").read_text(encoding="utf-8")
            modules[mistake.module] = replace_definitions(source, mistake.code)
    return modules, {mistake.cell: mistake.code for mistake in mistakes if mistake.cell}


def unfinished_parts(mistakes: list[Mistake]) -> list[Mistake]:
    """For each function that one of these mistakes changes, a version without code."""
    found = {}
    for mistake in mistakes:
        for place, code in parts(mistake).items():
            found[place] = Mistake(
                f"unfinished {place}", mistake.question, "", "", "", code, mistake.module, mistake.cell
            )
    return list(found.values())


def apart(first: Mistake, second: Mistake) -> bool:
    """Whether two mistakes change different functions."""
    return not parts(first).keys() & parts(second).keys()


@cache
def parts(mistake: Mistake) -> dict[str, str]:
    """What a mistake changes, such as "attention.BareBonesAttentionHead.forward", and this without code."""
    if mistake.cell:
        return {f"cell {mistake.cell}": "raise NotImplementedError"}
    return {f"{mistake.module}.{name}": code for name, code in without_code(mistake.code).items()}
