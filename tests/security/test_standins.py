"""Stand-ins: what the reference's process answers is what its code would have given, and none of its code is elsewhere.

Most tests have both ends in this process, and let every message travel as it does between two.
"""

import contextlib
import copy
import json
import textwrap
import types
from pathlib import Path

import pytest
from support.lab import LAB, SETTINGS, with_files
from support.lazy import lazy

import autograder.grading.sandbox

cases = lazy("autograder.grading.cases.case")
elsewhere = lazy("checks.elsewhere")
hosts = lazy("autograder.grading.sandbox.standins.host")
judge_standins = lazy("autograder.grading.judge.standins")
nn = lazy("torch.nn")
peers = lazy("autograder.grading.sandbox.standins.peer")
probes = lazy("autograder.grading.cases.reference")
requests = lazy("autograder.grading.sandbox.requests")
sessions = lazy("autograder.grading.judge.session")
stages = lazy("autograder.grading.judge.stage")
student_errors = lazy("autograder.grading.cases.student_errors")
stubs = lazy("autograder.grading.sandbox.standins.stubs")
torch = lazy("torch")
values = lazy("autograder.grading.sandbox.standins.values")
views = lazy("autograder.grading.judge.views")
wire = lazy("autograder.grading.sandbox.wire")

PARTS = textwrap.dedent("""
    import random
    import torch
    from torch import Tensor, nn
    from torch.nn import functional as F

    SIZE, NAMES = 7, ("a", "b")

    class Refused(ValueError):
        pass

    def double(x, *, times=2, device=None):
        if times > 10:
            raise Refused(f"{times} is too much")
        return times * x

    def both(pair, more):
        return {"sum": pair[0] + pair[1], "more": [more[key] for key in more], 3: (pair[0] > 0, None)}

    def draw(n, generator=None):
        return torch.rand(n, generator=generator)

    def add_one(x):
        x += 1

    def detached(x):
        return x.detach() * 2, x * 3

    def a_model(n):
        return Part(n)

    def a_set():
        return {1, 2}

    def secret():
        return 42

    class Inner(nn.Module):
        def __init__(self, n):
            super().__init__()
            self.linear = nn.Linear(n, n, bias=False)
            self.dropout = nn.Dropout(0.5)

        def forward(self, x):
            return self.dropout(self.linear(x))

    class Part(nn.Module):
        KIND = "part"

        def __init__(self, n, depth=2):
            super().__init__()
            self.n = n
            self.embed = nn.Embedding(5, n)
            self.inner = nn.ModuleList(Inner(n) for _ in range(depth))
            self.norm = nn.BatchNorm1d(n)
            self.last = nn.Sequential(nn.LayerNorm(n), nn.ReLU(), nn.Linear(n, 5, bias=False))
            self.last[2].weight = self.embed.weight
            self.scale = nn.Parameter(torch.ones(n, dtype=torch.float64).float())
            self.helper = lambda x: x

        @property
        def n_parameters(self):
            return sum(parameter.numel() for parameter in self.parameters())

        def weights(self, ids, *, sharp=1.0):
            return torch.softmax(sharp * self.embed(ids), -1)

        def forward(self, ids):
            x = self.embed(ids)
            for inner in self.inner:
                x = x + inner(x)
            return self.last(self.norm(x) * self.scale)

    class Chain(nn.Sequential):
        def __init__(self):
            super().__init__(nn.Linear(2, 3), nn.Tanh())
""")
NAMES = "double both draw add_one detached a_model a_set Part Chain SIZE".split()


class BothEnds:
    """A channel whose other end is a host in this process."""

    def __init__(self, host):
        self.host, self.reply, self.sent = host, None, []

    def send(self, value, seconds=None):
        travelled = wire.decode(*wire.encode(value))
        self.sent.append(wire.encode(value))
        content, tensors = self.host.answer(json.loads(travelled["content"]), travelled["tensors"])
        self.reply = wire.encode({"content": json.dumps(content).encode(), "tensors": list(tensors)})

    def receive(self, seconds=None):
        return wire.decode(*self.reply)


@pytest.fixture
def ours(monkeypatch):
    """The reference itself, as a module that can be imported."""
    package, module = types.ModuleType("ours"), types.ModuleType("ours.parts")
    monkeypatch.setitem(__import__("sys").modules, "ours", package)
    monkeypatch.setitem(__import__("sys").modules, "ours.parts", module)
    exec(PARTS, module.__dict__)
    return module


