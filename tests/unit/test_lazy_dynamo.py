"""Without the compiler, code that asks to be compiled runs as it is."""

import subprocess
import sys

PROGRAM = """
import sys
import torch
from autograder.grading.sandbox.forkserver import lazy_dynamo

lazy_dynamo.install()
stand_in = sys.modules["torch._dynamo"]

@torch.compile
@torch.compile()
@torch.compile(backend="inductor", fullgraph=True)
@torch.compiler.disable
@torch.compiler.disable(recursive=False)
@torch.compiler.allow_in_graph
def twice(x):
    return 2 * x

model = torch.nn.Linear(2, 2)
model.compile(mode="max-autotune")
assert torch.compile(model) is model and torch.compile(model=model) is model
assert twice(torch.ones(1)) == 2 and model(torch.ones(2)).shape == (2,)

torch.compiler.reset()
torch.compiler.set_stance("force_eager")
torch._dynamo.mark_dynamic(torch.ones(2), 0)
assert not torch.compiler.is_compiling() and not torch._dynamo.is_compiling()

import torch._dynamo.config
assert torch._dynamo.config.suppress_errors is False
torch._dynamo.config.suppress_errors = True
assert torch._dynamo.config.suppress_errors is True
with torch._dynamo.config.patch(suppress_errors=False):
    pass

optimizer = torch.optim.AdamW(model.parameters())
model(torch.ones(2)).sum().backward()
optimizer.step()

x = torch.ones(2, requires_grad=True)
(2 * x).backward(torch.ones(2))
(gradient,) = torch.autograd.grad([3 * x], [x], [torch.ones(2)])
assert x.grad.tolist() == [2, 2] and gradient.tolist() == [3, 3]
try:
    (2 * x).backward(torch.ones(3))
except RuntimeError as error:
    assert "Mismatch in shape" in str(error)
else:
    raise AssertionError("a gradient of another shape")
assert "sympy" not in sys.modules

import inspect
inspect.stack()
assert sys.modules["torch._dynamo"] is stand_in and "torch._inductor" not in sys.modules
{more}
"""


def run(more: str = "") -> None:
    """Run the program in a process of its own, which has not imported the compiler."""
    done = subprocess.run([sys.executable, "-c", PROGRAM.replace("{more}", more)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_is_said_to_the_compiler_does_not_import_it():
    run()


def test_the_real_one_comes_when_more_is_asked():
    run(
        "from torch._dynamo.utils import counters\n"
        "assert sys.modules['torch._dynamo'] is not stand_in\n"
        "assert torch._dynamo.config.recompile_limit > 0\n"
        "assert torch.compile(model) is model"
    )


def test_the_real_symbolic_shapes_come_when_more_is_asked():
    run(
        "from torch.fx.experimental.symbolic_shapes import is_concrete_int, sym_eq\n"
        "assert 'sympy' in sys.modules and is_concrete_int(1) and sym_eq((1, 2), (1, 2))\n"
        "(2 * x).backward(torch.ones(2))"
    )
