"""Finds the mistakes of the catalogue that give the values of a submission."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from autograder.grading.cases.case import Case, load_cases
from autograder.grading.cases.observe import Observations, observe
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.catalogue import Mistake, replayed_mistakes
from autograder.grading.diagnosis.changed_lab import Plans, changed_lab
from autograder.grading.diagnosis.splice import replace_definitions, without_code
from autograder.grading.grade import Diagnosis
from autograder.lab import Lab, Question

MOST = 2
"""How many mistakes are named: two that cannot be told apart, or one in each of two functions."""
Known = dict[tuple[str, ...], Observations]
"""By question and mistakes, what cases see of the reference with these mistakes in it."""


@dataclass
class Diagnostician:
    """Names mistakes, and remembers how each of them behaves: that is the same for every submission.

    `plans` says which of the notebook's cells are run for a question.
    """

    lab: Lab
    plans: Plans
    known: Known = field(default_factory=dict)

    def diagnose(self, question: Question, seen: Observations) -> tuple[Diagnosis, ...]:
        """The mistakes that give the same values in every case of the question; none where it would be a guess.

        One mistake alone comes before two in different functions, of which one may be that nothing is written yet.
        """
        mistakes = replayed_mistakes(self.lab, question.id)
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
        failed = [case for case in compared_cases(self.lab, question) if not seen[case.name].result.passed]
        with_it, without = (self.known_of(question, mistakes, failed) for mistakes in ((mistake,), ()))
        return any(
            seen[case.name].calls_in_common(with_it[case.name]) > seen[case.name].calls_in_common(without[case.name])
            for case in failed
        )

    def known_of(self, question: Question, mistakes: tuple[Mistake, ...], cases: Iterable[Case]) -> Observations:
        """What these cases, and perhaps others, see of the reference with these mistakes in it."""
        known = self.known.setdefault((question.id, *(mistake.id for mistake in mistakes)), {})
        if left := [case for case in cases if case.name not in known]:
            modules, cells = changes(self.lab, mistakes)
            with changed_lab(self.lab, modules, cells, self.plans) as view:
                for case in left:
                    view.seed()
                    known[case.name] = observe(case, view, reference_view(self.lab))
        return known

    def explains(self, question: Question, mistakes: tuple[Mistake, ...], seen: Observations) -> bool:
        """Whether the reference with these mistakes in it gives what was seen; failed cases are compared first."""
        cases = sorted(compared_cases(self.lab, question), key=lambda case: seen[case.name].result.passed)
        return all(seen[case.name].agrees_with(self.known_of(question, mistakes, [case])[case.name]) for case in cases)


def compared_cases(lab: Lab, question: Question) -> list[Case]:
    """The cases of a question whose calls are compared; long ones are not."""
    return [case for case in load_cases(lab.test_file(question.id)) if not case.is_long]


def changes(lab: Lab, mistakes: tuple[Mistake, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """The sources of the modules, and of the notebook's cells, that have these mistakes in them."""
    modules: dict[str, str] = {}
    for mistake in mistakes:
        if not mistake.cell:
            source = modules.get(mistake.module) or lab.module(mistake.module).read_text(encoding="utf-8")
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
    """What a mistake changes, such as "module.Class.method", each with a version of it that has no code."""
    if mistake.cell:
        return {f"cell {mistake.cell}": "raise NotImplementedError"}
    return {f"{mistake.module}.{name}": code for name, code in without_code(mistake.code).items()}
