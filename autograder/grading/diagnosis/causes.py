"""Causes: single reasons why a solution may be wrong, and how the reference changes to have some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from itertools import combinations

from autograder.grading.diagnosis.catalogue import Mistake, replayed_mistakes
from autograder.grading.diagnosis.families import Family, load_families, with_choices
from autograder.grading.diagnosis.splice import replace_definitions, without_code
from autograder.grading.grade import Diagnosis
from autograder.lab import Lab, Question


class Layer(IntEnum):
    """Where a hypothesis comes from; where several fit, that of the first layer is believed."""

    NOTHING = 0
    """Nothing is wrong, or a part has no code yet."""
    CATALOGUE = 1
    FAMILY = 2
    PAIR = 3
    STEP = 4
    """One step of the reference is changed, whatever the reason."""


@dataclass(frozen=True)
class Cause:
    """One reason why a solution may be wrong.

    `diagnosis` is what is said of it, None for a part without code. `parts` are what it changes, such as
    "module.Class.method". `code` replaces definitions of the reference's module `module`, or all of the notebook's
    cell `cell`; a cause that comes from a family also says what is `chosen` there.
    """

    diagnosis: Diagnosis | None
    parts: frozenset[str]
    module: str
    cell: str
    code: str
    chosen: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Hypothesis:
    """Why a submission may be wrong: all of these causes together."""

    layer: Layer
    causes: tuple[Cause, ...] = ()

    @property
    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """What to say where this is so."""
        return tuple(cause.diagnosis for cause in self.causes if cause.diagnosis)


def of_catalogue(lab: Lab, question: Question) -> list[Hypothesis]:
    """Nothing wrong, each mistake of the catalogue, and each function without code."""
    mistakes = [cause_of(mistake) for mistake in replayed_mistakes(lab, question.id)]
    return [
        Hypothesis(Layer.NOTHING),
        *(Hypothesis(Layer.NOTHING, (part,)) for part in unfinished_parts(mistakes)),
        *(Hypothesis(Layer.CATALOGUE, (mistake,)) for mistake in mistakes),
    ]


def of_families(lab: Lab, question: Question) -> list[Hypothesis]:
    """Each option of each family."""
    return [
        Hypothesis(Layer.FAMILY, (option,)) for family in load_families(lab, question) for option in options_of(family)
    ]


def pairs_of(singles: Iterable[Hypothesis]) -> list[tuple[Hypothesis, Hypothesis]]:
    """Two of these hypotheses at a time, as far as they can go together.

    Of a mistake and an option that say the same of the same function, the option is taken.
    """
    causes = [single for single in singles if single.causes]
    said = {(each.diagnoses, each.causes[0].parts) for each in causes if each.layer == Layer.FAMILY}
    different = [
        each for each in causes if each.layer != Layer.CATALOGUE or (each.diagnoses, each.causes[0].parts) not in said
    ]
    return [
        (first, second)
        for first, second in combinations(different, 2)
        if go_together(first.causes[0], second.causes[0]) and (first.diagnoses or second.diagnoses)
    ]


def cause_of(mistake: Mistake) -> Cause:
    """A mistake of the catalogue as a cause."""
    return Cause(mistake.diagnosis, parts_of(mistake.module, mistake.cell, mistake.code), mistake.module, mistake.cell,
                 mistake.code)  # fmt: skip


def options_of(family: Family) -> list[Cause]:
    """Each option of a family as a cause."""
    parts = parts_of(family.module, family.cell, family.code)
    return [
        Cause(option.diagnosis, parts, family.module, family.cell, family.code, {option.choice: option.name})
        for option in family.options
    ]


def unfinished_parts(causes: Sequence[Cause]) -> list[Cause]:
    """For each function or cell that one of these causes changes, a version without code."""
    found = {}
    for cause in causes:
        if cause.cell:
            found[f"cell {cause.cell}"] = (cause, "raise NotImplementedError")
        else:
            found |= {f"{cause.module}.{name}": (cause, code) for name, code in without_code(cause.code).items()}
    return [Cause(None, frozenset({part}), cause.module, cause.cell, code) for part, (cause, code) in found.items()]


def go_together(first: Cause, second: Cause) -> bool:
    """Whether both can be in one solution: they change different parts, or make different choices of one family."""
    if first.chosen and second.chosen and first.code == second.code:
        return not first.chosen.keys() & second.chosen.keys()
    return not first.parts & second.parts


def changed_sources(lab: Lab, causes: Iterable[Cause]) -> tuple[dict[str, str], dict[str, str]]:
    """The sources of the modules and of the notebook's cells with these causes in them."""
    modules: dict[str, str] = {}
    cells: dict[str, str] = {}
    together = tuple(causes)
    chosen = {choice: option for cause in together for choice, option in cause.chosen.items()}
    for cause in {(cause.module, cause.cell, cause.code): cause for cause in together}.values():
        code = with_choices(cause.code, chosen) if cause.chosen else cause.code
        if cause.cell:
            cells[cause.cell] = code
        else:
            source = modules.get(cause.module) or lab.module(cause.module).read_text(encoding="utf-8")
            modules[cause.module] = replace_definitions(source, code)
    return modules, cells


@cache
def parts_of(module: str, cell: str, code: str) -> frozenset[str]:
    """What some code changes, such as "module.Class.method"."""
    if cell:
        return frozenset({f"cell {cell}"})
    return frozenset(f"{module}.{name}" for name in without_code(code))
