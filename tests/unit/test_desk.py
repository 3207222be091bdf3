"""The reading desk without a browser: which answers are the same, files of marks, and their joining."""

import datetime
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.lab import LAB, SETTINGS

from autograder.course.desk.agreement import agreements, kappa
from autograder.course.desk.alike import answer_id, folded, reading_order
from autograder.course.desk.inert import draw, drawn
from autograder.course.desk.marks import FORMAT, AskedFor, Mark, MarksFile, join, read_marks
from autograder.course.desk.notebooks import answers_in
from autograder.course.desk.page import Handed, desk_page, lay_out, read_desk
from autograder.course.desk.questions import read_written
from autograder.course.desk.sheet import UNTOUCHED, read_answers, record, sheet
from autograder.course.gradebooks.rows import Gradebook, Row
from autograder.course.gradebooks.written import with_written
from autograder.lab.rubric import read_rubric, rubric_page
from autograder.lib.errors import InputError, LabError, NotebookError

WRITTEN = read_written(LAB)
CELLS = [question.asked.cell for question in WRITTEN.questions]
ASKED = tuple(AskedFor(each.asked.cell, each.asked.title, each.asked.points) for each in WRITTEN.questions)
NOW = datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)


# ---- which answers are the same


@pytest.mark.parametrize(("one", "other"), [
    ("It sees one character.", "it sees   one\ncharacter"), ("**q** is `(10, 8)`", "Q is [10,8]!"),
    ("“No,” it said – no.", '"no" it said no'), ("ﬁne", "fine"), ("- a\n- b", "- A\n- B."),
])  # fmt: skip
def test_what_does_not_matter_is_folded(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [
    ("10, 8", "108"), ("10.8", "10 8"), ("x-1", "x+1"), ("2*3", "2/3"), ("q_1", "q 1"), ("-1", "1"), ("a < b", "a > b"),
    ("x^2", "x 2"), ("loss = 0", "loss 0"), ("sum", "sums"),
])  # fmt: skip
def test_what_matters_is_not_folded(one, other):
    assert folded(one) != folded(other)


def test_the_same_words_for_another_question_are_another_answer():
    assert answer_id("a", "Yes!") == answer_id("a", "yes") != answer_id("b", "yes")


def test_the_order_is_the_same_for_everybody_and_another_for_each_question():
    texts = {f"{n:012x}": f"answer number {n} about {'abcdefghij'[n % 10] * 30}" for n in range(30)}
    order = reading_order("one", texts)
    assert sorted(order) == sorted(texts) and order == reading_order("one", dict(reversed(texts.items())))
    assert order != sorted(texts) and order != reading_order("two", texts)


def test_alike_answers_stand_next_to_each_other():
    words = [f"{a * 5} {b * 5} is it" for a, b in map(str.split, ("up high", "far down", "left side", "on top"))]
    texts = {f"{n}{k}": f"{word} {'.' * k} {'x' * k}" for n, word in enumerate(words) for k in range(3)}
    texts |= {f"other{n}": f"{chr(97 + n) * 20} {chr(98 + n) * 20}" for n in range(10)}
    order = reading_order("cell", texts)
    for n in range(len(words)):
        places = [place for place, ident in enumerate(order) if ident.startswith(str(n))]
        assert max(places) - min(places) == 2


@given(st.lists(st.text("ab ", max_size=8), min_size=1, max_size=12, unique=True), st.integers(0, 12))
@settings(max_examples=100)
def test_late_answers_never_move_what_was_there(texts, split):
    ids = {answer_id("cell", text): text for text in texts}
    first = dict(list(ids.items())[:split])
    before = reading_order("cell", first)
    after = reading_order("cell", ids, before)
    assert after[: len(before)] == before and Counter(after) == Counter(ids.keys())


# ---- answers in notebooks


def notebook(change=lambda cells: None):
    raw = json.loads(LAB.given_notebook.read_text(encoding="utf-8"))
    change(raw["cells"])
    return json.dumps(raw).encode()


def place(cells, name):
    return [cell["metadata"].get("name") for cell in cells].index(name)


def wrote(text, where=CELLS[0]):
    return lambda cells: cells[place(cells, where)].update(source=text)


def in_a_cell_of_its_own(cells):
    cells.insert(place(cells, CELLS[0]) + 1, {"cell_type": "markdown", "metadata": {}, "source": ["My ", "answer"]})


