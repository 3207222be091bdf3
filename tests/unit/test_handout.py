"""Which version of the starter code a submission was made from: what the release writes, and what a grade says."""

import json
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from support.downloads import PACKAGE
from support.lab import LAB, copy_of, reference, starter, with_files
from support.lazy import lazy

from autograder.grading.submission.handout import notes_on_handout
from autograder.lab.folder import HANDOUT

building = lazy("autograder.authoring.release.build")

OURS = json.loads(LAB.given_notebook.read_bytes())["metadata"]["handout"]
OTHER, THIRD = "0123456789ab", "ba9876543210"


def stamped(package="", notebook=""):
    """The reference, with these stamps in its package and its notebook."""
    submission = with_files({HANDOUT: f'"""Version."""\r\n\r\nHANDOUT = "{package}"\r\n'}) if package else reference()
    content = json.loads(submission.notebook)
    content["metadata"]["handout"] = notebook
    return replace(submission, notebook=json.dumps(content).encode()) if notebook else submission


def test_the_release_stamps_package_and_notebook_alike():
    assert f'HANDOUT = "{OURS}"' in LAB.handout_stamp.read_text()
    assert notes_on_handout(stamped(OURS, OURS), LAB) == notes_on_handout(starter(), LAB) == ()


def test_another_handout_is_named_with_both_stamps():
    ends = f"than this lab's (handout {OURS}): graded with ours"
    assert notes_on_handout(stamped(OTHER, OTHER), LAB) == (
        f"{PACKAGE}/ (handout {OTHER}) and {PACKAGE}.ipynb (handout {OTHER}) are from another version of the starter "
        f"code {ends}",
    )
    (alone,) = notes_on_handout(stamped(OURS, THIRD), LAB)
    assert alone == f"{PACKAGE}.ipynb (handout {THIRD}) is from another version of the starter code {ends}"
    submission = stamped(OTHER)
    in_utf_16 = submission.files[PurePosixPath(HANDOUT)].decode().encode("utf-16")
    assert f"handout {OTHER}" in notes_on_handout(with_files({HANDOUT: in_utf_16}, submission), LAB)[0]


@pytest.mark.parametrize("cell", ['{"handout": "0123456789ab"}', 'HANDOUT = "0123456789ab"'])
def test_where_a_stamp_is_lost_nothing_is_said(cell, tmp_path):
    assert notes_on_handout(reference(), LAB) == ()
    content = json.loads(reference().notebook)
    content["cells"][0]["source"] = cell
    assert notes_on_handout(replace(reference(), notebook=json.dumps(content).encode()), LAB) == ()
    assert notes_on_handout(stamped(OTHER, OTHER), LAB.released_in(tmp_path)) == ()


def test_what_is_run_makes_the_version_and_prose_does_not(tmp_path):
    def stamp(name, change):
        copy_of(LAB.student_release, tmp_path / name / "student_release")
        lab = LAB.released_in(tmp_path / name)
        lab.handout_stamp.unlink()
        change(lab)
        building.write_handout_stamp(lab)
        assert json.loads(lab.given_notebook.read_bytes())["metadata"]["handout"] in lab.handout_stamp.read_text()
        return json.loads(lab.given_notebook.read_bytes())["metadata"]["handout"]

    def in_cells(kind):
        def change(lab):
            content = json.loads(lab.given_notebook.read_bytes())
            next(cell for cell in content["cells"] if cell["cell_type"] == kind)["source"] = "pass"
            lab.given_notebook.write_text(json.dumps(content))

        return change

    def in_module(lab):
        path = lab.student_release / PACKAGE / "mlp.py"
        path.write_text(path.read_text() + "\nX = 1\n")

    assert stamp("same", lambda lab: None) == stamp("prose", in_cells("markdown")) == OURS
    assert len({OURS, stamp("cell", in_cells("code")), stamp("module", in_module)}) == 3
