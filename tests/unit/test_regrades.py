"""What is kept next to results: decisions of people, adjustments, and who moved from one grading to the next."""

import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.lab import IDS, SETTINGS

from autograder.course.desk.sheet import FORMAT
from autograder.course.gradebooks.rows import Gradebook, Row
from autograder.course.regrades.adjustments import Adjustment, change_of, read_adjustments
from autograder.course.regrades.better import keep_better
from autograder.course.regrades.compare import Reason, compare, lines_of, table_of
from autograder.course.regrades.kept import keep, kept_grade, kept_text
from autograder.course.regrades.overrides import PEOPLE, Override, add_override, outdone, read_overrides
from autograder.course.regrades.pages import update_pages, with_words
from autograder.course.regrades.parts import cases_of, hints_of, to_regrade
from autograder.course.regrades.standing import ADJUSTMENT, Standing, read_standing, with_standing
from autograder.grading.grade import CaseResult, Curves, Diagnosis, Grade, Kind, Matrix, QuestionResult
from autograder.grading.results.schema import BatchNote, CaseOutcome, QuestionScore, Results, write_results
from autograder.lib.errors import GradebookError, InputError

QUESTION = SETTINGS.questions[4]
MAXIMA = {question.id: question.points for question in SETTINGS.questions}


def results(points=MAXIMA, cases=None, key="a", **more):
    questions = {name: QuestionScore(value, MAXIMA[name]) for name, value in points.items()}
    batch = BatchNote("ada", key, "graded", 1)
    return Results(sum(points.values()), 90, questions, cases=cases or {}, batch=batch, **more)


def word(student="ada", question=QUESTION.id, points=3.0, reason="the sheet said so", **more):
    return Override(student, question, points, reason, "Tom", "2026-11-27T10:00:00+00:00", **more)


# ---- a person's word


def test_a_word_stands_until_it_is_taken_back(tmp_path):
    add_override(tmp_path, word(points=3, gave=1), SETTINGS)
    add_override(tmp_path, word(points=4, gave=1), SETTINGS)
    assert read_overrides(tmp_path).of("ada")[QUESTION.id].points == 4
    add_override(tmp_path, word(points=None), SETTINGS)
    found = read_overrides(tmp_path)
    assert found.standing() == () and len(found.entries) == 3


@pytest.mark.parametrize(("entry", "said"), [
    (word(question="none"), "no question none"), (word(points=11), "there are 0 to 10"), (word(points=-1), "0 to 10"),
    (word(reason=" "), "say why"), (word(points=None), "no word stands"), (word(points=float("nan")), "0 to 10"),
])  # fmt: skip
def test_a_word_that_cannot_stand_is_refused(tmp_path, entry, said):
    with pytest.raises(InputError, match=said):
        add_override(tmp_path, entry, SETTINGS)
    assert read_overrides(tmp_path).entries == ()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"overrides": [{}]}', '{"overrides": [{"points": "3"}]}', '{"overrides": 1}']
)
def test_a_damaged_file_is_never_taken_for_an_empty_one(tmp_path, text):
    (tmp_path / PEOPLE).mkdir()
    (tmp_path / PEOPLE / "overrides.json").write_text(text)
    with pytest.raises(InputError, match="damaged"):
        add_override(tmp_path, word(), SETTINGS)
    assert (tmp_path / PEOPLE / "overrides.json").read_text() == text


STEP = st.one_of(
    st.tuples(
        st.just("say"), st.sampled_from(["ada", "ben"]), st.sampled_from(IDS[:3]), st.sampled_from([0, 1, 2.5, 6])
    ),
    st.tuples(st.just("back"), st.sampled_from(["ada", "ben"]), st.sampled_from(IDS[:3]), st.none()),
    st.tuples(
        st.just("regrade"), st.sampled_from(["ada", "ben"]), st.sampled_from(IDS[:3]), st.sampled_from([0, 3, 6])
    ),
)


