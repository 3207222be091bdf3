"""What people read in this repository is plain English: no habit of `support/prose.py`."""

from support import prose


def test_no_prose_of_ours_has_a_banned_habit():
    found = prose.findings()
    assert not found, "\n" + "\n".join(map(str, found))


def test_a_habit_is_found_in_a_page_a_docstring_and_a_comment_also_across_lines():
    assert [found.text for found in prose.habits_of("It works\nin the\nend.\n", "page.md")] == ["in the end"]
    code = '"""A mask, that is wrong."""\n\n# one can\n# not know\ncan_not = 1  # fine\n'
    assert [(found.line, found.text) for found in prose.habits_of(code, "a.py")] == [(1, ", that is"), (3, "can not")]
    assert not list(prose.habits_of("beside = 1\n", "a.py"))


def test_the_prose_of_students_and_instructors_is_looked_at():
    names = {path.relative_to(prose.ROOT).as_posix() for path in prose.pages()}
    assert {
        "README.md", "docs/README.md", "assignment/handout/README.md", "assignment/notebook/lab3.py",
        "assignment/mistakes/causal_mask/transposed.py", "assignment/steps/attention.toml",
        "autograder/course/feedback/page.html", "autograder/cli/main.py",
    } <= names  # fmt: skip
