"""Proves that the students' tree gives nothing away: no solution, no hidden test, no hidden input."""

import ast
import contextlib
import html
import json
import re
import tempfile
import textwrap
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.release.notebook import read_master
from autograder.authoring.release.public_cases import hidden_cases
from autograder.authoring.release.regions import BEGIN, END, is_trivial, solution_statements
from autograder.checks.magics import plain_python
from autograder.grading.judge.harness import sources_of_checks
from autograder.lab import Lab

PAGES = {".html", ".htm"}
TEXT = {".py", ".md", ".txt", ".toml", ".json", ".ipynb", ".yml", ".yaml", ".cfg", *PAGES}
MARKUP = re.compile(r"<[^>]*>")
LISTING = re.compile(r"<(pre|code)\b[^>]*>(.*?)</\1>", re.DOTALL)
QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)+"|`[^`]+`|\'[^\'\n]+\'')
"""Texts of a script in a page."""
COMMON = re.compile(r"[a-z0-9_. ]{0,30}|.{0,4}", re.DOTALL)
"""Strings that give nothing away: a few plain words, the name of a parameter, a character or two."""


@dataclass(frozen=True)
class Secrets:
    """What no file for students may hold: strings and bodies of hidden cases, statements of solutions."""

    strings: frozenset[str]
    bodies: frozenset[str]
    statements: frozenset[str]


def leaks(tree: Path, lab: Lab) -> list[str]:
    """What a students' tree gives away, a sentence each; an empty list is the proof."""
    secrets = secrets_of(lab)
    return [f"{file.relative_to(tree)}: {text}" for file in _files(tree) for text in _leaks_of_file(file, secrets)]


def leaks_of_zip(path: Path, lab: Lab) -> list[str]:
    """The same for a zip of such a tree."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder)  # our own zip, made a moment ago
        return leaks(Path(folder), lab)


def secrets_of(lab: Lab) -> Secrets:
    """What a lab's tests and solutions hold that students must not see."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(lab.questions.glob("*.py"))]
    bodies = frozenset(body for source in sources for body in _bodies(hidden_cases(source)))
    return Secrets(_hidden_strings(sources), bodies, _solutions(lab))


def _files(tree: Path) -> list[Path]:
    return sorted(path for path in tree.rglob("*") if path.is_file() and path.suffix in TEXT)


def _leaks_of_file(file: Path, secrets: Secrets) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix in PAGES:
        text += html.unescape(text)
    yield from (f"the marker {marker!r}" for marker in (BEGIN, END) if marker in text)
    yield from (f"the hidden input or message {it[:40]!r}" for it in sorted(secrets.strings) if _contains(text, it))
    if file.suffix == ".ipynb" and any(cell.get("outputs") for cell in json.loads(text)["cells"]):
        yield "outputs of cells"
    for source in _python(file, text):
        statements = {ast.dump(node): node for node in ast.walk(source) if isinstance(node, ast.stmt)}
        leaked = sorted(statements.keys() & secrets.statements)
        yield from (f"the solution `{ast.unparse(statements[key])[:60]}`" for key in leaked)
        yield from ("a hidden case" for body in _bodies(_functions(source)) if body in secrets.bodies)


def _contains(text: str, secret: str) -> bool:
    return secret in text or json.dumps(secret)[1:-1] in text


def _solutions(lab: Lab) -> frozenset[str]:
    """Statements of all solutions that do not also stand in code that students get."""
    solutions: set[str] = set()
    given: set[str] = set()
    for name, source in _master_code(lab):
        inside = solution_statements(source, name)
        solutions |= inside
        given |= {ast.dump(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)} - inside
    return frozenset(solutions - given)


def _master_code(lab: Lab) -> Iterator[tuple[str, str]]:
    """The lab's code that students get with gaps or as it is, by name: modules, cells, probes and the checks."""
    for path in [*sorted(lab.package.glob("*.py")), *sources_of_checks(lab)]:
        yield path.name, path.read_text(encoding="utf-8")
    if lab.master_notebook.exists():
        cells = read_master(lab.master_notebook).cells
        yield from ((cell.id, plain_python(cell.source)) for cell in cells if cell.cell_type == "code")


def _hidden_strings(sources: list[str]) -> frozenset[str]:
    """Strings that stand in hidden cases and in no public one."""
    hidden: set[str] = set()
    public: set[str] = set()
    for source in sources:
        cases = hidden_cases(source)
        hidden |= {text for case in cases for text in _strings(case)}
        names = {case.name for case in cases}
        rest = [node for node in ast.parse(source).body if getattr(node, "name", None) not in names]
        public |= {text for node in rest for text in _strings(node)}
    return frozenset(text for text in hidden - public if not COMMON.fullmatch(text))


def _strings(node: ast.AST) -> set[str]:
    """Whole string constants below a node, but not the fragments of f-strings."""
    parts = {id(p) for n in ast.walk(node) if isinstance(n, ast.JoinedStr) for p in ast.walk(n)}
    constants = (n for n in ast.walk(node) if isinstance(n, ast.Constant) and id(n) not in parts)
    return {n.value for n in constants if isinstance(n.value, str)}


def _python(file: Path, text: str) -> list[ast.Module]:
    """The Python in a file: the file itself, the code cells of a notebook, or what in a page reads as Python."""
    if file.suffix == ".py":
        return [ast.parse(text)]
    if file.suffix == ".ipynb":
        return _parsed(plain_python("".join(cell["source"])) for cell in json.loads(text)["cells"])
    return _parsed(_pieces(text)) if file.suffix in PAGES else []


def _pieces(page: str) -> set[str]:
    """What in a page could be Python: its lines with and without markup, its listings, and the texts of its scripts."""
    plain = html.unescape(MARKUP.sub("", page))
    lines = {line.strip() for text in (page, plain) for line in text.splitlines()}
    listings = {textwrap.dedent(html.unescape(MARKUP.sub("", listing))) for _, listing in LISTING.findall(page)}
    return lines | listings | {_unquoted(text) for text in QUOTED.findall(page)}


def _unquoted(text: str) -> str:
    with contextlib.suppress(ValueError):
        return str(json.loads(text))  # has line breaks in place of \n
    return text[1:-1]


def _parsed(sources: Iterable[str]) -> list[ast.Module]:
    """The sources that are Python, as syntax."""
    trees = []
    with warnings.catch_warnings(action="ignore"):  # other languages make Python wonder
        for source in sources:
            with contextlib.suppress(SyntaxError, ValueError):
                trees.append(ast.parse(source))
    return trees


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _bodies(functions: list[ast.FunctionDef]) -> set[str]:
    return {"\n".join(ast.dump(n) for n in function.body) for function in functions if not is_trivial(function.body[0])}
