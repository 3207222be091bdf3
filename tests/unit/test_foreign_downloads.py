"""Downloads of systems that have no reader of their own: a folder for each student, in folders of the system.

Each line names the report or the page that shows the form. Where it says "from memory", none was found.
"""

from pathlib import PurePosixPath

import pytest
from support.downloads import NOTEBOOK, PACKAGE, as_zip, marked, write
from support.lab import SETTINGS

from autograder.course.downloads import find_submissions
from autograder.grading.submission.read import read_submission

MODULE = f"{PACKAGE}/causal_mask.py"
EMPTY = b'{"cells": []}'


def zipped(word):
    return as_zip(marked(word))


def loose(prefix, word):
    return {f"{prefix}/{MODULE}": marked(word)[MODULE]}


SYSTEMS = {
    # DigiKlausur/ilias2nbgrader, jupyter/nbgrader#796
    "ILIAS": (
        {"Lab 3/Lovelace_Ada_al123_4711/lab3.zip": zipped("ada"), "Lab 3/Bell_Ben_bb7_4712/lab3.zip": zipped("ben"),
         "Lab 3/Lab 3.xlsx": b"PK"},
        {"Lovelace_Ada_al123_4711": "ada", "Bell_Ben_bb7_4712": "ben"},
    ),
    "ILIAS, handed in twice": (
        {"Bell_Ben_bb7/20260305111213_lab3.zip": zipped("old"), "Bell_Ben_bb7/20260306111213_lab3.zip": zipped("new"),
         "Lovelace_Ada_al123/20260306111213_lab3.zip": zipped("ada")},
        {"Bell_Ben_bb7": "new", "Lovelace_Ada_al123": "ada"},
    ),
    # sakaiproject/sakai#14097, and the folders from memory
    "Sakai": (
        {"Lab 3/grades.csv": b"Lab 3,Points\n", "Lab 3/Bell, Ben(bb7)/Submission attachment(s)/lab3.zip": zipped("ben"),
         "Lab 3/Lovelace, Ada(al123)/Submission attachment(s)/lab3.zip": zipped("ada"),
         "Lab 3/Lovelace, Ada(al123)/timestamp.txt": b"20260306111213000", "Lab 3/Chen, Cem(cc8)/timestamp.txt": b""},
        {"Bell, Ben(bb7)": "ben", "Lovelace, Ada(al123)": "ada", "Chen, Cem(cc8)": ""},
    ),
    # Submitty/Submitty#1152: a folder for each version
    "Submitty": (
        loose("ada/1", "old") | loose("ada/2", "second") | loose("ada/10", "new") | loose("ben/1", "ben")
        | {"ada/user_assignment_settings.json": b'{"active_version": 10}'},
        {"ada": "new", "ben": "ben"},
    ),
    # autolab/Autolab: new_handin_file_path in app/models/submission.rb, the folders on the server
    "Autolab's folders": (
        {"handin/ada@uni.edu/2_lab3.zip": zipped("old"), "handin/ada@uni.edu/10_lab3.zip": zipped("new"),
         "handin/ada@uni.edu/10_autograde.txt": b"{}", "handin/ben@uni.edu/1_lab3.zip": zipped("ben")},
        {"ada@uni.edu": "new", "ben@uni.edu": "ben"},
    ),
    # from memory
    "Microsoft Teams": (
        {"Submitted files/Ada Lovelace/Lab 3/Version 1/lab3.zip": zipped("old"),
         "Submitted files/Ada Lovelace/Lab 3/Version 2/lab3.zip": zipped("new"),
         "Submitted files/Ben Bell/Lab 3/Version 1/lab3.zip": zipped("ben")},
        {"Ada Lovelace": "new", "Ben Bell": "ben"},
    ),
    # OpenOLAT/OpenOLAT#75
    "OpenOLAT": (
        {"lovelace_ada/2_submissions/lab3.zip": zipped("ada"), "lovelace_ada/3_corrections/lab3.zip": zipped("other"),
         "bell_ben/2_submissions/lab3.zip": zipped("ben")},
        {"lovelace_ada": "ada", "bell_ben": "ben"},
    ),
    # openedx/edx-ora2#1610
    "Open edX": (
        {"[1]Section, [1]Subsection, [1]Unit/[1] - ada - lab3.zip": zipped("ada"), "submissions.csv": b"",
         "[1]Section, [1]Subsection, [1]Unit/[2] - ben - lab3.zip": zipped("ben"),
         "[1]Section, [1]Subsection, [1]Unit/[2] - ben - prompt_0.txt": b"see the file"},
        {"[1] - ada": "ada", "[2] - ben": "ben"},
    ),
    # MarkUsProject/Markus#127
    "MarkUs": (loose("group_0001", "one") | loose("group_0002", "two"), {"group_0001": "one", "group_0002": "two"}),
    # docs/github-classroom.md
    "clones": (loose("lab3-ada", "ada") | loose("lab3-ben", "ben"), {"lab3-ada": "ada", "lab3-ben": "ben"}),
    # from memory: Google Drive and Dropbox put the name in front
    "a file request": (
        {"Ada Lovelace - lab3.zip": zipped("old"), "Ada Lovelace - lab3 (1).zip": zipped("new"),
         "Ada Lovelace - lab3.ipynb": EMPTY, "Ben Bell - lab3.zip": zipped("ben")},
        {"Ada Lovelace": "new", "Ben Bell": "ben"},
    ),
    # mod/assign/classes/downloader.php of moodle/moodle: blind marking, and submissions of groups
    "Moodle, blind": (
        {"Participant_4711_assignsubmission_file_/lab3.zip": zipped("one"),
         "Participant_4712_assignsubmission_file_/lab3.zip": zipped("two")},
        {"Participant_4711": "one", "Participant_4712": "two"},
    ),
    "Moodle, groups": (
        {"Team 1-Ada Lovelace_4711_assignsubmission_file_/lab3.zip": zipped("one"),
         "Team 1-Ben Bell_4712_assignsubmission_file_/lab3.zip": zipped("one")},
        {"Team 1-Ada Lovelace_4711": "one", "Team 1-Ben Bell_4712": "one"},
    ),
    # weichsel/ZIPFoundation#63, Zimbra/zm-mailbox#385: a Mac writes an accent behind its letter
    "Canvas, unpacked on a Mac": (
        {"mu\u0308llerada_11_205_lab3.zip": zipped("ada"), "bellben_LATE_12_206_lab3.zip": zipped("ben")},
        {"mu\u0308llerada_11": "ada", "bellben_12": "ben"},
    ),
    # gradle/gradle#11983, informationgrid/ingrid-editor#20: names in a zip of Windows
    "names in another encoding": (
        {"ada.zip": as_zip({f"L\u00c3\u00b6sung/{MODULE}": marked("ada")[MODULE]}), "ben.zip": zipped("ben")},
        {"ada": "ada", "ben": "ben"},
    ),
}  # fmt: skip


