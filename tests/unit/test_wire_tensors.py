"""A tensor crosses the wire bit by bit, however its numbers lie in memory."""

import pytest
from support.lazy import lazy

np = lazy("numpy")
torch = lazy("torch")
wire = lazy("autograder.grading.sandbox.wire")

DTYPES = """
float64 float32 float16 bfloat16 int64 int32 int16 int8 uint8 bool
""".split()


def numbers(dtype):
    """Twelve numbers of a dtype: (3, 4)"""
    values = torch.tensor([0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 127]).reshape(3, 4)
    return values.to(getattr(torch, dtype)) if dtype != "bool" else values % 3 == 0


def from_numpy(x):
    """The same numbers as an array of NumPy lends them; it has no bfloat16."""
    return x if x.dtype == torch.bfloat16 else torch.from_numpy(x.numpy())


def negated_lazily(x):
    """A view whose sign is changed when it is read; only floats have it."""
    return torch.complex(x.float(), x.float()).conj().imag if x.dtype == torch.float32 else x


def made_in_inference_mode(x):
    with torch.inference_mode():
        return x.clone()


def of_a_subclass(x):
    class Mine(torch.Tensor):
        @classmethod
        def __torch_function__(cls, func, types, args=(), kwargs=None):
            raise TypeError("not for you")

    return x.as_subclass(Mine)


LAYOUTS = {
    "contiguous": lambda x: x,
    "transposed": lambda x: x.T,
    "stepped": lambda x: x[::2, 1::2],
    "expanded": lambda x: x[:, :1].expand(3, 7),
    "a scalar expanded": lambda x: x[1, 1].expand(2, 2),
    "from an offset": lambda x: x[1:, 2:],
    "overlapping": lambda x: x.flatten().unfold(0, 4, 1),
    "strides of 0": lambda x: x.as_strided((2, 3), (0, 1)),
    "channels last": lambda x: x.reshape(1, 3, 2, 2).contiguous(memory_format=torch.channels_last),
    "one element of a transposed matrix": lambda x: x.T[1:2, 1:2],
    "one element of odd strides": lambda x: x.as_strided((1, 1, 1), (5, 0, 3)),
    "one element of stride 0": lambda x: x.as_strided((1,), (0,)),
    "a 0-dim tensor": lambda x: x[2, 3],
    "no elements": lambda x: x[:0],
    "no elements of stride 0": lambda x: x.as_strided((0,), (0,)),
    "no elements in the middle": lambda x: x.as_strided((2, 0, 3), (7, 5, 0)),
    "from NumPy": from_numpy,
    "transposed, from NumPy": lambda x: from_numpy(x).T,
    "a negated view": negated_lazily,
    "inference": made_in_inference_mode,
    "a subclass": of_a_subclass,
    "a Parameter": lambda x: torch.nn.Parameter(x, requires_grad=x.is_floating_point()),
    "with a history": lambda x: x.clone().requires_grad_() * 1 if x.is_floating_point() else x,
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_tensor_of_any_layout_arrives_bit_by_bit(layout, dtype):
    sent = LAYOUTS[layout](numbers(dtype))
    arrived = wire.decode(*wire.encode(sent))
    expected = LAYOUTS[layout if layout != "a subclass" else "contiguous"](numbers(dtype)).detach()
    assert (arrived.dtype, arrived.shape) == (expected.dtype, expected.shape)
    assert arrived.is_contiguous() and not arrived.requires_grad and type(arrived) is torch.Tensor
    assert arrived.tolist() == expected.tolist()


def test_nan_infinity_and_the_sign_of_zero_keep_their_bits():
    sent = torch.tensor([float("nan"), float("inf"), float("-inf"), -0.0, 1e-45])
    assert torch.equal(wire.decode(*wire.encode(sent)).view(torch.int32), sent.view(torch.int32))


def test_an_empty_array_of_numpy_has_strides_of_its_own_and_arrives():
    codes = np.array([], dtype=np.int64)
    for array in (codes, codes[codes < 5], codes[::2], np.array([[1, 2]])[:, :0].T):
        arrived = wire.decode(*wire.encode(torch.from_numpy(array)))
        assert arrived.dtype == torch.int64 and arrived.shape == array.shape


def test_what_a_submission_sets_as_default_changes_nothing():
    torch.set_default_device("meta")
    torch.set_default_dtype(torch.float64)
    try:
        arrived = wire.decode(*wire.encode(torch.ones(2, dtype=torch.float32, device="cpu")))
    finally:
        torch.set_default_device(None)
        torch.set_default_dtype(torch.float32)
    assert arrived.tolist() == [1, 1] and arrived.dtype == torch.float32


def leftover_of_vmap():
    left = []
    torch.vmap(lambda row: left.append(row) or row)(torch.ones(2, 3))
    return left[0]


class Unreadable(list):
    def __iter__(self):
        raise OSError("no")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: torch.ones(2).to_sparse(), "a torch.sparse_coo tensor cannot be sent"),
        (lambda: torch.nested.nested_tensor([torch.ones(2)], layout=torch.jagged), "a nested tensor cannot be sent"),
        (lambda: torch.ones(2, dtype=torch.complex64), "a tensor of complex64 cannot be sent"),
        (lambda: torch.empty(2, dtype=torch.quint8), "a tensor of quint8 cannot be sent"),
        (lambda: torch.ones(1).expand(1 << 40), "is too large"),
        (leftover_of_vmap, "a value that cannot be read"),
        (lambda: Unreadable([1]), "a value that cannot be read"),
        (lambda: 10**5000, "a value that cannot be read"),
    ],
)
def test_what_cannot_travel_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(wire.WireError, match=sentence):
        wire.encode(make())
