"""Statistics of a class: the spread of scores, the difficulty of questions, the mistakes that were made."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from autograder.course.report.classroom import Classroom, Graded, question_of
from autograder.course.report.groups import Groups, groups_of, is_named
from autograder.grading.grade import Diagnosis
from autograder.lab.settings import Question

SMALLEST_CLASS = 10
"""With fewer submissions a correlation says nothing."""
COVERAGE = 0.95
"""How sure the interval of a correlation is."""
N_SLOWEST = 5
MOST_BARS = 10


@dataclass(frozen=True)
class Bar:
    """How many values are at least `low` and below `high`; the last bar of a histogram includes `high`."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Spread:
    """How numbers are spread; `deviation` is that of a sample, None for a single number."""

    count: int
    mean: float
    median: float
    deviation: float | None
    lowest: float
    highest: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class CaseRate:
    """What share of the class passed a test case, from 0 to 1."""

    name: str
    hidden: bool
    points: float
    passed: float


@dataclass(frozen=True)
class QuestionStatistics:
    """One question over the class.

    `difficulty` is the mean share of its points, from 0 (nobody has any) to 1 (everybody has all). `discrimination` is
    what the function of that name returns, and `interval` its lower and upper limit. `full` students have all points
    and `none` have no points. `lost` have lost points, and `explained` of these have a mistake with a name.
    """

    question: Question
    mean: float
    difficulty: float
    discrimination: float | None
    interval: tuple[float, float] | None
    full: int
    none: int
    lost: int
    explained: int
    cases: tuple[CaseRate, ...]


@dataclass(frozen=True)
class Misconception:
    """A mistake, or what else was diagnosed, and in whose work."""

    diagnosis: Diagnosis
    students: tuple[Graded, ...]

    @property
    def question(self) -> str:
        """The id of the question that it belongs to."""
        return question_of(self.diagnosis)

    @property
    def is_mistake(self) -> bool:
        """Whether it has a name, as those of the catalogue do."""
        return self.diagnosis.names_a_mistake


@dataclass(frozen=True)
class Statistics:
    """The statistics of a class; `scores` is None where nothing was graded.

    `figures` are by the name under which they were measured.
    """

    scores: Spread | None
    full_marks: int
    questions: tuple[QuestionStatistics, ...]
    misconceptions: tuple[Misconception, ...]
    nameless: Groups
    slowest: tuple[Graded, ...]
    figures: dict[str, Spread]


def summarise(classroom: Classroom) -> Statistics:
    """The statistics of a class; submissions that could not be graded count in none of them."""
    graded = classroom.graded
    timed = [(student.seconds, student) for student in graded if student.seconds is not None]
    slowest = sorted(timed, key=lambda pair: -pair[0])[:N_SLOWEST]
    names = sorted({name for student in graded for name in student.figures})
    return Statistics(
        spread([student.score for student in graded], (0, classroom.max_score)) if graded else None,
        sum(student.score == classroom.max_score for student in graded),
        tuple(of_question(question, classroom) for question in classroom.questions) if graded else (),
        misconceptions(classroom),
        groups_of(classroom),
        tuple(student for _, student in slowest),
        {name: spread([s.figures[name] for s in graded if name in s.figures]) for name in names},
    )


def spread(values: Sequence[float], limits: tuple[float, float] | None = None) -> Spread:
    """How one or more numbers are spread; the bars reach over `limits`, or else over the numbers."""
    low, high = limits or (min(values), max(values))
    return Spread(
        len(values),
        float(np.mean(values)),
        float(np.median(values)),
        float(np.std(values, ddof=1)) if len(values) > 1 else None,
        min(values),
        max(values),
        histogram(values, low, high),
    )