def word(submission):
    text = submission.files.get(PurePosixPath("causal_mask.py"), b"").decode()
    return text.partition("return '")[2].partition("'")[0]


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_student_is_one_and_the_latest_upload_counts(system, tmp_path):
    tree, expected = SYSTEMS[system]
    entries = find_submissions(write(tmp_path / "x", tree), PACKAGE).entries
    found = {entry.name: entry.read(SETTINGS) for entry in entries}
    assert {name: word(submission) for name, submission in found.items()} == expected
    assert all(bool(submission.why_empty) is not bool(word(submission)) for submission in found.values())


def test_a_notebook_that_lies_beside_an_archive_belongs_to_the_same_student(tmp_path):
    tree, _ = SYSTEMS["a file request"]
    entry = next(iter(find_submissions(write(tmp_path, tree), PACKAGE).entries))
    assert entry.read(SETTINGS).notebook == EMPTY


def test_an_older_version_with_more_work_is_graded_and_named(tmp_path):
    whole = b"def make_causal_mask(n):\n    return n\n"
    none = b"def make_causal_mask(n):\n    raise NotImplementedError('causal_mask')\n"
    write(tmp_path, {f"x/ada/1/{MODULE}": whole, f"x/ada/2/{MODULE}": none, **loose("x/ben/1", "ben")})
    entry = next(iter(find_submissions(tmp_path / "x", PACKAGE).entries))
    assert entry.read(SETTINGS).doubts == (f"graded 1/{PACKAGE}/, which has more work in it than 2/{PACKAGE}/",)


def test_a_merge_conflict_in_a_module_is_named_with_its_line(tmp_path):
    conflict = b"import torch\r\n\r\n<<<<<<< HEAD\r\nx = 1\r\n=======\r\nx = 2\r\n>>>>>>> main\r\n"
    write(tmp_path, {MODULE: conflict + marked("x")[MODULE]})
    doubts = read_submission(tmp_path, SETTINGS).doubts
    assert "causal_mask.py cannot be run: a merge conflict begins in line 3" in doubts


