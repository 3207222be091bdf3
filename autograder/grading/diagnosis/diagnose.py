"""Says what was misunderstood: looks for the hypothesis that gives the values of a submission."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from autograder.grading.cases.case import Case, load_cases
from autograder.grading.cases.observe import Observations, observe
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.causes import Hypothesis, Layer, changed_sources, of_catalogue
from autograder.grading.diagnosis.changed_lab import Plans, changed_lab
from autograder.grading.diagnosis.matching import Match, Matcher
from autograder.grading.diagnosis.signatures import Signature, Table, make_table, sights_of
from autograder.grading.diagnosis.stored import load_table
from autograder.grading.grade import Diagnosis
from autograder.lab import Lab, Question

MOST = 2
"""How many diagnoses a question gets: two that cannot be distinguished, or that are both there."""
TELLING = 2
"""How many results have to agree that hardly agree by chance, where not everything does."""
Found = list[tuple[Signature, Match]]


@dataclass
class Diagnostician:
    """Diagnoses submissions, and remembers the signatures: they are the same for all.

    `plans` says which of the notebook's cells are run for a question.
    """

    lab: Lab
    plans: Plans
    matchers: dict[str, Matcher] = field(default_factory=dict)

    def diagnose(self, question: Question, seen: Observations) -> tuple[Diagnosis, ...]:
        """What was misunderstood in a question; nothing where it would be a guess, or where the work is unfinished."""
        matcher = self.matcher(question)
        return tuple(matcher.diagnoses[name] for name in named(matcher.fitting(seen)))

    def matcher(self, question: Question) -> Matcher:
        """The signatures of a question: those of the release, or of the catalogue alone where these are stale."""
        if question.id not in self.matchers:
            table = load_table(self.lab, question, self.plans)
            self.matchers[question.id] = Matcher(
                table or signatures_of(self.lab, question, self.plans, of_catalogue(self.lab, question))
            )
        return self.matchers[question.id]

    def load(self) -> None:
        """Have the signatures of all questions, to share them with processes that are forked later."""
        for question in self.lab.settings.questions:
            self.matcher(question)


def named(found: Found) -> Sequence[str]:
    """The diagnoses to give, by their ids: from what fits in every call, to what fits in part of them."""
    same = [signature for signature, match in found if not match.different]
    if any(signature.layer == Layer.NOTHING for signature in same):
        return ()
    nearly = [signature for signature, match in found if not match.apart and match.telling]
    for signatures in (same, nearly):
        if names := _believed(signatures):
            return names
    partly = [
        (signature, match)
        for signature, match in found
        if signature.layer != Layer.NOTHING and not match.contradicted and match.telling >= TELLING
        if match.explained > match.unexplained
    ]
    most = max((match.explained for _, match in partly), default=0)
    return _believed([signature for signature, match in partly if match.explained == most])


def _believed(signatures: list[Signature]) -> Sequence[str]:
    """What signatures that fit equally well say together, those of the first layer that is sure of something."""
    for layer in (Layer.CATALOGUE, Layer.FAMILY, Layer.STEP):
        names = dict.fromkeys(name for each in signatures if each.layer == layer for name in each.diagnoses)
        if 0 < len(names) <= MOST:
            return list(names)
        if layer == Layer.FAMILY and (certain := _in_all([each for each in signatures if each.layer == Layer.PAIR])):
            return certain
    return ()


def _in_all(signatures: list[Signature]) -> list[str]:
    """What all of these say."""
    if not signatures:
        return []
    return [name for name in signatures[0].diagnoses if all(name in each.diagnoses for each in signatures)]


def compared_cases(lab: Lab, question: Question) -> list[Case]:
    """The cases of a question whose calls are compared; long ones are not."""
    return [case for case in load_cases(lab.test_file(question.id)) if not case.is_long]


def signatures_of(lab: Lab, question: Question, plans: Plans, hypotheses: Iterable[Hypothesis]) -> Table:
    """The signatures of these hypotheses."""
    cases = compared_cases(lab, question)
    names = [case.name for case in cases]
    seen = (
        (each.layer, each.diagnoses, sights_of(observed(lab, *changed_sources(lab, each.causes), cases, plans), names))
        for each in hypotheses
    )
    return make_table(names, seen)


def observed(
    lab: Lab, modules: dict[str, str], cells: dict[str, str], cases: Iterable[Case], plans: Plans
) -> Observations:
    """What these cases see of the reference with other sources in some of its modules or cells."""
    with changed_lab(lab, modules, cells, plans) as view:
        seen = {}
        for case in cases:
            view.seed()
            seen[case.name] = observe(case, view, reference_view(lab))
        return seen
