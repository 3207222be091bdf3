"""Files that have the name of something else: what is in them counts, and the sentences about them are true.

People rename archives because a platform or a mail filter takes only some ends of names, and browsers save login pages
and notebooks under any name.
"""

from pathlib import PurePosixPath

import pytest
from support.downloads import NOTEBOOK, PACKAGE, as_tar, as_zip, marked, write
from support.lab import SETTINGS

from autograder.course.downloads import find_submissions
from autograder.grading.submission.kinds import end_by_content
from autograder.grading.submission.read import read_submission

WORK = marked("work")
ARCHIVES = {"a zip": as_zip(WORK), "a tar": as_tar(WORK, ""), "a tar.gz": as_tar(WORK), "a tar.xz": as_tar(WORK, "xz")}
NAMES = ("ada.zip", "ada.rar", "ada.7z", "ada.pdf", "ada.docx", "ada.tar.gz", "ada.gz", "ada.tar", "ada.html",
         "ada.txt", "ada.zip.bak", "ada.piz", "ada.ipynb", "ada")  # fmt: skip
NO_ARCHIVES = {
    "a RAR archive": b"Rar!\x1a\x07\x01\x00" + b"x" * 600,
    "a 7z archive": b"7z\xbc\xaf\x27\x1c" + b"x" * 600,
    "a PDF": b"%PDF-1.7\n",
    "a web page": b"\xef\xbb\xbf\n<!DOCTYPE html>",
    "a picture": b"\x89PNG\r\n\x1a\n",
}
DOCUMENT = as_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})
ASKED = f"ask for {PACKAGE}/ and {NOTEBOOK} in a zip"
CELLS = b'{\n "cells": [],\n "nbformat": 4\n}'


def all_ways(folder, name, data):
    """A file as a submission by itself, in a folder, in a zip, in a tar, and as one of a class."""
    write(folder / "x", {name: data})
    (folder / "packed.zip").write_bytes(as_zip({name: data}))
    (folder / "packed.tar").write_bytes(as_tar({name: data}, ""))
    places = (folder / "x" / name, folder / "x", folder / "packed.zip", folder / "packed.tar")
    (entry,) = find_submissions(folder / "x", PACKAGE).entries
    assert entry.name == "ada"
    return [*(read_submission(place, SETTINGS) for place in places), entry.read(SETTINGS)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_is_opened_whatever_its_name_is(kind, name, tmp_path):
    for submission in all_ways(tmp_path, name, ARCHIVES[kind]):
        assert submission.files == {PurePosixPath("causal_mask.py"): WORK[f"{PACKAGE}/causal_mask.py"]}
        assert "is not read" not in " ".join(submission.notes)


@pytest.mark.parametrize("name", ["ada.zip", "ada.rar", "ada.7z", "ada.pdf", "ada.docx", "ada.tar.gz", "ada"])
@pytest.mark.parametrize("what", NO_ARCHIVES)
def test_what_is_not_read_is_called_what_it_is(what, name, tmp_path):
    for submission in all_ways(tmp_path, name, NO_ARCHIVES[what]):
        assert f"{name} is {what}, which is not read: {ASKED}" in submission.why_empty


@pytest.mark.parametrize("name", ["ada.json", "ada.txt", "ada.zip", "ada.html", "ada"])
def test_a_notebook_is_one_whatever_its_name_is(name, tmp_path):
    assert all(submission.notebook == CELLS for submission in all_ways(tmp_path, name, CELLS))


def test_a_document_that_is_a_zip_by_its_form_stays_a_document(tmp_path):
    for submission in all_ways(tmp_path, "ada.docx", DOCUMENT):
        assert submission.why_empty == f"ada.docx is a Word document, which is not read: {ASKED}"


def test_a_document_beside_work_takes_nothing_from_it(tmp_path):
    others = {f"report {number}.docx": DOCUMENT for number in range(20)}
    write(tmp_path, {"lab3.zip": as_zip(WORK), "model.pt": as_zip({"evil.py": b"x"}), **others})
    submission = read_submission(tmp_path, SETTINGS)
    assert list(submission.files) == [PurePosixPath("causal_mask.py")] and "other archives" not in str(submission.notes)


@pytest.mark.parametrize("name", ["ada.zip", "ada.rar", "ada.pdf", "ada.tar.gz"])
def test_an_empty_file_is_called_empty(name, tmp_path):
    assert all(
        f"{name}" in each.why_empty and "it is empty" in each.why_empty for each in all_ways(tmp_path, name, b"")
    )


@pytest.mark.parametrize("name", ["ada.zip", "ada.tar.gz", "ada.tar"])
def test_what_nobody_knows_is_called_damaged_or_no_archive(name, tmp_path):
    for submission in all_ways(tmp_path, name, b"hello\n"):
        assert "damaged" in submission.why_empty and "ReadError" not in submission.why_empty


def test_a_tar_that_ends_in_a_zip_is_no_zip(tmp_path):
    (tmp_path / "ada.tar").write_bytes(as_tar(WORK | {"old.zip": as_zip({"notes.txt": b"x"})}, ""))
    assert list(read_submission(tmp_path / "ada.tar", SETTINGS).files) == [PurePosixPath("causal_mask.py")]


def test_content_that_says_nothing_leaves_the_name():
    assert end_by_content(b"") == end_by_content(b"import torch\n") == end_by_content(b'{"a": 1}') == ""
