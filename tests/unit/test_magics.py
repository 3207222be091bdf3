"""Magics, shell commands and help are found where IPython finds them, and nowhere else."""

import ast
import re

import pytest
from support.lazy import lazy

from autograder.checks.magics import NOT_HERE, RUN_THEIR_CODE, plain_python

transformer = lazy("IPython.core.inputtransformer2")

CELLS = r"""
x = f(a)  # (9, 32)?
=====
# what is this?
y = 1
=====
x?
=====
?x
=====
x.y??
=====
%matplotlib inline
import math
=====
packages = !pip list
import torch.nn.functional as F
=====
speed = %timeit -o f(3)
z = 2
=====
%time hidden = f(3)
=====
%%time
a = 1
b = 2
=====
%%time
first = 1
!rm -rf /
=====
%%bash
echo it's
=====
%%capture out
x = 1
=====
%%timeit
x = 1
=====
%%html
<b>"hi</b>
=====
!pip install \
   einops \
   numpy
x = 1
=====
x = (1,
  2)  # why?
=====
text = TRIPLE
%matplotlib inline
!ls
what?
TRIPLE
y = 3
=====
values = [
    7
    %3,
    5
    # ?
]
=====
a = 7 \
    % 3
=====
a = "is it %d?" % 3
=====
a = "it's?"  # yes?
=====
def f(x):
    %time y = x
    return y
=====
for i in range(3):
    !echo {i}
    x = i
=====
if True:
    files = !ls
    n = 3
=====
a = b == !c
=====
a != 3
=====
x = %env HOME
=====
x=!ls
=====
  x = 1
  y = 2
=====
>>> x = 1
>>> def f():
...     return x
=====
In [1]: x = 1
=====

%%time
x = 3
=====
%%time?
=====
%load_ext autoreload
%autoreload 2
=====
if missing:
    print("a")
    %pip install -q -r requirements.txt
=====
get_ipython().run_line_magic("matplotlib", "inline")
=====
f(a?b)
=====
x = [1, 2]?
=====
x[0]?
=====
s = 'a\
b?'
t = 1
=====
s = f"{a!r} {b % 3}?"
=====
d = {"a": 1,  # %foo
     "b": 2}  # !bar
=====
x = 1; y = 2 # ?
=====
x = 1;
%time y = 3; z = 4
=====
%%writefile foo.py
x = (
=====
lines = !cat foo.py \
   | grep x
k = 2
=====
a = b = !ls
=====
x: list = !ls
=====
@decorator
def f():  # ok?
    TRIPLEDoc?TRIPLE
    return 3  # ?
=====
class A:
    TRIPLEWhat's
    %this?
    TRIPLE
    x = 3
=====
print(TRIPLEaTRIPLE "?")
=====
x = '#?'
=====
x = '''it's # ?
!no''' + "b"  # yes?
y = 2
=====
!echo "it's
x = 1
=====
%run other.py
x = 3
=====
torch.softmax?
=====
mlp_model.model.model[0]??
=====
np.*load*?
=====
x = lambda a=1: a  # !
=====
f(a=
  1)  # a?
=====
f(a= %b)
=====
y = x if x else 3  # ?x
=====
x += 3
y %= 2
=====
x = r"\"  
=====
x = r"\\"  # ?
!ls
=====
x = "a" \
  "b?"
=====
%%prun
x = 2
=====
%%capture
%%time
x = 2
=====
x = 1
%%time
y = 2
=====

=====
# only a comment?
=====
x ?
=====
x = 3?
=====
%time
=====
value = %time f(2)
=====
x = 7
%env A=b
y = 8
=====
try:
    from google.colab import drive
except ImportError:
    !echo no
=====
x = '''a''' # '''?
y = 2
=====
if x:
    y = %time f(1)
=====
f(a)[0]?
"""
OTHERWISE = {";f a": "a call without brackets", ",f a b": "the same", "/f 1 2": "the same"}


class Reduced(ast.NodeTransformer):
    """What IPython makes of a cell, with nothing in place of magics that leave no variables."""

    def visit_Expr(self, node):
        if cell := re.match(r"get_ipython\(\)\.run_cell_magic\('(\w+)', (.*)\)$", ast.unparse(node), re.DOTALL):
            body = ast.literal_eval(f"({cell[2]})")[1]
            return [ast.Pass(), *by_ipython(body).body] if cell[1] in RUN_THEIR_CODE else ast.Pass()
        statement = timed(node.value)
        if statement is not None:
            return ast.parse(statement).body or ast.Pass()
        return ast.Pass() if ast.unparse(node).startswith(f"{NOT_HERE}.") else node

    def visit_Assign(self, node):
        if statement := timed(node.value):
            node.value = ast.parse(statement, mode="eval").body
        elif ast.unparse(node.value).startswith(f"{NOT_HERE}."):
            node.value = ast.parse(NOT_HERE, mode="eval").body
        return node

    visit_AnnAssign = visit_Assign


def timed(value):
    """The statement behind `%time`."""
    found = re.match(r"get_ipython\(\)\.run_line_magic\('time', (.*)\)$", ast.unparse(value))
    return ast.literal_eval(found[1]) if found else None


def by_ipython(source):
    return Reduced().visit(ast.parse(transformer.TransformerManager().transform_cell(source)))


def tree(read, source):
    try:
        return ast.dump(Reduced().visit(read(source)))
    except SyntaxError:
        return "no Python"


@pytest.mark.parametrize("source", CELLS.replace("TRIPLE", '"' * 3).strip("\n").split("\n=====\n"))
def test_a_cell_is_read_as_ipython_reads_it_line_by_line(source):
    plain = plain_python(source)
    assert tree(ast.parse, plain) == tree(by_ipython, source), plain
    assert plain.count("\n") == source.count("\n")


@pytest.mark.parametrize("source", OTHERWISE)
def test_calls_in_ipython_s_own_syntax_do_nothing(source):
    assert plain_python(f"{source}\nx = 1") == "pass\nx = 1"


@pytest.mark.parametrize(
    "source", ["(" * 5000, '"' * 3, "\\", "x = \\", "%", "%%", "'a\\", "x = (\n!ls", "\x00", "?" * 9000]
)
def test_anything_is_read_and_keeps_its_lines(source):
    assert plain_python(source).count("\n") == source.count("\n")
