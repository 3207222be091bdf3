"""Made-up answers, drawn by a seed: what the lab's own parts give when they are changed or combined."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import PurePosixPath
from random import Random

from autograder.authoring.evaluation.answers import MADE_UP, Answer
from autograder.authoring.release.parts import equivalent_mutants
from autograder.authoring.simulation.style import restyled, unsolved
from autograder.authoring.verification.mutants import Mutant, all_mutants
from autograder.authoring.verification.samples import starter, variant_paths
from autograder.grading.diagnosis.catalogue import Mistake, load_catalogue, read_variant, replayed_mistakes
from autograder.grading.diagnosis.causes import Cause, cause_of, changed_sources, go_together
from autograder.grading.diagnosis.splice import replace_definitions
from autograder.lab import Lab

MUTANT, PAIR, TRIPLE = "one small change", "two mistakes at once", "three mistakes at once"
RESTYLED_WRONG, RESTYLED_RIGHT = "one mistake in another style", "right solution in another style"
KINDS = (MUTANT, PAIR, TRIPLE, RESTYLED_WRONG, RESTYLED_RIGHT)
"""How answers are made up."""
Restyle = Callable[[str, str, Random], str]
"""Rewrites the source of a module of this name in another style."""
Draft = Callable[[], Answer]
"""Makes an answer; only those that are drawn are made."""


def made_up_answers(lab: Lab, number: int, seed: int = 0) -> list[Answer]:
    """So many answers of each kind, or fewer where the lab has no more.

    The same seed gives the same answers, and with a larger number more of them. The lab has to be released.
    """
    if not number:
        return []
    restyle = _restyler(lab)
    drafts = {
        MUTANT: _mutants(lab),
        PAIR: _combinations(lab, 2, PAIR),
        TRIPLE: _combinations(lab, 3, TRIPLE),
        RESTYLED_WRONG: _restyled_mistakes(lab, restyle, seed),
        RESTYLED_RIGHT: _restyled_right(lab, restyle, seed),
    }
    answers = []
    for kind, found in drafts.items():
        possible = list(found)
        Random(f"{seed} {kind}").shuffle(possible)
        answers += [draft() for draft in possible[:number]]
    return answers


def _mutants(lab: Lab) -> Iterator[Draft]:
    """The reference with one small change; those that are explained as equivalent are right."""
    explained = equivalent_mutants(lab)
    for mutant in all_mutants(lab):
        yield partial(_mutant, mutant, mutant.name in explained)


def _mutant(mutant: Mutant, right: bool) -> Answer:
    changed = f"# in {mutant.module}.{mutant.function}\n- {mutant.was}\n+ {mutant.now}"
    return Answer(
        f"{MADE_UP}: {mutant.name}", MUTANT, mutant.question, right,
        "one small change of the reference", changed, {mutant.module: mutant.source},
    )  # fmt: skip


def _combinations(lab: Lab, size: int, kind: str) -> Iterator[Draft]:
    """The reference with several mistakes of one question, each in another part of its code."""
    for question in lab.settings.questions:
        own = replayed_mistakes(lab, question.id)
        causes = {mistake: cause_of(mistake) for mistake in own}
        for chosen in combinations(own, size):
            together = [causes[mistake] for mistake in chosen]
            if all(go_together(*two) for two in combinations(together, 2)):
                yield partial(_combination, lab, kind, chosen, together)


def _combination(lab: Lab, kind: str, mistakes: Sequence[Mistake], together: Sequence[Cause]) -> Answer:
    first, *others = (mistake.id for mistake in mistakes)
    name = f"{MADE_UP}: " + " + ".join([first, *(other.partition("/")[2] for other in others)])
    modules, cells = changed_sources(lab, together)
    return Answer(
        name, kind, mistakes[0].question, False, "; ".join(mistake.title for mistake in mistakes),
        "\n\n".join(mistake.code for mistake in mistakes), modules, cells,
        known=tuple(mistake.id for mistake in mistakes),
    )  # fmt: skip


def _restyled_mistakes(lab: Lab, restyle: Restyle, seed: int) -> Iterator[Draft]:
    """Each mistake of a module in another style."""
    for mistake in load_catalogue(lab):
        if mistake.module and mistake.replayed:
            name = f"{MADE_UP}: {mistake.id} restyled"
            yield partial(_restyled, lab, restyle, mistake.module, mistake.code, Random(f"{seed} {name}"), Answer(
                name, RESTYLED_WRONG, mistake.question, False, mistake.title, mistake.code, known=(mistake.id,)
            ))  # fmt: skip


def _restyled_right(lab: Lab, restyle: Restyle, seed: int) -> Iterator[Draft]:
    """Each right solution of a module in another style."""
    for path in variant_paths(lab.right):
        variant, module = read_variant(path), path.parent.name
        question = next((each.id for each in lab.settings.questions if module in each.modules), "")
        if question and not variant.cell:
            name = f"{MADE_UP}: right/{module}/{path.stem} restyled"
            yield partial(_restyled, lab, restyle, module, variant.code, Random(f"{seed} {name}"), Answer(
                name, RESTYLED_RIGHT, question, True, variant.title, variant.code
            ))  # fmt: skip


def _restyled(lab: Lab, restyle: Restyle, module: str, code: str, rng: Random, answer: Answer) -> Answer:
    source = replace_definitions(lab.module(module).read_text(encoding="utf-8"), code)
    return replace(answer, modules={module: restyle(source, module, rng)})


def _restyler(lab: Lab) -> Restyle:
    """Rewrites what a student writes of a module."""
    own = {path: unsolved(data.decode()) for path, data in starter(lab).submission.files.items()}
    synonyms = lab.hooks.habits.synonyms
    return lambda source, module, rng: restyled(source, own[PurePosixPath(f"{module}.py")], synonyms, rng)