@given(st.lists(STEP, max_size=12))
@settings(max_examples=1000)
def test_no_history_of_words_and_regrades_loses_one(tmp_path_factory, history):
    folder = tmp_path_factory.mktemp("class")
    tests = {student: dict.fromkeys(IDS, 0.0) for student in ("ada", "ben")}
    said = {}
    for what, student, question, points in history:
        if what == "regrade":
            tests[student][question] = points
        elif what == "say":
            add_override(folder, word(student, question, points), SETTINGS)
            said[student, question] = points
        elif (student, question) in said:
            add_override(folder, word(student, question, None), SETTINGS)
            del said[student, question]
    standing = read_standing(folder)
    for student, given_points in tests.items():
        expected = {question: said.get((student, question), value) for question, value in given_points.items()}
        assert standing.points(student, given_points) == expected
    now = {student: results(points) for student, points in tests.items()}
    more = {(s, q) for (s, q), points in said.items() if tests[s][q] > points}
    assert {tuple(line.split(":")[0].split(", ")) for line in outdone(standing.overrides.standing(), now)} == more


def test_a_later_run_that_gives_more_is_named():
    line = outdone([word(points=3)], {"ada": results()})[0]
    assert "ada" in line and "3 points stand" in line and "10 now" in line
    assert outdone([word(points=10)], {"ada": results()}) == [] == outdone([word("gone")], {"ada": results()})


# ---- adjustments


def table(folder, text):
    (folder / PEOPLE).mkdir(exist_ok=True)
    (folder / PEOPLE / "adjustments.csv").write_text(text, encoding="utf-8")


def test_late_days_and_excuses(tmp_path):
    table(tmp_path, 'student,factor,points,reason\nada,0.9,,one late day\nada,,+2,found an error\nben,"0,5",,late\n')
    found = read_adjustments(tmp_path)
    assert [one.text for one in found["ada"]] == ["times 0.9: one late day", "+2 points: found an error"]
    assert change_of(80, found["ada"]) == -6 and change_of(80, found["ben"]) == -40 and change_of(5, ()) == 0
    assert change_of(3, [Adjustment("x", 1, -9, "y")]) == -3


@pytest.mark.parametrize(
    "line", ["ada,x,,late", "ada,0.9,,", ",0.9,,late", "ada,-1,,late", "ada,90,,late", "ada,inf,,late"]
)
def test_a_table_that_cannot_be_trusted_is_refused(tmp_path, line):
    table(tmp_path, f"student,factor,points,reason\n{line}\n")
    with pytest.raises(GradebookError, match="line 2"):
        read_adjustments(tmp_path)


# ---- where they are shown


def written_record(folder, points):
    cells = {"one": {"points": points, "comments": ["Say `why`."], "by": ["Ada"]}}
    (folder / PEOPLE).mkdir(exist_ok=True)
    (folder / PEOPLE / "written.json").write_text(json.dumps({
        "format": FORMAT, "question": "x", "asked": [{"cell": "one", "title": "First", "points": 10}],
        "students": {"ada": cells},
    }))  # fmt: skip


def test_the_export_has_what_people_said(tmp_path):
    add_override(tmp_path, word(points=3, gave=1), SETTINGS)
    table(tmp_path, "student,factor,points,reason\nada,0.5,,very late\n")
    written_record(tmp_path, 8)
    rows = tuple(Row(name, dict(MAXIMA), {QUESTION.id: "✓"}, file=name) for name in ("ada", "ben"))
    book, notes = with_standing(Gradebook(rows), read_standing(tmp_path), SETTINGS)
    ada, ben = book.rows
    assert ada.points[QUESTION.id] == 3 and ada.points[SETTINGS.written.id] == 8 and ada.points[ADJUSTMENT] == -45.5
    assert ada.feedback[QUESTION.id] == "3 points, by Tom (tests gave 1): the sheet said so\n✓"
    assert "Say `why`." in ada.feedback[SETTINGS.written.id] and ada.feedback[ADJUSTMENT] == "times 0.5: very late"
    assert ben.points == {**MAXIMA, SETTINGS.written.id: None, ADJUSTMENT: 0} and len(notes) == 2
    assert with_standing(Gradebook(rows), Standing(), SETTINGS) == (Gradebook(rows), ())


PAGE = '<p class="score"><strong>90</strong> of 90 points</p>\n<main>\n<p>tests</p>\n</main>\n'


