"""What the judge can ask of a worker: every request travels whole, and nothing else is taken for one."""

import pytest
from support.lazy import lazy

requests = lazy("autograder.grading.sandbox.requests")
torch = lazy("torch")
wire = lazy("autograder.grading.sandbox.wire")


def examples():
    """A request of each kind."""
    arguments = [1, "two", (3.0, None)], {"device": wire.Device("meta"), "generator": wire.Seed(4)}
    return [
        requests.Load("module"),
        requests.Constant("module", "VERY_SMALL_NUMBER"),
        requests.Call("module", "function", *arguments),
        requests.Method(wire.Handle(0), "forward", [], {}),
        requests.Probe("gradients", *arguments),
        requests.Substitute("module", ["function"], False),
    ]


def test_there_is_an_example_of_every_kind():
    assert {type(request) for request in examples()} == set(requests.KINDS.values()) == set(requests.NAMES)


def test_a_request_arrives_as_it_was_sent():
    for request in examples():
        assert requests.from_wire(wire.decode(*wire.encode(requests.to_wire(request)))) == request


def test_a_request_with_a_tensor_arrives():
    sent = requests.Call("module", "function", [torch.eye(2)], {})
    arrived = requests.from_wire(wire.decode(*wire.encode(requests.to_wire(sent))))
    assert torch.equal(arrived.args[0], torch.eye(2))


@pytest.mark.parametrize(
    "message",
    [
        None, 3, "load", [], {}, {"kind": "load"}, {"kind": "shell", "module": "os"}, {"module": "mlp"},
        {"kind": "load", "module": "m", "more": 1}, {"kind": "call", "module": "m", "name": "f", "args": []},
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_request_is_refused(message):
    with pytest.raises(wire.WireError):
        requests.from_wire(message)


@pytest.mark.parametrize("packet", [b"", b"[", b"{}", b'{"kind": "Shell"}', b'{"kind": "Stop"}'])
def test_a_packet_that_the_fork_server_does_not_know_is_refused(packet):
    from autograder.grading.sandbox.forkserver.requests import decode

    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(packet)


def test_packets_of_the_fork_server_arrive_as_they_were_sent():
    from autograder.grading.sandbox.forkserver import requests as packets

    for message in (
        packets.StartWorker("/stage", "package", 10.0, 64, True, True), packets.StartHost("/stage", 10.0, 64),
        packets.StartJudge("a.module"), packets.AddMaster(),
        packets.Stop(4), packets.Started(5, ("limits", "user")), packets.Stopped(-9, 1 << 20), packets.Done(),
    ):  # fmt: skip
        assert packets.decode(packets.encode(message)) == message
