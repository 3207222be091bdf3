"""The report's page in a browser: what it shows, by mouse and by keyboard, and what it hides."""

import json
import shutil

import pytest
from support.lab import LAB
from support.lazy import lazy

from autograder.cli.main import main

browsers = lazy("support.browser")
classes = lazy("autograder.authoring.simulation.made_up_class")
parquet = lazy("pyarrow.parquet")
simulated = lazy("support.simulated_results")

pytestmark = pytest.mark.slow

HOSTILE = "<img src=x onerror=alert(1)>"
MORE = 12


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of twelve and one hostile name: submissions, results, a feedback page."""
    folder = tmp_path_factory.mktemp("class")
    students = classes.simulate(LAB, MORE, n_copies=2)
    classes.write_class(LAB, students, folder)
    simulated.write_results(folder, students, n_failed=1)
    name = students[0].folder
    (folder / "feedback").mkdir()
    (folder / "feedback" / f"{name}.html").write_text("<!DOCTYPE html><title>feedback</title>")
    hostile = json.loads((folder / "results" / f"{name}.json").read_text())
    hostile["extra_data"]["batch"]["name"] = HOSTILE
    hostile["extra_data"]["questions"]["mlp"] = {"score": 1, "max_score": 8, "diagnoses": ["mlp/x"]}
    hostile["extra_data"]["diagnoses"] = {
        "mlp/x": {"title": "<b onclick=alert(3)>", "hint": "</script><script>alert(2)</script>"}
    }
    (folder / "results" / "hostile.json").write_text(json.dumps(hostile))
    (folder / "results" / "secret_sam.json").write_text("{")
    shutil.copytree(folder / "submissions" / students[1].folder, folder / "submissions" / "unknown_uma")
    return folder, [student.folder for student in students]


@pytest.fixture(scope="module")
def page(graded):
    folder, _ = graded
    assert main(["report", str(folder), "--similarity", str(folder / "submissions")]) == 0
    return folder / "report.html"


@pytest.mark.parametrize(("device", "dark"), [("DESKTOP", False), ("DESKTOP", True), ("PHONE", False)])
def test_the_page_is_whole_everywhere(browser, page, device, dark):
    with browser.open(page, getattr(browsers, device), dark) as view:
        view.page.click("#more")
        view.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        assert view.overflow() == 0
        assert view.errors == view.requests == view.violations() == []


def test_sorting_and_searching_by_mouse_and_by_keyboard(browser, page, graded):
    def column(number):
        return view.page.locator(f"#list tbody tr:visible > :nth-child({number})").all_inner_texts()

    with browser.open(page) as view:
        view.page.get_by_role("button", name="total").click()
        totals = column(2)
        known = [float(total) for total in totals if total != "–"]
        assert known == sorted(known, reverse=True) and totals.index("–") == len(known) == MORE
        view.page.keyboard.press("Enter")
        assert [float(total) for total in column(2)[:MORE]] == sorted(known)
        assert view.page.locator("[aria-sort]").get_attribute("aria-sort") == "ascending"
        view.page.get_by_label("Search for a student or a mistake").focus()
        view.page.keyboard.type("mlp/x")
        assert column(1) == [HOSTILE] and view.page.inner_text("#found") == f"1 of {MORE + 1}"
        view.page.get_by_label("Search for a student or a mistake").fill(graded[1][3].upper())
        assert column(1) == [graded[1][3]]


def test_names_can_be_hidden_for_showing_the_page(browser, page, graded):
    with browser.open(page) as view:
        button = view.page.get_by_role("button", name="Hide names")
        button.focus()
        view.page.keyboard.press("Space")
        assert button.get_attribute("aria-pressed") == "true"
        view.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        shown = view.page.inner_text("body")
        assert not [name for name in [*graded[1], HOSTILE] if name in shown]
        names = view.page.locator("#list tbody th").all_inner_texts()
        assert names == [f"student {number:03d}" for number in range(1, MORE + 2)]
        view.page.get_by_label("Search for a student or a mistake").fill(graded[1][3])
        assert view.page.inner_text("#found") == f"0 of {MORE + 1}"
        assert not view.page.get_by_text("a reason to look").is_visible()
        view.page.get_by_label("Search for a student or a mistake").fill("")
        button.click()
        assert graded[1][3] in view.page.inner_text("#list")


def test_a_feedback_page_is_linked_where_there_is_one(page, graded):
    html = page.read_text(encoding="utf-8")
    assert html.count('href="./') == 1 and f'href="./feedback/{graded[1][0]}.html"' in html


def test_nothing_hostile_is_in_the_page_but_as_text(page):
    html = page.read_text(encoding="utf-8")
    assert (
        "<img" not in html
        and html.count("<script") == 1
        and "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/", "")
    )


def test_hidden_names_are_nowhere(graded, tmp_path):
    folder, names = graded
    out = tmp_path / "page.html"
    assert main(["report", str(folder), "--hide-names", "--similarity", str(folder / "submissions"),
                 "--out", str(out)]) == 0  # fmt: skip
    html = out.read_text(encoding="utf-8")
    table = str(parquet.read_table(tmp_path / "page.parquet").to_pydict())
    for text in (html, (tmp_path / "page.csv").read_text(encoding="utf-8"), table):
        assert "student 001" in text
        assert not [name for name in [*names, "hostile", "secret_sam", "unknown_uma"] if name in text]
    assert 'href="./' not in html and "<pre" not in html and "a submission without results" in html


def test_classes_of_one_and_of_failures_have_a_page(graded, tmp_path):
    folder, names = graded
    for name in (names[0], names[-1]):  # the last one failed
        (tmp_path / name / "results").mkdir(parents=True)
        shutil.copy(folder / "results" / f"{name}.json", tmp_path / name / "results")
        assert main(["report", str(tmp_path / name)]) == 0
    assert "Nothing was graded." in (tmp_path / names[-1] / "report.html").read_text()
