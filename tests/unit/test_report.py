"""The report's numbers by hand, what becomes of odd results files, names that are hidden, and the tables."""

import csv
import io
import json
import math
from dataclasses import replace

import pytest
from support.lab import LAB, SETTINGS
from support.lazy import lazy

from autograder.cli.main import main
from autograder.course.report.classroom import Classroom, Graded, NotGraded, read_class, student_from
from autograder.course.report.statistics import Bar, discrimination, histogram, interval, spread, summarise
from autograder.grading.grade import Diagnosis, Kind
from autograder.grading.results.schema import CaseOutcome, Results
from autograder.lab.settings import Question

parquet = lazy("pyarrow.parquet")


def results(lost=(), mistakes=(), **extra):
    """A results file's data in which these questions got nothing, for these mistakes."""
    questions = {
        q.id: {
            "score": 0 if q.id in lost else q.points,
            "max_score": q.points,
            "diagnoses": [mistake for mistake in mistakes if mistake.startswith(f"{q.id}/")],
        }
        for q in SETTINGS.questions
    }
    said = {mistake: {"title": f"the title of {mistake}", "hint": "look again"} for mistake in mistakes}
    return {"execution_time": 2.5, "tests": [], "extra_data": {"questions": questions, "diagnoses": said} | extra}


@pytest.fixture
def folder(tmp_path):
    """A class of three as `autograder grade` leaves it, and what else may lie around."""
    for name, data in {
        "ada": results(),
        "ben": results(
            ["mlp"],
            ["mlp/no_relu"],
            figures={"mlp_loss": 2.5, "odd": "high", "nan": math.nan, "large": 10**400, "$x": 1},
        ),
        "=cmd()": results(["mlp", "attention"], ["mlp/no_relu", "attention/no_mask"]),
    }.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(data))
    (tmp_path / "damaged.json").write_text('{"score": 3, ')
    (tmp_path / "class.json").write_text('{"students": []}')
    (tmp_path / "deep.json").write_text("[" * 100_000)
    return tmp_path


def student(name, *points, mistakes=(), **others):
    diagnoses = tuple(Diagnosis(mistake, TITLES.get(mistake, mistake), "why?") for mistake in mistakes)
    return Graded(name, name, dict(zip("abc", points, strict=True)), diagnoses=diagnoses, **others)


TITLES = {"a/never": "it never works"}
# Ten students on three questions of 1, 2 and 4 points.
TEN = tuple(
    student(f"s{number}", *points, mistakes=mistakes)
    for number, (points, mistakes) in enumerate([
        ((1, 2, 4), ()), ((1, 2, 4), ()), ((1, 2, 2), ()), ((1, 1, 2), ("b/half",)), ((1, 2, 0), ()),
        ((0, 2, 0), ("a/never",)), ((0, 1, 0), ("a/never", "b/half")), ((0, 2, 0), ("a/never",)), ((0, 2, 0), ()),
        ((0, 0, 0), ("a/never",)),
    ])
)  # fmt: skip
QUESTIONS = tuple(
    Question(name, name.upper(), points, modules=(name,)) for name, points in (("a", 1), ("b", 2), ("c", 4))
)
CLASS = Classroom("a lab", QUESTIONS, TEN)


def test_scores_of_a_class_of_ten():
    # totals: 7 7 5 4 3 2 1 2 2 0, sum 33; squares of the deviations from 3.3 add up to 161 - 108.9 = 52.1
    found = summarise(CLASS).scores
    assert (found.count, found.mean, found.median, found.lowest, found.highest) == (10, 3.3, 2.5, 0, 7)
    assert found.deviation == pytest.approx(math.sqrt(52.1 / 9))
    assert sum(bar.count for bar in found.bars) == 10
    assert summarise(CLASS).full_marks == 2


def test_difficulty_and_discrimination_of_a_question():
    first, second, third = summarise(CLASS).questions
    assert (first.mean, first.difficulty, first.full, first.none, first.lost, first.explained) == (0.5, 0.5, 5, 5, 5, 4)
    assert (second.mean, second.difficulty, second.lost, second.explained) == (1.6, 0.8, 3, 2)
    assert third.difficulty == pytest.approx(12 / 40)
    # rest of `a`: 6 6 4 3 2 | 2 1 2 2 0: means 4.2 and 1.4, deviation over all ten 1.886796
    point_biserial = (4.2 - 1.4) / 1.886796 * math.sqrt(0.5 * 0.5)
    assert first.discrimination == pytest.approx(point_biserial, abs=1e-5)


