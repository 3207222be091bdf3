"""The results file: whatever is written is read again as it was, and nothing that is read makes the reader fail."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.grade import CaseResult, Diagnosis, Grade, Kind, QuestionResult
from autograder.grading.results.schema import (
    BatchNote,
    CaseOutcome,
    LeaderboardEntry,
    QuestionScore,
    Results,
    ShownTest,
    SubmissionNote,
    User,
    read_results,
    results_files,
    results_of,
    student_of,
    write_results,
)
from autograder.lib.errors import ResultsError

texts = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
points = st.integers(0, 20) | st.floats(0, 20).map(lambda value: round(value, 2))
diagnoses = st.builds(Diagnosis, names, texts.filter(bool), texts, st.sampled_from(Kind))
tests_ = st.builds(
    ShownTest, texts, names, points, points, texts, st.sampled_from(["visible", "hidden"]),
    st.sampled_from(["passed", "failed"]), st.lists(texts, max_size=2).map(tuple),
) | st.builds(ShownTest, texts, names, points, points, texts)  # fmt: skip
notes = st.builds(
    SubmissionNote,
    st.lists(st.builds(User, st.none() | names, st.none() | texts, st.none() | texts)).map(tuple),
    st.none(),
    st.none() | texts,
    st.none(),
    st.none() | st.booleans(),
    st.none() | st.integers(0, 9),
).filter(lambda note: all(user != User() for user in note.users) and note.users)
results = st.builds(
    Results,
    score=points,
    max_score=points,
    questions=st.dictionaries(
        names, st.builds(QuestionScore, points, points, st.lists(names, max_size=2).map(tuple), st.just("") | names),
        max_size=3
    ),
    tests=st.lists(tests_, max_size=3).map(tuple),
    execution_time=st.none() | points,
    output=texts,
    isolation=st.lists(names, max_size=3).map(tuple),
    figures=st.dictionaries(names, points, max_size=2),
    diagnoses=st.lists(diagnoses, max_size=2).map(lambda found: {each.id: each for each in found}),
    cases=st.dictionaries(
        names, st.lists(st.builds(CaseOutcome, texts, st.booleans(), points, st.booleans()), max_size=2).map(tuple),
        max_size=2,
    ),
    batch=st.none() | st.builds(BatchNote, texts, names, names, st.integers(0, 3)),
    submission=st.none() | notes | st.builds(
        SubmissionNote, st.just(()), st.none() | names, st.none() | texts, st.integers(0, 9), not_run=texts
    ),
    versions=st.dictionaries(names, names, max_size=2),
    output_format=st.sampled_from(["", "md"]),
    stdout_visibility=st.sampled_from(["", "hidden"]),
    leaderboard=st.lists(st.builds(LeaderboardEntry, texts, points, st.sampled_from(["asc", "desc"])), max_size=1).map(
        tuple
    ),
)  # fmt: skip


@given(results)
@settings(max_examples=80)
def test_what_is_written_is_read_again_as_it_was(written):
    text = json.dumps(written.to_json(), ensure_ascii=False)
    assert Results.from_json(json.loads(text)) == written


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)
PARTS = ("score", "execution_time", "output", "tests", "extra_data", "leaderboard", "stdout_visibility")
EXTRA = ("max_score", "isolation", "figures", "questions", "diagnoses", "cases", "batch", "submission")


@settings(max_examples=100)
@given(
    st.dictionaries(st.sampled_from(PARTS), anything),
    st.dictionaries(st.sampled_from(EXTRA), anything),
)
def test_odd_files_are_read_or_refused_in_a_sentence(raw, extra):
    try:
        found = Results.from_json(raw | {"extra_data": {"questions": {}} | extra})
    except ResultsError as error:
        assert str(error) and "\n" not in str(error)
    else:
        json.dumps(found.to_json())


@pytest.mark.parametrize(
    "text", ["", "[]", "3", "{}", '{"extra_data": {}}', '{"extra_data": {"questions": 1}}', "\x00"]
)
def test_what_is_no_results_file_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(ResultsError):
        read_results(tmp_path / "a.json")


def test_a_grade_is_written_and_read(tmp_path):
    case = CaseResult("a case", 3, True, True, figures={"loss": 1.5})
    failed = CaseResult("another", 5, False, False, "it should be 1, but is 2")
    mistake = Diagnosis("mlp/odd", "it is odd", "Look.", Kind.STEP)
    question = QuestionResult("mlp", "The MLP", 8, (case, failed), ("make_it",), (mistake,), "3fa9c1d20b7e")
    grade = Grade((question,), 2.499, ("process", "limits"), ("a note",))
    write_results(results_of(grade), tmp_path / "results.json")
    found = read_results(tmp_path / "results.json")
    assert (found.score, found.max_score, found.execution_time, found.output) == (3, 8, 2.5, "a note")
    assert found.questions == {"mlp": QuestionScore(3, 8, ("mlp/odd",), "3fa9c1d20b7e")} and found.figures == {
        "loss": 1.5
    }
    assert found.diagnoses == {"mlp/odd": mistake} and found.isolation == ("process", "limits")
    assert found.cases["mlp"] == (CaseOutcome("a case", True, 3, True), CaseOutcome("another", False, 5, False))
    (shown,) = found.tests
    assert (shown.status, shown.tags) == ("failed", ("carried forward",)) and "it should be 1" in shown.output


def test_results_files_are_found_and_named_after_students(tmp_path):
    for name in ("ada.json", "ben/results.json", "ben/other.json", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = results_files([tmp_path, tmp_path / "ada.json"])
    assert [student_of(path) for path in found] == ["ada", "ben"]
