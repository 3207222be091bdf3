"""Habits of our prose that readers stumble over, and where people read prose in this repository.

Each habit is a pattern with what to write instead. Prose is what a person reads: pages, comments, docstrings,
messages, hints, the notebook. Code is not, and neither are stories, answers that students could have written, and the
trees that a release writes.
"""

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.lab import ROOT

HABITS = {
    r"\bcan not\b": "cannot",
    r", too(?=[.,;:!?)]|$)": "also",
    r"\bin the end\b|\bat last\b": "finally, after the last ...",
    r"\bgoes on\b": "resumes, continues",
    r"\bas (it was|they were) handed out\b|\bhanded-out\b": "the starter code",
    r"\bpromised\b": "expected",
    r"\bthe present (?!tense)\w+": "the current ...",
    r"\bso many\b(?! words)|\bsuch as do\b|\b[Ww]hose a\b": "a sentence with a subject and a verb",
    r"\bour code stands in\b|\bstands? in for what\b": "is re-run with the reference solution of ...",
    r"(?<![\"/-])\b[Bb]eside\b(?!-)": "compared with, in parallel with, next to",
    r", that (is|are|was|were|has|have|had|does|do|can|could|may|must|will|would)\b(?!,| is\b| how\b)": "which",
    r"\bwhat (each|all|both)( of [\w ]{1,30})? (gives?|has|have|takes?)\b": "a noun: output, value, result",
    r"\b(system|kernel|page|report|command|file|grader|judge)s?( does not| do not)? tells?\b": "reports, says",
    r"\bis none of it\b|\bis no use\b": "one plain fact",
    r"\bwho likes\b|\bif one likes\b": "if you like",
}
"""By a pattern: what to write instead."""
PATTERNS = [pattern.replace(" ", r"\s+") for pattern in HABITS]

FOLDERS = ("autograder", "assignment", "tests", "tools", "docs", ".github")
LEFT_OUT = (
    "assignment/corpus", "assignment/evaluation", "assignment/fixtures", "assignment/hostile",
    "assignment/lab3/stories", "assignment/lab3/explore_page.html", "docs/pictures", "tests/support/prose.py",
    "tests/support/written_answers.py", "tests/support/typical_mistakes.toml", "tests/unit/test_prose.py",
)  # fmt: skip
"""What is no prose of ours, and what another file is made of."""
KINDS = {".py", ".md", ".html", ".toml", ".js", ".sh", ".yml", ".txt"}


@dataclass(frozen=True)
class Finding:
    """A place where prose has a habit."""

    path: str
    line: int
    text: str
    instead: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: “{self.text}”: write {self.instead}"


def findings(root: Path = ROOT) -> list[Finding]:
    """All habits in all prose of the repository."""
    return [
        found for path in pages(root) for found in habits_of(path.read_text("utf-8"), path.relative_to(root).as_posix())
    ]


def pages(root: Path = ROOT) -> Iterator[Path]:
    """The files with prose."""
    yield from sorted(root.glob("*.md"))
    yield from (root / "pyproject.toml", root / "Makefile")
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in KINDS and not name.startswith(LEFT_OUT) and "__pycache__" not in name:
                yield path


def habits_of(text: str, name: str) -> Iterator[Finding]:
    """The habits in the text of a file."""
    without_signs = re.sub(r"\n\s*#", "\n", text)
    if not any(re.search(pattern, without_signs) for pattern in PATTERNS):
        return  # to take Python apart takes longer than to search all of it
    pieces = python_prose(text) if name.endswith(".py") else paragraphs(text)
    for line, piece in pieces:
        for pattern, instead in zip(PATTERNS, HABITS.values(), strict=True):
            for match in re.finditer(pattern, piece):
                yield Finding(name, line + piece.count("\n", 0, match.start()), " ".join(match[0].split()), instead)


def python_prose(text: str) -> Iterator[tuple[int, str]]:
    """The comments and strings of a Python file, each with its first line; comments on lines in a row are one piece."""
    comments: list[tuple[int, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        line = token.start[0]
        if token.type == tokenize.COMMENT:
            if comments and line > comments[-1][0] + 1:
                yield comments[0][0], "\n".join(words for _, words in comments)
                comments = []
            comments.append((line, token.string.lstrip("# ")))
        elif token.type in (tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", -1)):
            yield line, token.string
    if comments:
        yield comments[0][0], "\n".join(words for _, words in comments)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a page, each with its first line."""
    line = 1
    for piece in re.split(r"(\n\s*\n)", text):
        yield line, piece
        line += piece.count("\n")