def test_discrimination_by_hand_and_where_there_is_none():
    assert discrimination([0, 0, 1, 1], [1, 2, 3, 4]) == pytest.approx(2 / math.sqrt(5))
    assert discrimination([0, 1], [1, 0]) == pytest.approx(-1)
    assert discrimination([1, 1, 1], [1, 2, 3]) is None and discrimination([1, 2, 3], [5, 5, 5]) is None
    assert discrimination([1], [1]) is None
    nine = Classroom("a lab", QUESTIONS, TEN[:9])
    assert all(entry.discrimination is None and entry.interval is None for entry in summarise(nine).questions)


def test_a_discrimination_has_an_interval_that_is_wide_for_a_small_class():
    # by hand: atanh(0.5) = 0.5493; 1.96 / sqrt(25) = 0.392; tanh(0.1573) and tanh(0.9413)
    assert interval(0.5, 28) == pytest.approx((0.156, 0.736), abs=1e-3)
    low, high = interval(0.5, 10)
    assert low < 0 and high > 0.85
    assert interval(-1, 10) == (-1, -1)
    first = summarise(CLASS).questions[0]
    assert first.interval == interval(first.discrimination, 10)


def test_misconceptions_are_ranked_and_know_who():
    first, second = summarise(CLASS).misconceptions
    assert first.diagnosis.title == "it never works" and [s.name for s in first.students] == ["s5", "s6", "s7", "s9"]
    assert second.diagnosis.id == "b/half" and len(second.students) == 2


def test_steps_and_properties_come_after_mistakes_and_are_no_known_mistake():
    step = Diagnosis("a/step:f-1", "the sum", "print it", Kind.STEP)
    others = (replace(entry, diagnoses=(step,)) for entry in TEN[5:])
    found = summarise(replace(CLASS, students=(TEN[3], *others)))
    assert [(entry.diagnosis.id, len(entry.students)) for entry in found.misconceptions] == [
        ("b/half", 1), ("a/step:f-1", 5)
    ]  # fmt: skip
    assert found.questions[0].explained == 0 and TEN[3].mistakes == ("b/half",)


def test_cases_slowest_figures_and_what_was_not_graded():
    def one(name, passed, seconds, points=(1, 2, 4), **others):
        case = CaseOutcome("adds", True, 1, passed)
        return student(name, *points, cases={"a": (case,)}, seconds=seconds, figures={"loss": seconds / 2}, **others)

    failed = NotGraded("f", "f", "the worker ended twice", seconds=99)
    crew = tuple(one(f"s{n}", n % 2 == 0, float(n)) for n in range(7))
    found = summarise(Classroom("a lab", QUESTIONS, (*crew, failed)))
    (rate,) = found.questions[0].cases
    assert (rate.name, rate.hidden, rate.passed) == ("adds", True, pytest.approx(4 / 7))
    assert [s.name for s in found.slowest] == ["s6", "s5", "s4", "s3", "s2"]
    assert (found.figures["loss"].count, found.figures["loss"].median) == (7, 1.5)
    assert found.scores.count == 7
    nothing = summarise(Classroom("a lab", QUESTIONS, (failed,)))
    assert nothing.scores is None and nothing.questions == nothing.misconceptions == ()


def test_bars_are_round_and_hold_everything():
    assert [bar.count for bar in histogram([0, 9.9, 10, 85, 90], 0, 90)] == [2, 1, 0, 0, 0, 0, 0, 0, 2]
    assert histogram([3, 3], 3, 3)[0].count + histogram([3, 3], 3, 3)[-1].count >= 2
    assert spread([2.0]).deviation is None and sum(bar.count for bar in spread([2.0]).bars) == 1
    edges = [(round(bar.low, 6), round(bar.high, 6)) for bar in histogram([2.21, 3.9], 2.21, 3.9)]
    assert edges[0] == (2.2, 2.4) and edges[-1] == (3.8, 4.0)
    assert all(isinstance(bar, Bar) for bar in histogram([1.0], 0, 1))


