"""The wire carries values whole, and turns everything else into `WireError`."""

import contextlib
import json
import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.lazy import lazy

torch = lazy("torch")
wire = lazy("autograder.grading.sandbox.wire")


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    yield wire.Channel(ours), wire.Channel(theirs)
    ours.close()
    theirs.close()


def same(a, b):
    if isinstance(a, torch.Tensor):
        return a.dtype == b.dtype and a.shape == b.shape and a.tolist() == b.tolist()
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b


def values():
    """Values of every kind that can travel."""
    return [
        None, True, 3, -0.5, "naïve 🙂", b"bytes", [], (1, [2, "3"]), {"a": 1, "b": [None]},
        wire.Handle(4), wire.Device("meta"), wire.Seed(7),
        torch.zeros(0), torch.tensor(3.5), torch.arange(6).reshape(2, 3).T, torch.tensor([True, False]),
        torch.ones(2, dtype=torch.bfloat16), torch.zeros(3, 0, 2, dtype=torch.int64),
    ]  # fmt: skip


def test_a_value_arrives_as_it_was_sent():
    for value in values():
        assert same(wire.decode(*wire.encode(value)), value), value


def test_a_tensor_on_meta_arrives_without_data():
    arrived = wire.decode(*wire.encode(torch.empty(2, 3, device="meta")))
    assert arrived.is_meta and arrived.shape == (2, 3)


def test_a_tensor_that_needs_gradients_arrives_as_plain_data():
    assert not wire.decode(*wire.encode(torch.nn.Parameter(torch.ones(2)))).requires_grad


def test_what_cannot_travel_is_refused_by_the_sender():
    for value in (object(), {1}, torch.ones(2).to_sparse(), torch.ones(1, dtype=torch.cfloat)):
        with pytest.raises(wire.WireError):
            wire.encode(value)


def test_deep_nesting_is_refused():
    value = []
    for _ in range(wire.MAX_DEPTH + 1):
        value = [value]
    with pytest.raises(wire.WireError, match="nested"):
        wire.encode(value)


@pytest.mark.parametrize(
    ("tree", "payload"),
    [
        ([1, 2], b""),
        ({"unknown": 1}, b""),
        ({"tensor": {"dtype": "float32", "shape": [2], "meta": False}}, b"1234"),
        ({"tensor": {"dtype": "float32", "shape": [-1], "meta": False}}, b"1234"),
        ({"tensor": {"dtype": "qint8", "shape": [1], "meta": False}}, b"1"),
        ({"tensor": {"dtype": "float32", "shape": [1 << 40], "meta": True}}, b""),
        ({"tensor": {"dtype": "float32", "shape": [1 << 40, 0], "meta": False}}, b""),
        ({"tensor": {"dtype": "float32", "shape": [1] * 99, "meta": True}}, b""),
        ({"tensor": 5}, b""),
        ({"bytes": -1}, b""),
        ({"handle": "0"}, b""),
        ({"dict": [["a"]]}, b""),
        ({"dict": [[["a"], 1]]}, b""),
        (None, b"left over"),
    ],
)
def test_a_malformed_message_is_refused_by_the_receiver(tree, payload):
    with pytest.raises(wire.WireError):
        wire.decode(json.dumps(tree).encode(), payload)


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_random_bytes_never_raise_anything_else(header, payload):
    with contextlib.suppress(wire.WireError):
        wire.decode(header, payload)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["tensor", "dtype", "shape", "meta", "list", "tuple", "dict", "bytes", "handle", "seed"]),
            inner | st.just("float32"),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values, st.binary(max_size=40))
def test_forged_headers_never_raise_anything_else(tree, payload):
    with contextlib.suppress(wire.WireError):
        wire.decode(json.dumps(tree).encode(), payload)


def test_a_bool_is_true_or_false_whatever_its_byte():
    header = json.dumps({"tensor": {"dtype": "bool", "shape": [3], "meta": False}}).encode()
    assert wire.decode(header, bytes([0, 1, 255])).int().tolist() == [0, 1, 1]


def test_messages_follow_each_other(pair):
    a, b = pair
    a.send([1, torch.ones(2)])
    a.send("next")
    assert same(b.receive(wire.TimeLimit(5)), [1, torch.ones(2)])
    assert b.receive(wire.TimeLimit(5)) == "next"


def test_a_silent_peer_is_a_timeout_and_a_closed_one_an_error(pair):
    a, b = pair
    with pytest.raises(wire.WireTimeout):
        b.receive(wire.TimeLimit(0.01))
    a.close()
    with pytest.raises(wire.WireError, match="closed"):
        b.receive(wire.TimeLimit(5))


def test_seconds_without_a_core_do_not_count_up_to_a_tenfold(monkeypatch):
    clock, lost = [0.0], [0.0]
    monkeypatch.setattr(wire.time, "monotonic", lambda: clock[0])
    limit = wire.TimeLimit(5, lambda: lost[0], began=0.0)
    clock[0] = 5.5
    assert limit.left() == 0
    lost[0] = 2.0
    assert limit.left() == 1.5
    lost[0], clock[0] = 1000.0, 49.0
    assert limit.left() == 1
    clock[0] = 51.0
    assert limit.left() == 0


def test_what_has_come_is_taken_where_one_is_late_to_look(pair):
    a, b = pair
    a.send("in time")
    assert b.receive(wire.TimeLimit(0)) == "in time"
    a.connection.sendall(struct.pack(">I", 2))
    with pytest.raises(wire.WireTimeout):
        b.receive(wire.TimeLimit(0))


def test_an_announced_flood_is_refused_before_it_is_read(pair):
    a, b = pair
    a.connection.sendall(struct.pack(">II", 2, 0xFFFFFFFF))
    with pytest.raises(wire.WireError, match="too large"):
        b.receive(wire.TimeLimit(5))