def without_metadata(cells):
    wrote("My answer")(cells)
    for cell in cells:
        cell["metadata"] = {}


def below_the_question(cells):
    cells[place(cells, f"{CELLS[0]}_question")]["source"] += ["\n\nMy answer"]


def below_the_placeholder(cells):
    cells[place(cells, CELLS[0])]["source"] += ["\n\nMy answer"]


def split_in_two(cells):
    at = place(cells, CELLS[0])
    cells[at : at + 1] = [dict(cells[at], source="My"), dict(cells[at], source="answer")]


@pytest.mark.parametrize("change", [
    wrote("My answer"), in_a_cell_of_its_own, without_metadata, below_the_question, below_the_placeholder, split_in_two,
])  # fmt: skip
def test_an_answer_is_found_wherever_it_stands(change):
    found = answers_in(notebook(change), WRITTEN.layout)
    assert found.pop(CELLS[0]).split() == ["My", "answer"] and set(found.values()) == {""}


def test_an_untouched_notebook_has_no_answers():
    assert set(answers_in(notebook(), WRITTEN.layout).values()) == {""}
    with pytest.raises(NotebookError, match="there is no notebook"):
        answers_in(None, WRITTEN.layout)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"cells": 3}', b"\xff" * 50, b"[" * 100_000])
def test_what_is_no_notebook_is_said(data):
    with pytest.raises(NotebookError, match="cannot be read"):
        answers_in(data, WRITTEN.layout)


def test_code_and_attachments_are_shown_as_such():
    def change(cells):
        at = place(cells, CELLS[0])
        cells[at] |= {"source": "See:", "attachments": {"x.png": {"image/png": "aaaa"}}}
        cells.insert(at + 1, {"cell_type": "code", "metadata": {}, "source": "1 + 1", "outputs": []})

    text = answers_in(notebook(change), WRITTEN.layout)[CELLS[0]]
    assert "attached" in text and "```python\n1 + 1\n```" in text


# ---- what is drawn


def test_markdown_and_formulas_are_drawn():
    html = draw("**so** $\\frac{q}{\\sqrt d}$\n\n1. `x`\n\n|a|\n|-|\n|b|")
    assert all(sign in html for sign in ("<strong>so", "<mfrac>", "<msqrt>", "<li>", "<code>x", "<td>b"))


@given(st.text(st.sampled_from("<>\"'&$\\{}[]()!*_`^|#-~ \nabhrefscript=:/"), max_size=60))
def test_whatever_is_written_only_known_elements_come_out(text):
    allowed = {
        "p", "strong", "em", "code", "pre", "s", "ul", "ol", "li", "blockquote", "hr", "br", "table", "thead", "tbody",
        "tr", "th", "td", "span", "div", "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot",
        "mstyle", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mpadded",
        "menclose", "mphantom", "ms", "none", "mmultiscripts", "mprescripts", "merror",
    }  # fmt: skip
    from support.pages import Elements

    assert set(Elements(draw(text)).names) <= allowed


def test_what_takes_too_long_is_shown_as_typed(monkeypatch):
    monkeypatch.setattr("autograder.course.desk.inert.draw", lambda text: text if text == "good" else loop())

    def loop():
        while True:
            pass

    monkeypatch.setattr("autograder.lib.limited.SECONDS", 1)
    assert drawn(["good", "<bad>"]) == ["good", "<pre>&lt;bad&gt;</pre>"]


# ---- the rubric


def test_the_rubric_page_has_what_readers_need():
    page = rubric_page(WRITTEN.rubric)
    assert page.count("\n## ") == len(CELLS) and "| has it | 2 |" in page
    assert all(len(line) <= 120 for line in page.splitlines())


