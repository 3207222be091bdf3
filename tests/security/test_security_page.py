"""The list of system calls: the page about security has it, and it does for arm64, which lacks the older ones."""

import pytest
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


INSTEAD = {
    "poll": "ppoll", "select": "pselect6", "dup2": "dup3", "stat": "newfstatat", "lstat": "newfstatat",
    "access": "faccessat", "readlink": "readlinkat", "alarm": "setitimer", "time": "clock_gettime",
    "getpgrp": "getpgid", "open": "openat", "fork": "clone", "vfork": "clone", "mkdir": "mkdirat", "rmdir": "unlinkat",
    "unlink": "unlinkat", "rename": "renameat", "link": "linkat", "symlink": "symlinkat", "creat": "openat",
    "mknod": "mknodat", "chmod": "fchmodat", "chown": "fchownat", "lchown": "fchownat", "utime": "utimensat",
    "utimes": "utimensat", "pipe": "pipe2",
}  # fmt: skip
"""What the C library calls on arm64 instead of a call that is not there."""
ONLY_X86 = "arch_prctl"


@pytest.mark.skipif(calls.pyseccomp is None, reason="this machine has no libseccomp, which knows arm64's calls")
def test_what_arm64_calls_instead_is_allowed_and_refused_like_the_older_call():
    kinds = {
        "allowed": {name for names in calls.ALLOWED.values() for name in names.split()} - {ONLY_X86},
        "refused": set(calls.REFUSED),
        "by arguments": {name for name, _ in calls.allowed_arguments()},
    }
    for kind, names in kinds.items():
        for name in names:
            if calls.pyseccomp.resolve_syscall(calls.pyseccomp.Arch.AARCH64, name) < 0:
                assert INSTEAD[name] in kinds[kind] | kinds["by arguments"], name