@pytest.fixture
def host(ours):
    return hosts.Host("ours", [requests.Substitute("parts", NAMES, whole=True)])


@pytest.fixture
def made(host):
    return stubs.Stubs(peers.Peer(BothEnds(host)), "ours")


@pytest.fixture
def parts(made):
    """Stand-ins for everything that is provided."""
    return types.SimpleNamespace(**{name: made.stub("parts", name) for name in NAMES})


def twins(parts, ours, seed=0, name="Part", *args):
    """A stand-in and a model of the reference, with the same random numbers."""
    made = []
    for each in (parts, ours):
        torch.manual_seed(seed)
        made.append(getattr(each, name)(*args or (4,)))
    return made


def test_functions_give_what_the_reference_gives(parts):
    x = torch.arange(3.0)
    assert torch.equal(parts.double(x, times=3), 3 * x)
    answer = parts.both((x, x), {"key": 1.5, "other": [None, "text", 1 + 1]})
    assert torch.equal(answer["sum"], 2 * x)
    assert answer["more"] == [1.5, [None, "text", 2]]
    assert answer[3][0].dtype == torch.bool
    assert parts.SIZE == 7
    assert parts.double(3, device=torch.device("cpu")) == 6
    assert parts.double.__name__ == "double"


def test_exceptions_have_their_type_and_text(parts, ours):
    with pytest.raises(ours.Refused, match=r"^11 is too much$"):
        parts.double(1, times=11)
    with pytest.raises(TypeError, match="unexpected keyword argument 'wrong'"):
        parts.double(1, wrong=1)


def test_where_an_exception_of_the_reference_is_unknown_it_is_of_the_type_below(parts, ours, monkeypatch):
    kind = ours.Refused
    kind.__module__ = "nowhere"
    with pytest.raises(ValueError, match="too much") as caught:
        parts.double(1, times=11)
    assert type(caught.value) is ValueError


def test_gradients_flow_through_functions_and_stop_where_the_reference_stops_them(parts):
    x = torch.arange(3.0, requires_grad=True)
    (parts.double(x, times=3) ** 2).sum().backward()
    assert torch.equal(x.grad, 18 * x.detach())
    stopped, flowing = parts.detached(x)
    assert not stopped.requires_grad
    assert flowing.requires_grad
    first, second = flowing.sum(), (2 * flowing).sum()
    x.grad = None
    first.backward(retain_graph=True)
    second.backward()
    assert torch.equal(x.grad, torch.full((3,), 9.0))
    with torch.no_grad():
        assert not parts.double(x).requires_grad


def test_random_numbers_are_those_of_the_caller(parts, ours):
    torch.manual_seed(3)
    first, after = parts.draw(2), torch.rand(1)
    torch.manual_seed(3)
    assert torch.equal(first, torch.rand(2))
    assert torch.equal(after, torch.rand(1))
    generators = [torch.Generator().manual_seed(5) for _ in range(2)]
    for _ in range(2):
        assert torch.equal(parts.draw(4, generators[0]), ours.draw(4, generators[1]))


def test_what_the_reference_changes_in_place_is_changed(parts):
    x = torch.zeros(2)
    assert parts.add_one(x) is None
    assert torch.equal(x, torch.ones(2))


def test_what_cannot_travel_is_named(parts):
    with pytest.raises(TypeError, match="a set cannot be sent"):
        parts.a_set()
    with pytest.raises(TypeError, match="a function cannot be sent"):
        parts.double(lambda: 1)
    with pytest.raises(TypeError, match="cannot be sent"):
        parts.double(torch.ones(2).to_sparse())
    assert parts.double(2) == 4


def test_a_model_has_the_layers_of_the_reference(parts, ours):
    model, right = twins(parts, ours)
    assert isinstance(model, parts.Part)
    assert model.n == 4
    assert model.KIND == "part"
    assert model.n_parameters == right.n_parameters
    assert list(model.state_dict()) == list(right.state_dict())
    for name, value in right.state_dict().items():
        assert torch.equal(model.state_dict()[name], value), name
    assert [type(layer) for layer in model.last] == [nn.LayerNorm, nn.ReLU, nn.Linear]
    assert model.last[2].weight is model.embed.weight
    assert len(list(model.parameters())) == len(list(right.parameters()))
    x = torch.ones(2, 4)
    assert torch.equal(model.inner[1].linear(x), right.inner[1].linear(x))
    assert not hasattr(model, "helper")


