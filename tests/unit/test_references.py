"""What a hint or a message points to is there: a part of the notebook, a heading, a docstring, a TODO."""

import ast
import inspect
import re
import tomllib
from functools import cache
from importlib import import_module

import pytest
from support.lab import LAB, SETTINGS
from support.lazy import lazy

importing = lazy("autograder.lab.importing")

PLACES = ("mistakes", "families", "signs", "steps", "properties", "questions")
FILES = sorted(path for place in PLACES for path in (LAB.root / place).rglob("*") if path.suffix in {".py", ".toml"})
PART = re.compile(r"\bpart (\d+)\b", re.IGNORECASE)
QUOTED = re.compile(r'"([^"]+)",? (?:in|of) (?:part (\d+)|the notebook)|part (\d+):? "([^"]+)"|section "([^"]+)"')
DOCSTRING = re.compile(r"docstrings? of `([\w.]+)`")
STATION = re.compile(r"\bStation (\d)")
QUESTION_ABOUT = re.compile(r"asks? (?:\w+ )*?about ((?:`\w+`(?:,| and)? ?)+)")
SENTENCE = re.compile(r"(?<=[.?!]) +")


@cache
def parts():
    """The texts of the parts of the notebook by their numbers, and of all of it by 0, without emphasis."""
    text = (LAB.root / "notebook" / f"{SETTINGS.package}.py").read_text(encoding="utf-8")
    pieces = re.split(r"^# ## (?:Part (\d+)\.)?", text, flags=re.MULTILINE)
    found = {int(number): even(body) for number, body in zip(pieces[1::2], pieces[2::2], strict=True) if number}
    return found | {0: even(text)}


def even(text):
    """A text on one line, without comment signs and emphasis."""
    return " ".join(re.sub(r"^#+ ?", "", text, flags=re.MULTILINE).replace("*", "").split())


def texts(path):
    """The strings of a file, each on one line."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        return [even(text) for text in strings(tomllib.loads(source))]
    nodes = ast.walk(ast.parse(source))
    return [even(node.value) for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def strings(value):
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def unknown(text):
    """What a text points to and is not there."""
    for number in map(int, PART.findall(text)):
        if number not in parts():
            yield f"part {number}"
    for first, part, other_part, second, section in QUOTED.findall(text):
        quote = first or second or section
        if quote.rstrip(".,?") not in parts().get(int(part or other_part or 0), ""):
            yield f"{quote!r} in part {part or other_part or 'any'}"
    for number in STATION.findall(text):
        if not re.search(rf"Stations? (\d and )?{number}\b", parts()[0]):
            yield f"station {number}"
    for name in DOCSTRING.findall(text):
        if not documented(name):
            yield f"the docstring of {name}"
    for sentence in SENTENCE.split(text):
        for names in QUESTION_ABOUT.findall(sentence):
            number = int((PART.findall(sentence) or [0])[0])
            yield from (name for name in re.findall(r"`\w+`", names) if name not in parts().get(number, ""))


@cache
def documented(name):
    """Whether a class, function or method of the lab has a docstring; `name` may leave out where it is defined."""
    importing.import_package(LAB.package)
    modules = [import_module(f"{SETTINGS.package}.{module}") for module in SETTINGS.student_modules]
    classes = [value for module in modules for value in vars(module).values() if inspect.isclass(value)]
    for owner in (*modules, *classes):
        target = owner
        for piece in name.split("."):
            target = getattr(target, piece, None)
        if target is not None and (getattr(target, "__module__", "") or "").startswith(SETTINGS.package):
            return bool(target.__doc__)
    return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(LAB.root)))
def test_what_a_hint_points_to_is_there(path):
    assert [missing for text in texts(path) for missing in unknown(text)] == []


@pytest.mark.parametrize("question", SETTINGS.questions, ids=lambda question: question.id)
def test_a_question_whose_hints_point_to_its_todo_has_one(question):
    hints = [text for path in FILES if question.id in (path.parent.name, path.stem) for text in texts(path)]
    sources = [LAB.module(module).read_text(encoding="utf-8") for module in question.modules]
    sources.append((LAB.root / "notebook" / f"{SETTINGS.package}.py").read_text(encoding="utf-8"))
    if any("TODO" in hint for hint in hints):
        assert any(f"# TODO({question.id})" in source for source in sources)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Reread part 9.", ["part 9"]),
        ('Reread "The guess" in part 4.', ["'The guess' in part 4"]),
        ('See "Nothing at all" in the notebook.', ["'Nothing at all' in part any"]),
        ("See the docstring of `nobody`.", ["the docstring of nobody"]),
        ("Station 8 says it.", ["station 8"]),
        ("Part 5 of the notebook asks about `tail` and `trial`.", ["`tail`"]),
        ('Reread "The guess" in part 3, and the docstring of `MLP`.', []),
        ("Part 5 of the notebook asks about `trail` and `trial`.", []),
    ],
)
def test_a_reference_to_something_that_is_not_there_is_found(text, missing):
    assert list(unknown(text)) == missing
