"""Gathers what the feedback page draws: what the submission's own code returns for a few public inputs.

Its code is asked in the worker of the public cases, which has seen nothing hidden. What cannot be had is left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from autograder.grading.grade import Curves, Exhibit, Matrix, QuestionResult
from autograder.grading.judge.session import Session
from autograder.lab.hooks import Chart, Picture


def matrices(pictures: Sequence[Picture], session: Session, lab: Any, reference: Any) -> tuple[Exhibit, ...]:
    """The pictures of a submission that can be drawn."""
    found = (_matrix(picture, session, lab, reference) for picture in pictures)
    return tuple(matrix for matrix in found if matrix is not None)


def curves(
    chart: Chart | None, questions: tuple[QuestionResult, ...], fixtures: Mapping[str, Any]
) -> tuple[Exhibit, ...]:
    """The curves that cases have noted, for each question that has some."""
    if chart is None:
        return ()
    exhibits = []
    for question in questions:
        noted = {name: curve for case in question.cases for name, curve in case.curves.items()}
        shown = {title: noted[name] for name, title in chart.curves.items() if name in noted}
        if shown:
            exhibits.append(
                Curves(
                    question.id, shown, chart.title, chart.caption, chart.across, chart.unit, chart.highest,
                    chart.level_name, chart.level(fixtures),
                )
            )  # fmt: skip
    return tuple(exhibits)


def _matrix(picture: Picture, session: Session, lab: Any, reference: Any) -> Matrix | None:
    expected = picture.ask(reference)
    try:
        session.begin_case(picture.question, "picture")
        yours = _numbers(picture.ask(lab), expected.shape)
    except Exception:  # whatever the submission does: the tests say so
        return None
    return Matrix(
        picture.question, picture.call, picture.reading, picture.rows, picture.columns, picture.scale,
        yours, _numbers(expected, expected.shape),
    )  # fmt: skip


def _numbers(values: Tensor, shape: torch.Size) -> tuple[tuple[float, ...], ...]:
    """A matrix as plain numbers; raises `ValueError` for another shape."""
    if values.shape != shape:
        raise ValueError(f"a matrix of shape {tuple(values.shape)}")
    return tuple(map(tuple, values.detach().double().tolist()))