def test_feedback_pages_get_it_and_lose_it_again(tmp_path):
    (tmp_path / "feedback").mkdir()
    page = tmp_path / "feedback" / "ada.html"
    page.write_text(PAGE)
    write_results(results(), tmp_path / "results" / "ada.json")
    assert update_pages(tmp_path, read_standing(tmp_path), SETTINGS) == 0
    add_override(tmp_path, word(points=3, reason="<b>&"), SETTINGS)
    written_record(tmp_path, 7.5)
    assert update_pages(tmp_path, read_standing(tmp_path), SETTINGS) == 1
    assert update_pages(tmp_path, read_standing(tmp_path), SETTINGS) == 0
    text = page.read_text()
    assert "<strong>90.5</strong> of 100 points" in text and "&lt;b&gt;&amp;" in text and "7.5 of 10" in text
    assert "Say <code>why</code>." in text
    assert with_words(text, "ada", results(), Standing(), SETTINGS) == PAGE


def test_a_record_that_is_damaged_is_named(tmp_path):
    written_record(tmp_path, "8")
    with pytest.raises(InputError, match=r"written\.json"):
        read_standing(tmp_path)


# ---- who moved


def cases(*passed, points=5):
    names = [f"case {number}" for number in range(len(passed))]
    return {QUESTION.id: tuple(CaseOutcome(name, True, points, each) for name, each in zip(names, passed, strict=True))}


def moved(before, after):
    return compare({"ada": before}, {"ada": after}, SETTINGS).moves


FELL = MAXIMA | {QUESTION.id: 5}


@pytest.mark.parametrize(("before", "after", "reason"), [
    (results(cases=cases(True, True)), results(FELL, cases(True, False), key="b"), Reason.EITHER),
    (results(cases=cases(True, True)), results(FELL, cases(True, False)), Reason.CHANCE),
    (results(cases=cases(True, True)), results(FELL, cases(True), key="b"), Reason.TESTS),
    (results(cases=cases(True, True)), results(FELL, cases(True, True, points=2), key="b"), Reason.TESTS),
    (results(cases=cases(True, True)), results(FELL, cases(True, False), key="b", failure="x"), Reason.FAILED),
])  # fmt: skip
def test_what_kind_of_change_it_was(before, after, reason):
    (move,) = moved(before, after)
    assert (move.question, move.change, move.reason) == (QUESTION.id, -5, reason) and move.cases


@pytest.mark.parametrize(("question", "part", "reason"), [
    (5, cases_of(IDS[4]), Reason.EARLIER), (5, cases_of(IDS[0]), Reason.GRADER), (5, "judge", Reason.GRADER),
    (4, cases_of(IDS[4]), Reason.TESTS),
])  # fmt: skip
def test_the_tests_of_what_a_question_builds_on_are_a_reason(question, part, reason):
    name = IDS[question]
    old, new = (replace(
        results(MAXIMA | {name: points}, key=mark), batch=BatchNote("ada", mark, "graded", 1, {part: mark, "x": "y"})
    ) for points, mark in ((MAXIMA[name], "1"), (0, "2")))  # fmt: skip
    (move,) = moved(old, new)
    assert (move.question, move.reason) == (name, reason)


def test_who_moved_and_by_which_case():
    before = {"ada": results(cases=cases(True, False)), "ben": results(), "old": results()}
    after = {"ada": results(FELL, cases(True, True, False), key="b"), "ben": results(), "new": results()}
    found = compare(before, after, SETTINGS)
    text = "\n".join(lines_of(found, SETTINGS))
    assert f"{QUESTION.id}: 0 up, 1 down" in text and "ada: 10 -> 5 (its tests changed)" in text
    assert "“case 1” passes now (5 points)" in text and "“case 2” is new and fails" in text and "case 0" not in text
    assert "only before: old" in text and "only now: new" in text and "1 of 2 students moved" in text
    assert table_of(found)[1][:5] == ["ada", QUESTION.id, 10, 5, -5]


def test_cases_of_one_name_are_told_apart():
    same = {QUESTION.id: (CaseOutcome("x", True, 1, True), CaseOutcome("x", True, 1, True))}
    other = {QUESTION.id: (CaseOutcome("x", True, 1, True), CaseOutcome("x", True, 1, False))}
    (move,) = moved(results(cases=same), results(cases=other, key="b"))
    assert len(move.cases) == 1 and move.change == 0


def test_another_outcome_with_the_same_points_is_named():
    found = compare({"ada": results(cases=cases(True, False))}, {"ada": results(cases=cases(False, True))}, SETTINGS)
    assert found.moves and not found.moved and "other outcomes, the same points: ada" in lines_of(found, SETTINGS)[0]


