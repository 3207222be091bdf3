"""The tool knows no lab: no name of this project's lab stands anywhere in it, neither in code nor in a comment."""

import ast
import re
from pathlib import Path

import pytest
from support.lab import IDS, LAB, SETTINGS

import autograder

TOOL = Path(autograder.__file__).parent
TEXT = {".py", ".html", ".css", ".js", ".sh", ".toml", ".md", ".txt", ".json", ".typed", ""}
ORDINARY = {
    "data", "decode", "evaluate", "explore", "generate", "main", "models", "parser", "plotting", "show", "train",
    "visible",  # one of Gradescope's words for who sees a test
    "forward",  # as in "error carried forward", and what torch calls in every model
    "functional",  # a module of torch
}  # fmt: skip
"""Names of functions, modules and files of the lab that are also plain English or torch's. No class is among them."""


def definitions(kind):
    """The names of public classes or functions at the top of the lab's modules, and of methods of its classes."""
    for path in sorted(LAB.package.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            inside = node.body if isinstance(node, ast.ClassDef) else []
            for each in (node, *inside):
                if isinstance(each, kind) and not each.name.startswith("_"):
                    yield each.name


def files_of_the_tool():
    for path in sorted(TOOL.rglob("*")):
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
            yield path


def found(words, flags=re.NOFLAG):
    """Where these words stand in the tool, as whole words."""
    pattern = re.compile(rf"(?<![A-Za-z0-9_])({'|'.join(map(re.escape, sorted(words)))})(?![A-Za-z0-9_])", flags)
    return [
        f"{path.relative_to(TOOL)}:{number}: {match[0]}"
        for path in files_of_the_tool()
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        for match in pattern.finditer(line)
    ]


def test_there_is_something_to_search():
    assert len(list(files_of_the_tool())) > 100
    assert found({"submission"}) and not found({"submissio"})


def test_neither_the_package_nor_a_question_is_named():
    written = [SETTINGS.written.id] if SETTINGS.written else []
    words = {SETTINGS.package, *IDS, *written}
    assert found(words, re.IGNORECASE) == []
    assert found({word.replace("_", " ") for word in words if "_" in word}, re.IGNORECASE) == []


def test_no_class_of_the_lab_is_named():
    classes = set(definitions(ast.ClassDef))
    assert {"TransformerLM", "MLP"} <= classes
    assert found(classes) == []


def test_no_function_of_the_lab_is_named():
    functions = set(definitions(ast.FunctionDef))
    assert {"make_causal_mask", "encode_doc"} <= functions
    assert found(functions - ORDINARY) == []


def test_no_file_of_the_lab_is_named():
    own = [path for path in LAB.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    package = [path for path in own if path.is_relative_to(LAB.package)]
    words = {path.stem for path in package if path.suffix == ".py"} | {path.name for path in LAB.package.iterdir()}
    words |= {path.stem for folder in (LAB.mistakes, LAB.right, LAB.hostile) for path in folder.glob("*/*.py")}
    words |= {SETTINGS.notebook}
    assert found({word for word in words if not word.startswith("__")} - ORDINARY) == []


@pytest.mark.parametrize("word", ["TinyStories", "bigram", "nats", "transformer", "self-attention", "corpus"])
def test_no_subject_of_the_lab_is_named(word):
    assert found({word}, re.IGNORECASE) == []
