"""Assertions that say in a sentence what was expected and what came instead."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

TOLERANCES = {torch.float64: 1e-9, torch.float32: 1e-5, torch.float16: 1e-2, torch.bfloat16: 2e-2}
"""By dtype: how far a float may be off, relative to the largest value it is compared with (at least 1).
About a hundred rounding errors, since sums are taken in different orders by different right code. The dtype of the
expected value decides, so that numbers do not pass because they are coarse."""


def dtype_name(dtype: torch.dtype) -> str:
    """A dtype as sentences name it, such as "float32"."""
    return str(dtype).removeprefix("torch.")


def describe(value: Any) -> str:
    """A value in few words: dtype, shape and the first numbers of a tensor."""
    if isinstance(value, tuple) and any(isinstance(item, Tensor) for item in value):
        return f"a tuple of {', '.join(map(describe, value))}"
    if not isinstance(value, Tensor):
        text = " ".join(repr(value).split())
        return text if len(text) <= 80 else text[:77] + "..."
    kind = f"{dtype_name(value.dtype)} tensor of shape {tuple(value.shape)}"
    if value.numel() == 0 or value.is_meta:
        return kind
    shown = [f"{number:z.4g}" for number in value.detach().flatten()[:6].tolist()]
    return f"{kind} with values {', '.join(shown)}{', ...' if value.numel() > 6 else ''}"


def _a(kind: str) -> str:
    return f"an {kind}" if kind.startswith("int") else f"a {kind}"


def expect_equal(actual: Any, expected: Any, what: str) -> None:
    """Equal and of the same type (a bool is not an int here); of dicts, the first entry that differs is named."""
    if isinstance(actual, dict) and isinstance(expected, dict):
        for key in {**expected, **actual}:
            same = key in actual and key in expected and actual[key] == expected[key]
            found, wanted = (describe(entries[key]) if key in entries else "nothing" for entries in (actual, expected))
            assert same, f"{what} should have {wanted} for {key!r}, but there is {found}"
    assert type(actual) is type(expected) and actual == expected, (
        f"{what} should be {describe(expected)}, but is {describe(actual)}"
    )


def expect_tensor(
    actual: Any, what: str, shape: tuple[int, ...] | None = None, dtype: torch.dtype | None = None
) -> None:
    """A tensor, of this shape and dtype where given."""
    assert isinstance(actual, Tensor), f"{what} should be a tensor, but is {describe(actual)}"
    if shape is not None:
        assert tuple(actual.shape) == tuple(shape), (
            f"{what} should have shape {tuple(shape)}, but is {_a(describe(actual))}"
        )
    if dtype is not None:
        assert actual.dtype == dtype, f"{what} should have dtype {dtype_name(dtype)}, but is {_a(describe(actual))}"


def expect_float(actual: Any, what: str, shape: tuple[int, ...] | None = None) -> None:
    """A tensor of floats, of this shape where given."""
    expect_tensor(actual, what, shape)
    assert actual.is_floating_point(), f"{what} should hold floats, but is {_a(describe(actual))}"


def expect_close(actual: Any, expected: Tensor, what: str) -> None:
    """The same shape, and the same numbers up to the rounding of the expected dtype.

    Another width of float is no mistake here: `expect_tensor` asks for a dtype. Where numbers differ, it is named.
    """
    expect_tensor(actual, what, tuple(expected.shape))
    actual, expected = actual.detach(), expected.detach()
    if expected.is_floating_point():
        expect_float(actual, what)
        same = _within(actual.double(), expected.double(), TOLERANCES[expected.dtype])
    else:
        same = actual == expected
    if same.all():
        return
    where = tuple((~same).nonzero()[0].tolist())
    at = f"at index {list(where)} " if where else ""
    found, wanted = actual[where].item(), expected[where].item()
    should_be = "a number" if wanted != wanted else f"{wanted:z.6g}"  # one output was compared with another one
    width = f" (as {dtype_name(actual.dtype)})" if _is_other_float(actual, expected) else ""
    wrong = int((~same).sum())
    raise AssertionError(
        f"{what}{width}: {at}expected {should_be}, found {found:z.6g} ({wrong} of {same.numel()} differ)"
    )


def _within(actual: Tensor, expected: Tensor, tolerance: float) -> Tensor:
    """Where numbers agree, relative to themselves or to the largest one."""
    finite = expected[expected.isfinite()].abs()
    scale = max(1.0, finite.max().item() if finite.numel() else 1.0)
    return torch.isclose(actual, expected, rtol=tolerance, atol=tolerance * scale)


def _is_other_float(actual: Tensor, expected: Tensor) -> bool:
    return expected.is_floating_point() and actual.dtype != expected.dtype


def expect_raises(kind: str, call: Callable[[], Any], what: str) -> str:
    """`call()` raises an exception of this kind, by the name of its class; returns the exception's text."""
    try:
        value = call()
    except Exception as error:  # in the grader, a proxy for your exception knows the names of its type
        names = getattr(error, "type_names", [base.__name__ for base in type(error).__mro__])
        assert kind in names, f"{what} should raise {kind}, but raised {error!r}"
        return getattr(error, "message", str(error))
    raise AssertionError(f"{what} should raise {kind}, but returned {describe(value)}")