def test_the_better_one_is_kept_and_a_person_comes_first(tmp_path):
    before = {"ada": results(), "ben": results(), "cy": results(FELL)}
    after = {"ada": results(FELL, key="b"), "ben": results(FELL, key="b"), "cy": results(key="b")}
    add_override(tmp_path, word("ben", points=1), SETTINGS)
    found = compare(before, after, SETTINGS)
    added = keep_better(tmp_path, found, before, SETTINGS, "the run of Monday", "now")
    assert [(one.student, one.points) for one in added] == [("ada", 10)]
    standing = read_standing(tmp_path)
    assert standing.points("ada", FELL) == MAXIMA and standing.points("ben", FELL)[QUESTION.id] == 1
    assert standing.points("cy", MAXIMA) == MAXIMA
    assert keep_better(tmp_path, found, before, SETTINGS, "again", "now") == []
    assert standing.points("ada", MAXIMA) == MAXIMA and outdone(standing.overrides.standing(), {"ada": results()}) == []


@given(st.lists(st.sampled_from([0, 2.5, 5, 10]), min_size=1, max_size=6))
@settings(max_examples=100)
def test_only_raise_never_gives_less_than_any_run(tmp_path_factory, scores):
    folder = tmp_path_factory.mktemp("class")
    runs = [{"ada": results(MAXIMA | {QUESTION.id: score}, key=str(n))} for n, score in enumerate(scores)]
    for before, after in itertools.pairwise(runs):
        keep_better(folder, compare(before, after, SETTINGS), before, SETTINGS, "a run", "now")
    now = runs[-1]["ada"].questions[QUESTION.id].score
    assert read_standing(folder).points("ada", {QUESTION.id: now}) == {QUESTION.id: max(scores)}


def test_a_word_knows_what_it_is_at_least():
    entry = replace(word(points=3), at_least=True)
    assert (entry.counts(2), entry.counts(5), word(points=3).counts(5)) == (3, 5, 3)


# ---- what is graded again

PARTS = {
    "submission": "s",
    "judge": "j",
    **{cases_of(name): "t" for name in IDS},
    **{hints_of(name): "h" for name in IDS},
}


@pytest.mark.parametrize(("changed", "stale"), [
    ({}, set()), ({cases_of(IDS[0]): "x"}, {IDS[0]}),
    ({cases_of(IDS[0]): "x", hints_of(IDS[1]): "x"}, {IDS[0], IDS[1]}),
    ({"judge": "x"}, None), ({"submission": "x"}, None), ({"data": "new"}, None), ({cases_of("gone"): "x"}, None),
])  # fmt: skip
def test_only_questions_whose_own_parts_changed_are_stale(changed, stale):
    assert to_regrade(PARTS, PARTS | changed, IDS) == stale
    assert to_regrade({}, PARTS, IDS) is None


def test_a_grade_comes_back_as_it_was(tmp_path):
    case = CaseResult("a", 1, True, False, "why", {"loss": 2.5}, {"x": ((0, 1.0), (1, float("inf")))})
    right = CaseResult("b", 1, False, True)
    named = Diagnosis("q/m", "title", "hint", Kind.STEP)
    matrix = Matrix("q", "f(2)", "rows", ("a",), ("b",), (0.0, 1.0), ((1.0,),), ((0.5,),))
    curves = Curves("q", {"x": ((0, 1.0),)}, "t", "c", "steps", "nats", 3.0, "floor", 2.0)
    grade = Grade((QuestionResult("q", "Q", 2, (case, right), ("f",), (named,), "ab"),), 1.5, ("process",), ("n",),
                  (matrix, curves))  # fmt: skip
    keep(tmp_path, "ada", kept_text("key", grade))
    found = kept_grade(tmp_path, "ada", "key")
    assert found == grade and found.questions[0].diagnoses[0].kind is Kind.STEP
    assert kept_grade(tmp_path, "ada", "other") is None is kept_grade(tmp_path, "ben", "key")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": "k"}', '{"key": "k", "grade": {"questions": 3}}'])
def test_a_damaged_grade_is_graded_again(tmp_path, text):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "ada.json").write_text(text)
    assert kept_grade(tmp_path, "ada", "k") is None