def test_a_model_computes_and_learns_like_the_reference(parts, ours):
    model, right = twins(parts, ours)
    optimizers = [torch.optim.AdamW(each.parameters(), lr=0.1) for each in (model, right)]
    ids = torch.tensor([0, 1, 4])
    for step in range(3):
        losses = []
        for each, optimizer in zip((model, right), optimizers, strict=True):
            torch.manual_seed(step)  # of the dropout
            loss = (each(ids) ** 2).mean() + each.weights(ids, sharp=2.0)[:, 0].sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
        torch.testing.assert_close(*losses)
    assert model.norm.num_batches_tracked == 3
    for name, value in right.state_dict().items():
        torch.testing.assert_close(model.state_dict()[name], value)
    with torch.no_grad():
        torch.testing.assert_close(model.eval()(ids), right.eval()(ids))
        torch.testing.assert_close(model.inner[0](torch.ones(4)), right.inner[0](torch.ones(4)))


def test_the_embedding_gets_one_gradient_of_both_its_uses(parts, ours):
    model, right = (each.eval() for each in twins(parts, ours))
    for each in (model, right):
        each(torch.tensor([1, 2])).sum().backward()
    for (name, found), expected in zip(model.named_parameters(), right.parameters(), strict=True):
        torch.testing.assert_close(found.grad, expected.grad, msg=name)


def test_copies_and_other_numbers_are_models_of_their_own(parts, ours):
    model = parts.Part(4).eval()
    other = copy.deepcopy(model)
    ids = torch.tensor([1, 2])
    before = model(ids).detach()
    with torch.no_grad():
        other.embed.weight.zero_()
    assert torch.equal(model(ids), before)
    assert not torch.equal(other(ids), before)
    assert model.to(torch.float64)(ids).dtype == torch.float64
    del model
    assert other(ids).shape == (2, 5)


def test_a_model_that_a_function_returns_and_a_class_that_inherits(parts):
    assert parts.a_model(3)(torch.tensor([1, 2])).shape == (2, 5)

    class Larger(parts.Part):
        def __init__(self):
            super().__init__(3)
            self.more = nn.Linear(5, 1)

        def forward(self, ids):
            return self.more(super().forward(ids))

    assert Larger()(torch.tensor([1, 2])).shape == (2, 1)
    chain = parts.Chain()
    assert isinstance(chain, nn.Sequential)
    assert chain(torch.ones(2)).shape == (3,)
    assert chain[0].weight.shape == (3, 2)


def test_a_class_that_is_not_provided_cannot_be_made(parts):
    with pytest.raises(TypeError, match="not one of the names"):
        type(parts.Part(2).inner[0])(2)


def test_devices_are_what_they_are_here(parts):
    cases.share_harness()
    assert parts.double(torch.ones(3, device="meta")).is_meta
    model = parts.Part(4).eval()
    ids = torch.tensor([1, 2])
    assert elsewhere.call_elsewhere(model, [ids], {}).is_meta
    assert elsewhere.call_elsewhere(parts.double, [torch.ones(3)], {}).is_meta
    with elsewhere.Operations(), elsewhere.Constructors():
        there = parts.double(torch.ones(3).to("meta"))
        assert there.tolist() == [2.0, 2.0, 2.0]
        with pytest.raises(elsewhere.WrongDevice):
            parts.both((torch.ones(3).to("meta"), torch.ones(3)), {})
    assert not model(ids).is_meta


def test_a_whole_module_has_constants_and_imports_and_nothing_else(made, ours):
    contents = made.contents("parts")
    assert contents["NAMES"] == ("a", "b")
    assert contents["torch"] is torch.nn.__dict__.get("torch", __import__("torch"))
    assert contents["Tensor"] is torch.Tensor
    assert not {"secret", "Inner", "Part", "Refused"} & set(contents)