def histogram(values: Sequence[float], low: float, high: float) -> tuple[Bar, ...]:
    """At most `MOST_BARS` bars of a round width (1, 2 or 5 times a power of ten) from `low` to `high`."""
    reach = max(high - low, 1e-3)
    power = 10.0 ** np.floor(np.log10(reach / MOST_BARS))
    width = next(power * step for step in (1, 2, 5, 10, 20) if reach <= power * step * (MOST_BARS - 1) + 1e-12)
    first, last = np.floor(low / width + 1e-9), np.ceil(high / width - 1e-9)
    edges = np.arange(first, max(last, first + 1) + 1) * width
    counts, _ = np.histogram(np.clip(values, edges[0], edges[-1]), edges)
    return tuple(Bar(float(edges[i]), float(edges[i + 1]), int(count)) for i, count in enumerate(counts))


def of_question(question: Question, classroom: Classroom) -> QuestionStatistics:
    """One question over all graded submissions, of which there is at least one."""
    graded = classroom.graded
    points = [student.points[question.id] for student in graded]
    rest = [student.score - student.points[question.id] for student in graded]
    losers = [student for student in graded if student.points[question.id] < question.points]
    known = [student for student in losers if is_named(student, question.id)]
    correlation = discrimination(points, rest) if len(graded) >= SMALLEST_CLASS else None
    return QuestionStatistics(
        question,
        float(np.mean(points)),
        float(np.mean(points)) / question.points,
        correlation,
        None if correlation is None else interval(correlation, len(graded)),
        full=len(graded) - len(losers),
        none=points.count(0),
        lost=len(losers),
        explained=len(known),
        cases=case_rates(question, graded),
    )


def discrimination(points: Sequence[float], rest: Sequence[float]) -> float | None:
    """The corrected item-total correlation of a question: Pearson's r of its points with the points of the other ones.

    Where a question is all or nothing, this is the point-biserial correlation with the rest score (Lord and Novick,
    Statistical Theories of Mental Test Scores, 1968). Its own points are left out of the total, since it
    would correlate with them. None where all students have the same in either, or there is only one.
    """
    if len(points) < 2 or np.ptp(points) == 0 or np.ptp(rest) == 0:
        return None
    return float(np.corrcoef(points, rest)[0, 1])


def interval(correlation: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a correlation of `count` pairs, at least four: lower and upper limit.

    By Fisher's transformation: the inverse hyperbolic tangent of a correlation has a standard error of about
    1 / sqrt(count - 3). This supposes that points are spread normally, which they are only roughly.
    """
    if abs(correlation) >= 1:
        return correlation, correlation
    reach = NormalDist().inv_cdf((1 + COVERAGE) / 2) / math.sqrt(count - 3)
    low, high = (math.exp(2 * (math.atanh(correlation) + way * reach)) for way in (-1, 1))
    return (low - 1) / (low + 1), (high - 1) / (high + 1)


def case_rates(question: Question, graded: tuple[Graded, ...]) -> tuple[CaseRate, ...]:
    """The share that passed each case, of those whose results have it."""
    found: dict[tuple[str, bool, float], list[bool]] = {}
    for student in graded:
        for case in student.cases.get(question.id, ()):
            found.setdefault((case.name, case.hidden, case.points), []).append(case.passed)
    return tuple(CaseRate(*case, sum(passed) / len(passed)) for case, passed in found.items())


def misconceptions(classroom: Classroom) -> tuple[Misconception, ...]:
    """What was diagnosed: mistakes first, the commonest first, and in the order of the questions where equally common.

    A diagnosis is shown as the first student read it: the hints of others may have other numbers in them.
    """
    order = [question.id for question in classroom.questions]
    said: dict[str, Diagnosis] = {}
    found: dict[str, list[Graded]] = {}
    for student in classroom.graded:
        for diagnosis in student.diagnoses:
            said.setdefault(diagnosis.id, diagnosis)
            found.setdefault(diagnosis.id, []).append(student)

    def rank(entry: Misconception) -> tuple[bool, int, int, str]:
        place = order.index(entry.question) if entry.question in order else len(order)
        return (not entry.is_mistake, -len(entry.students), place, entry.diagnosis.id)

    return tuple(sorted((Misconception(said[name], tuple(who)) for name, who in found.items()), key=rank))
