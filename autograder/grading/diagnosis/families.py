"""Families of mistakes: `families/QUESTION/NAME.py` of a lab, one function with the choices that people get wrong.

The file has the function as a person might write it. Wherever people go different ways, it asks `chosen("CHOICE")`,
which returns the name of an option, or "" for the right way. `CHOICES` maps choices to options, and each option to its
title and hint, or to what says the same: the name of a mistake of the catalogue, or "CHOICE=OPTION" of the same family.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder.grading.diagnosis.catalogue import Mistake, load_catalogue, read_variant
from autograder.grading.grade import Diagnosis
from autograder.lab import Lab, Question
from autograder.lib.errors import CatalogueError

CHOSEN = "CHOSEN"
"""The constant that says which options are taken."""
ASK = f'def chosen(choice):\n    return {CHOSEN}.get(choice, "")\n'


@dataclass(frozen=True)
class Option:
    """One way to go wrong at one place of a family: `choice` is the place, `name` the way."""

    choice: str
    name: str
    diagnosis: Diagnosis


@dataclass(frozen=True)
class Family:
    """One function, or one cell of the notebook, with choices. `code` does not say yet what is chosen."""

    name: str
    module: str
    cell: str
    code: str
    options: tuple[Option, ...]


@cache
def load_families(lab: Lab, question: Question) -> tuple[Family, ...]:
    """The families of a question, by name; raises `CatalogueError`."""
    paths = sorted((lab.families / question.id).glob("*.py"))
    known = {mistake.id: mistake for mistake in load_catalogue(lab)}
    families = tuple(read_family(path, question, known) for path in paths)
    choices = [choice for family in families for choice in {option.choice for option in family.options}]
    if twice := {choice for choice in choices if choices.count(choice) > 1}:
        raise CatalogueError(f"{lab.families / question.id}: two families have the choice {', '.join(sorted(twice))}")
    return families


def read_family(path: Path, question: Question, known: dict[str, Mistake]) -> Family:
    """The family at `path`; raises `CatalogueError` where a part is missing."""
    variant = read_variant(path)
    choices = variant.constants.get("CHOICES")
    if not isinstance(choices, dict) or not choices:
        raise CatalogueError(f"{path}: a family needs CHOICES")
    options = tuple(
        Option(choice, name, _diagnosis(path, question, f"{choice}={name}", choices, known))
        for choice, named in choices.items()
        for name in named
    )
    module = variant.constants.get("MODULE", question.modules[0] if question.modules else "")
    if not (variant.cell or module):
        raise CatalogueError(f"{path}: a family needs MODULE or CELL")
    return Family(path.stem, "" if variant.cell else module, variant.cell, variant.code, options)


def with_choices(code: str, chosen: dict[str, str]) -> str:
    """The code of a family that takes these options."""
    return f"{CHOSEN} = {chosen!r}\n{ASK}\n{code}"


def _diagnosis(
    path: Path, question: Question, name: str, choices: dict[str, dict[str, Any]], known: dict[str, Mistake]
) -> Diagnosis:
    """What is said of the option `name`: its own title and hint, or those of another option, or of a mistake."""
    said = _said(choices, name)
    if isinstance(said, str) and "=" in said:
        name, said = said, _said(choices, said)
        if not isinstance(said, tuple):
            raise CatalogueError(f"{path}: an option refers to {name}, which has no title and hint of its own")
    if isinstance(said, str):
        mistake = known.get(f"{question.id}/{said}")
        if mistake is None:
            raise CatalogueError(f"{path}: the option {name} refers to {said}, which the catalogue does not have")
        return mistake.diagnosis
    if not isinstance(said, tuple) or len(said) != 2 or not all(isinstance(text, str) and text for text in said):
        raise CatalogueError(f"{path}: the option {name} needs a title and a hint, or the name of a mistake")
    title, hint = said
    return Diagnosis(f"{question.id}/{name}", title, " ".join(hint.split()))


def _said(choices: dict[str, dict[str, Any]], name: str) -> Any:
    """What `CHOICES` has for an option such as "scale=none"; None where there is no such option."""
    choice, _, option = name.partition("=")
    return choices.get(choice, {}).get(option)