@pytest.mark.parametrize(
    "request_",
    [
        {"do": "describe", "module": "parts", "name": "secret"},
        {"do": "describe", "module": "parts", "name": "__builtins__"},
        {"do": "describe", "module": "os", "name": "system"},
        {"do": "call", "module": "parts", "name": "secret", "args": {"list": []}, "kwargs": {"dict": []}},
        {"do": "call", "module": "parts", "name": "Inner", "args": {"list": [2]}, "kwargs": {"dict": []}},
        {"do": "contents", "module": "other"},
        {"do": "method", "model": 0, "number": 0, "name": "__init__"},
        {"do": "method", "model": 0, "number": 0, "name": "__reduce__"},
        {"do": "method", "model": 0, "number": 0, "name": "register_forward_hook"},
        {"do": "method", "model": 0, "number": 1, "name": "forward"},
        {"do": "method", "model": 0, "number": -1, "name": "forward"},
        {"do": "method", "model": 99, "number": 0, "name": "forward"},
        {"do": "backward", "graph": 99, "given": [], "there": []},
        {"do": "run", "code": "1"},
        {"do": None},
        {},
    ],
    ids=str,
)
def test_the_host_refuses_other_names(host, parts, request_):
    parts.Part(4)
    filled = {"free": {"models": [], "graphs": []}, "args": {"list": []}, "kwargs": {"dict": []}, "state": []}
    filled |= {"there": [], "learned": [], "pretended": False, "grad": True, "chance": None, "learning": []}
    answer, tensors = host.answer(filled | request_, [])
    assert set(answer) == {"error"}
    assert not tensors
    assert parts.double(2) == 4


JUNK = [
    None,
    -1,
    10**30,
    "x",
    "__class__",
    [],
    {},
    [[]],
    {"tensor": -9},
    {"generator": 0},
    {"model": 0},
    {"device": "x"},
]


def with_junk(tree, junk):
    """Copies of a tree, each with junk in another place."""
    yield junk
    for key in tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ():
        for changed in with_junk(tree[key], junk):
            copied = copy.copy(tree)
            copied[key] = changed
            yield copied


def test_the_host_survives_any_request(host, made):
    part = made.stub("parts", "Part")(4)
    part(torch.tensor([1, 2])).sum().backward()
    made.stub("parts", "double")(torch.ones(2))
    made.contents("parts")
    for message in list(made.peer.channel.sent):
        request = json.loads(wire.decode(*message)["content"])
        for junk in JUNK:
            for changed in with_junk(request, junk):
                answer, tensors = host.answer(changed, wire.decode(*message)["tensors"])
                wire.encode({"content": json.dumps(answer).encode(), "tensors": list(tensors)})
    assert torch.equal(made.stub("parts", "double")(torch.ones(2)), 2 * torch.ones(2))


def test_models_and_graphs_that_nobody_needs_are_forgotten(host, parts):
    for _ in range(5):
        model = parts.Part(4)
        model(torch.tensor([1, 2])).sum().backward()
    del model
    parts.double(1)
    assert not host.models
    assert not host.graphs


@pytest.fixture
def helped(sandbox):
    """A function that gives the view of a submission with stand-ins for some names, such as "causal_mask"."""
    with contextlib.ExitStack() as opened:
        folder = opened.enter_context(judge_standins.reference_stage(LAB, sandbox.stages))

        def make(*substitutes, **files):
            texts = {f"{name}.py": textwrap.dedent(text) for name, text in files.items()}
            stage = opened.enter_context(stages.staged(with_files(texts), LAB, sandbox.stages))
            code = judge_standins.byte_code(LAB.package)
            stand_ins = judge_standins.StandIns(folder, "lab3", code, substitutes)
            session = sessions.Session(sandbox, stage, "lab3", SETTINGS.limits, lambda: 60.0, stand_ins)
            opened.callback(session.end)
            session.begin_case()
            return views.RemoteLab(session, probes.reference_view(LAB).probe_names)

        yield make


def mask(whole=False):
    return requests.Substitute("causal_mask", ["make_causal_mask"], whole)


def test_a_module_that_cannot_be_imported_is_replaced_as_a_whole(helped):
    lab = helped(mask(whole=True), causal_mask="def make(")
    assert lab.causal_mask.VERY_SMALL_NUMBER == -1e9
    assert torch.equal(lab.causal_mask.make_causal_mask(3), probes.reference_view(LAB).causal_mask.make_causal_mask(3))
    assert lab.attention.BareBonesAttentionHead(4, 2)(torch.ones(3, 4)).shape == (3, 2)
    assert lab.on_meta(lab.causal_mask.make_causal_mask, 4, device="meta").is_meta