SCRIPTS = {
    "Jupyter": "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\nimport math\n",
    "Jupytext": "# ---\n# jupyter:\n# ---\n\n# %%\nimport math\n",
    "Colab": '# -*- coding: utf-8 -*-\n"""lab3.ipynb\n\nAutomatically generated by Colab.\n"""\nimport math\n',
}


@pytest.mark.parametrize("program", SCRIPTS)
def test_a_notebook_as_a_script_is_named(program, tmp_path):
    write(tmp_path, marked("x") | {"lab3.py": SCRIPTS[program].encode()})
    sentence = f"lab3.py is a notebook as a script, which is not read: ask for {NOTEBOOK} itself"
    assert sentence in read_submission(tmp_path, SETTINGS).doubts
    write(tmp_path, {NOTEBOOK: EMPTY})
    assert sentence not in read_submission(tmp_path, SETTINGS).doubts


ASKED = f"ask for {PACKAGE}/ and {NOTEBOOK} in a zip"
WHOLE = as_zip(marked("whole") | {"more.txt": b"x" * 2000})
NAMED = {
    "ada.patch": "a patch", "ada.bundle": "a bundle of git", "ada.exe": "a program", "ada.eml": "an e-mail",
    "ada.msg": "an e-mail", "ada.cab": "a cabinet archive", "ada.tar.lzma": "an lzma file",
    "ada.zip.crdownload": "an unfinished download", "ada.zip.part": "an unfinished download",
    ".ada.zip.icloud": "a placeholder of iCloud", "ada.zip.001": "a part of a split archive",
    "ada.z01": "a part of a split archive", "ada.part1.rar": "a part of a split archive",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_what_cannot_be_read_has_a_result_and_a_sentence(name, tmp_path):
    data = WHOLE[:-30] if "download" in NAMED[name] else b"hello, world\n"
    write(tmp_path, {name: data, "ben.zip": zipped("ben")})
    found = {
        entry.name.removesuffix(".tar"): entry.read(SETTINGS) for entry in find_submissions(tmp_path, PACKAGE).entries
    }
    assert set(found) == {"ada", "ben"} and word(found["ben"]) == "ben"
    assert found["ada"].why_empty == f"{name} is {NAMED[name]}, which is not read: {ASKED}"


def test_the_parts_of_one_archive_belong_to_one_student(tmp_path):
    write(tmp_path, {"ada.zip.001": WHOLE[:700], "ada.zip.002": WHOLE[700:], "ben.zip": zipped("ben")})
    assert [entry.name for entry in find_submissions(tmp_path, PACKAGE).entries] == ["ada", "ben"]


def test_a_download_that_is_finished_is_read_whatever_its_end(tmp_path):
    write(tmp_path, {"ada.zip.part": WHOLE, "ben.zip": zipped("ben")})
    assert word(next(iter(find_submissions(tmp_path, PACKAGE).entries)).read(SETTINGS)) == "whole"


def test_what_systems_put_into_folders_is_nobody(tmp_path):
    write(tmp_path, {"ada.zip": zipped("ada"), "ben.zip": zipped("ben"), "Thumbs.db": b"x", "~$ada.docx": b"x"})
    download = find_submissions(tmp_path, PACKAGE)
    assert [entry.name for entry in download.entries] == ["ada", "ben"]
    assert download.notes == ("ignored (not a submission): ~$ada.docx",)


def test_a_folder_of_google_drive_that_comes_in_several_zips_is_one_class(tmp_path):
    """From memory: Drive's zips of a large folder are called after it, the time and a number."""
    first, second = (as_zip(loose(f"Lab 3/{name}", name)) for name in ("ada", "ben"))
    write(tmp_path, {"Lab 3-20261127T101010Z-001.zip": first, "Lab 3-20261127T101010Z-002.zip": second})
    found = {entry.name: word(entry.read(SETTINGS)) for entry in find_submissions(tmp_path, PACKAGE).entries}
    assert found == {"ada": "ada", "ben": "ben"}
    (tmp_path / "cem.zip").write_bytes(zipped("cem"))
    assert len(find_submissions(tmp_path, PACKAGE).entries) == 3  # now they may be what students call their zips