def test_damaged_and_foreign_files_are_named_and_left_out(folder):
    found = read_class(folder, LAB)
    assert [s.name for s in found.students] == ["=cmd()", "ada", "ben"]
    assert len(found.problems) == 3 and all("left out" in line and "\n" not in line for line in found.problems)
    ben = found.students[2]
    assert (ben.score, ben.mistakes, ben.seconds, ben.figures) == (82, ("mlp/no_relu",), 2.5, {"mlp_loss": 2.5})


def test_a_batch_s_folders_groups_and_failures(tmp_path):
    (tmp_path / "results").mkdir()
    (tmp_path / "feedback").mkdir()
    (tmp_path / "feedback" / "ada.html").touch()
    users = [{"email": "a@x.org", "name": "Ada"}, {"email": "b@x.org", "name": "Ben"}]
    failed = {"name": "cy", "key": "0", "status": "failed", "attempts": 2}
    for name, data in {
        "ada": results(batch={"name": "ada", "key": "0", "status": "graded", "attempts": 1}),
        "pair": results(submission={"users": users}),
        "cy": results(SETTINGS.questions, batch=failed) | {"output": "The worker\nended."},
        "dee": results(SETTINGS.questions, batch={"name": "dee", "status": "empty"}) | {"output": "no package found"},
    }.items():
        (tmp_path / "results" / f"{name}.json").write_text(json.dumps(data))
    found = read_class(tmp_path, LAB)
    assert [s.name for s in found.students] == ["ada", "Ada, Ben", "cy", "dee"]
    assert found.students[0].feedback == tmp_path / "feedback" / "ada.html" and found.students[1].feedback is None
    assert [s.remark for s in found.not_graded] == ["The worker ended.", "no package found"] and found.problems == ()


def test_names_are_made_readable():
    raw = results(batch={"name": "A\nda\u202e\x00\ud800" + "x" * 900})
    odd = student_from(Results.from_json(raw), "key", SETTINGS)
    assert odd.name.startswith("A da���x") and len(odd.name) == 500


def test_an_empty_folder_is_one_sentence(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"autograder: there are no results in {tmp_path}: grade the class first; nothing was written\n"
    )
    assert list(tmp_path.iterdir()) == []
    assert main(["report", str(tmp_path / "nowhere")]) == 2
    assert main(["report", str(tmp_path), "--out", str(tmp_path / "page.csv")]) == 2


def test_tables_next_to_the_page(folder, capsys):
    out = folder / "new" / "class.html"
    assert main(["report", str(folder), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.err.count("left out") == 3 and "3 submissions, 3 files left out" in said.out
    rows = list(csv.DictReader(io.StringIO((folder / "new" / "class.csv").read_text(encoding="utf-8"))))
    assert [row["student"] for row in rows] == ["'=cmd()", "ada", "ben"]
    assert [row["score"] for row in rows] == ["66", "90", "82"] and rows[2]["mlp_loss"] == "2.5"
    table = parquet.read_table(folder / "new" / "class.parquet").to_pydict()
    assert table["student"] == ["=cmd()", "ada", "ben"] and table["mlp_loss"] == [None, None, 2.5]
    assert table["mistakes"][0] == "mlp/no_relu attention/no_mask" and table["attention"] == [0, 16, 16]


def test_pseudonyms_stay_and_newcomers_get_the_next_ones(folder, capsys):
    def numbers():
        assert main(["report", str(folder), "--hide-names"]) == 0
        return dict(reversed(line.split(",")) for line in (folder / "pseudonyms.csv").read_text().splitlines()[1:])

    first = numbers()
    assert sorted(first.values()) == ["1", "2", "3"] and set(first) == {"ada", "ben", "'=cmd()"}
    (folder / "zoe.json").write_text(json.dumps(results()))
    assert numbers() == first | {"zoe": "4"}
    rows = list(csv.DictReader(io.StringIO((folder / "report.csv").read_text())))
    assert [row["student"] for row in rows] == [f"student 00{number}" for number in (1, 2, 3, 4)]
    assert rows[int(first["ben"]) - 1]["score"] == "82"
    (folder / "pseudonyms.csv").write_text("number,results\nfour,ada\n")
    assert main(["report", str(folder)]) == 2 and "delete it" in capsys.readouterr().err