SEARCH = """
    import gc, sys, types

    def next_token_pairs(token_ids):
        from .attention import BareBonesAttentionHead
        head = BareBonesAttentionHead(4, 2)
        head(torch.ones(3, 4))
        codes, todo, seen = [], [*gc.get_objects(), *sys.modules.values(), sys._getframe()], set()
        while todo:
            item = todo.pop()
            if id(item) in seen or len(seen) > 3_000_000:
                continue
            seen.add(id(item))
            if isinstance(item, types.CodeType):
                codes.append(item)
            todo.extend(gc.get_referents(item))
        ours = [code for code in codes if code.co_filename == "<ours>" or "attention_weights" in code.co_names]
        data = [item for item in gc.get_objects() if isinstance(item, (bytes, bytearray)) and b"softmax" in item]
        return [str(len(codes) > 1000), *(code.co_qualname for code in ours), *(str(item)[:60] for item in data)]
"""
EMPTY_HEAD = "class BareBonesAttentionHead: pass\nclass BareBonesSelfAttention: pass\n"


def test_no_code_of_the_reference_can_be_reached_from_the_students(helped):
    head = requests.Substitute("attention", ["BareBonesAttentionHead"], False)
    objective = "import torch\n" + textwrap.dedent(SEARCH)
    lab = helped(head, attention=EMPTY_HEAD, objective=objective)
    assert lab.objective.next_token_pairs(torch.ones(1)) == ["True"]
    found = helped(mask(), objective=objective).objective.next_token_pairs(torch.ones(1))
    assert "BareBonesAttentionHead.forward" in found, "the search should find such code where a submission has it"


def test_nothing_but_the_host_reads_byte_code():
    files = sorted(Path(autograder.grading.sandbox.__file__).parent.rglob("*.py"))
    assert [path.name for path in files if "import marshal" in path.read_text(encoding="utf-8")] == ["host.py"]


TALK = """
    import gc, json, torch
    from autograder.grading.sandbox.wire import Channel

    def send(data):
        from .causal_mask import make_causal_mask
        peers = [item for item in gc.get_objects() if type(item).__name__ == "Peer"]
        channel = peers[0].channel
        if data == "lengths":
            channel.connection.sendall(bytes([255] * 8))
        elif data == "kill":
            channel.connection.close()
        else:
            channel.send(data)
        return channel

    def next_token_pairs(data):
        return str(send(data).receive())[:300]

    def language_model_loss(logits, targets):
        from .causal_mask import make_causal_mask
        return make_causal_mask(3)
"""


def test_the_host_survives_messages_that_are_none(helped):
    lab = helped(mask(), causal_mask="make_causal_mask = None", objective=TALK)
    for data in (1, [1, 2], {"content": 3, "tensors": []}, {"content": b"{", "tensors": []}, {"content": b"[" * 999}):
        assert "error" in lab.objective.next_token_pairs(data)
    assert lab.objective.language_model_loss(1, 1).shape == (3, 3)
    lab.objective.next_token_pairs("lengths")


def test_where_the_host_ends_a_call_says_so_and_the_next_case_has_another_one(helped):
    lab = helped(mask(), causal_mask="make_causal_mask = None", objective=TALK)
    session = lab._session
    assert lab.objective.language_model_loss(1, 1).shape == (3, 3)
    session.sandbox.stop(session._reference.pid)
    with pytest.raises(student_errors.StudentError, match="the reference's process has ended"):
        lab.objective.language_model_loss(1, 1)
    session.begin_case()
    assert lab.objective.language_model_loss(1, 1).shape == (3, 3)


def test_the_host_ends_with_the_session(helped):
    lab = helped(mask(), causal_mask="make_causal_mask = None")
    lab.causal_mask.make_causal_mask(2)
    reference = lab._session._reference
    assert reference.alive
    lab._session.end()
    assert not reference.alive


def test_the_stage_of_the_reference_has_nothing_but_the_checks(sandbox):
    with judge_standins.reference_stage(LAB, sandbox.stages) as folder:
        assert {path.name for path in folder.iterdir()} == {"checks", ".settings"}


def test_a_whole_module_leaves_out_what_other_questions_provide():
    names = judge_standins.substitute(LAB, "attention", ["BareBonesAttentionHead"], whole=True).names
    assert "BareBonesSelfAttention" not in names
