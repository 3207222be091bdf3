"""The page about security lists the system calls that the filter allows."""

from support.lab import ROOT

from autograder.grading.sandbox.walls import calls

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_the_page_lists_each_call_with_its_purpose():
    for purpose, names in calls.ALLOWED.items():
        row = f"| {purpose} | {' '.join(f'`{name}`' for name in names.split())} |"
        assert row in PAGE, "run `python tools/environments.py --calls`"


def test_the_page_says_which_arguments_are_allowed():
    explained = PAGE.split("with some arguments", 1)[1]
    for name, _ in calls.allowed_arguments():
        assert explained.count(f"`{name}`") >= 2, f"{name}: once in the table, and once in the list below it"


def test_no_call_is_both_allowed_and_refused():
    allowed = {name for names in calls.ALLOWED.values() for name in names.split()}
    assert not allowed & set(calls.REFUSED)