@pytest.mark.parametrize(("old", "new", "said"), [
    ("points = 2\ncore", "points = 0\ncore", "`answers` number 1 `points`"), ("cell = ", "cel = ", "cel"),
    ("[[levels]]", "[[levels", "is not TOML"), ("points = 2\nname", "points = 3\nname", "more than 2 points"),
    (f'"{CELLS[1]}"', f'"{CELLS[0]}"', "has 2 entries"), ("points = 1\nname", "points = 2\nname", "two levels"),
    ("points = 2\ncore", "points = 3\ncore", "its answers have 11 points together"),
])  # fmt: skip
def test_a_rubric_that_does_not_fit_is_refused(tmp_path, old, new, said):
    text = LAB.rubric.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "rubric.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LabError, match=said.replace("[", r"\[")):
        read_rubric(tmp_path / "rubric.toml", SETTINGS.written)


# ---- marks

STUDENTS = {
    "ada": {cell: f"a{n}" for n, cell in enumerate(CELLS)},
    "ben": {cell: f"b{n}" for n, cell in enumerate(CELLS)},
}
STUDENTS["ben"][CELLS[0]] = "a0"
STUDENTS["cy"] = dict.fromkeys(CELLS, "")


def marks_file(reader, marks, settles=False, made="2026", students=STUDENTS, name="x.json"):
    return MarksFile(Path(name), "desk", made, reader, settles, ASKED, students, marks)


def test_two_who_agree_and_two_who_do_not():
    one = marks_file("Ada", {"a0": Mark(1, 2, ("good",)), "a1": Mark(1, 1), "a2": Mark(1, None, (), True)})
    two = marks_file("Ben", {"a0": Mark(2, 2, ("well done",)), "a1": Mark(2, 2), "a2": Mark(2, 0.5)})
    joined = join([one, two])
    assert joined.verdicts["a0"].points == 2 and joined.verdicts["a0"].comments == ("good", "well done")
    assert (
        joined.verdicts["a1"].is_open and joined.verdicts["a2"].points == 0.5 and joined.verdicts["a2"].by == ("Ben",)
    )
    settled = join([one, two, marks_file("Cy", {"a1": Mark(3, 1.5)}, settles=True)])
    assert settled.verdicts["a1"].points == 1.5 and settled.verdicts["a1"].settled


def test_kappa_is_cohens():
    """The example of Cohen's with these counts: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert kappa(pairs) == pytest.approx(0.4) and kappa([]) is None and kappa([(2, 2), (2, 2)]) is None
    assert kappa([(0, 0), (1, 1)]) == 1


def test_a_planted_disagreement_is_in_kappa():
    ids = {f"s{n}": {CELLS[0]: f"i{n}"} for n in range(10)}
    one = {f"i{n}": Mark(1, n % 3) for n in range(10)}
    two = one | {"i0": Mark(1, 2)}
    found = list(agreements(join([marks_file("A", one, students=ids), marks_file("B", two, students=ids)])))
    assert [(each.both, each.same) for each in found] == [(10, 9)] and found[0].kappa == pytest.approx(0.57 / 0.67)


def test_a_mark_for_an_answer_that_is_gone_is_named():
    joined = join([marks_file("Ada", {"gone": Mark(1, 2)})])
    assert any("gone" in note and "Ada" in note for note in joined.notes) and not joined.verdicts


def test_marks_of_another_desk_are_refused():
    with pytest.raises(InputError, match="another desk"):
        join([marks_file("Ada", {}), replace(marks_file("Ben", {}), desk="other")])


POINTS = st.sampled_from([0, 0.5, 1, 1.5, 2])
ACTION = st.tuples(
    st.sampled_from(["Ada", "Ben"]), st.sampled_from(["a0", "a1", "a2", "b1"]),
    st.one_of(POINTS, st.just("ask"), st.just("undo"), st.just("save")),
)  # fmt: skip


@given(st.lists(ACTION, max_size=40), st.randoms())
@settings(max_examples=1000)
def test_no_history_of_two_readers_loses_or_invents_a_mark(history, rng):
    """Two readers mark, ask, undo and save, in any order; their files come in any order, the last ones among them."""
    now: dict[str, dict[str, Mark]] = {"Ada": {}, "Ben": {}}
    files = []
    for when, (reader, ident, what) in enumerate(history):
        if what == "save":
            files.append(marks_file(reader, dict(now[reader]), made=f"2026-{when:04d}"))
        else:
            points = what if isinstance(what, float | int) else None
            now[reader][ident] = Mark(when, points, (), what == "ask")
    files += [marks_file(reader, dict(marks)) for reader, marks in now.items()]
    rng.shuffle(files)
    joined = join(files)
    for ident in ("a0", "a1", "a2", "b1"):
        given = {reader: marks[ident].points for reader, marks in now.items()
                 if ident in marks and marks[ident].points is not None}  # fmt: skip
        asks = {reader for reader, marks in now.items() if ident in marks and marks[ident].ask}
        verdict = joined.verdicts.get(ident)
        assert {reader for reader, _ in verdict.said} == given.keys() | asks if verdict else not given and not asks
        expected = next(iter(given.values())) if len(set(given.values())) == 1 else None
        assert (verdict.points if verdict else None) == expected
    for reader, marks in joined.readers.items():
        assert {ident: mark.points for ident, mark in marks.items() if not mark.ask} == {
            ident: mark.points for ident, mark in now[reader].items() if mark.points is not None
        }


@pytest.mark.parametrize("change", [
    {"format": "x"}, {"marks": []}, {"marks": {"a0": {"points": 3, "comments": [], "when": 1}}}, {"reader": ""},
    {"marks": {"a0": {"points": "2", "comments": [], "when": 1}}}, {"students": None}, {"asked": []},
])  # fmt: skip
def test_a_damaged_file_of_marks_is_refused(tmp_path, change):
    path = tmp_path / "marks.json"
    path.write_text(json.dumps(plain_file({"a0": {"points": 2, "comments": [], "when": 1}}) | change))
    with pytest.raises(InputError, match=r"marks\.json"):
        read_marks(path)


def plain_file(marks, reader="Ada"):
    return {
        "format": FORMAT, "desk": "desk", "made": "2026", "reader": reader, "settles": False, "students": STUDENTS,
        "asked": [{"cell": one.cell, "title": one.title, "points": one.points} for one in ASKED], "comments": {},
        "marks": marks,
    }  # fmt: skip


# ---- the sheet, and a desk from answers


@given(
    st.dictionaries(
        st.sampled_from(sorted({ident for ids in STUDENTS.values() for ident in ids.values()} - {""})), POINTS
    )
)
@settings(max_examples=100)
def test_the_sheet_comes_back_as_it_was(tmp_path_factory, points):
    joined = join([marks_file("Ada", {ident: Mark(1, value) for ident, value in points.items()})])
    text, blank = sheet(joined, SETTINGS.written)
    path = tmp_path_factory.mktemp("sheet") / "written.csv"
    path.write_text(text, encoding="utf-8")
    rows = Gradebook(tuple(Row(student, {}) for student in STUDENTS))
    found, _ = with_written(rows, path, SETTINGS, None)
    for row in found.rows:
        ids = STUDENTS[row.student].values()
        known = all(ident in points or ident == "" for ident in ids)
        assert row.points[SETTINGS.written.id] == (sum(points.get(ident, 0) for ident in ids) if known else None)
        assert (row.student in blank) is not known


def test_an_untouched_answer_is_worth_nothing_and_says_so():
    found = read_answers(join([marks_file("Ada", {})]), "cy")
    assert {read.points for read in found.values()} == {0} and {read.comments for read in found.values()} == {
        (UNTOUCHED,)
    }
    kept = record(join([marks_file("Ada", {"a0": Mark(1, 1, ("why",))})]), SETTINGS.written)
    assert kept["students"]["ben"][CELLS[0]] == {"points": 1, "comments": ["why"], "by": ["Ada"]}


def handed(*texts):
    return tuple(
        Handed(f"s{n}", None if text is None else dict.fromkeys(CELLS, text), "no notebook")
        for n, text in enumerate(texts)
    )


def test_equal_answers_are_read_once_and_untouched_ones_never():
    desk = lay_out(handed("Yes.", "yes", "", "*Your answer here.*", None, "no"), WRITTEN, None, NOW)
    assert all(len(ids) == 2 for ids in desk.order.values())
    assert desk.students["s0"] == desk.students["s1"] and set(desk.students["s2"].values()) == {""} == {
        *desk.students["s3"].values()
    }
    assert desk.students["s4"] == {}


def test_a_page_is_read_again_as_it_was_written(tmp_path):
    desk = lay_out(handed("Yes </script> & <b>", "no"), WRITTEN, None, NOW)
    path = tmp_path / "desk.html"
    path.write_text(desk_page(desk, WRITTEN, SETTINGS), encoding="utf-8")
    before = read_desk(path, SETTINGS)
    assert before is not None and (before.ident, before.order) == (desk.ident, desk.order)
    assert read_desk(tmp_path / "none.html", SETTINGS) is None
    assert path.read_text(encoding="utf-8").count("<script") == 2
    with pytest.raises(InputError, match="something else"):
        read_desk(path, replace(SETTINGS, package="other"))
