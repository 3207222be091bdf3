# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] name="title"
# # Kernels
#
# A kernel says how similar two points are. You write one, compare all pairs of points with it, and find the nearest
# neighbour of a point.
#
# Write the code in the files of the folder `kernels/`; this notebook uses it. Save the file and run the cell again:
# there is no need to restart.

# %% name="follow_files"
from checks.reloading import follow_files

follow_files(globals())  # what you save in kernels/ is used from the next cell on

# %% name="imports" tags=["nearest"]
import torch

from kernels.data import example_points
from kernels.gram import gram
from kernels.rbf import rbf

# %% name="set_up"
import otter

from checks.in_notebook import explain_checks
from checks.lab import lab

lab.notebook = globals()  # lets the checks see the variables of this notebook
grader = otter.Notebook(tests_dir="tests")
explain_checks(grader)

# %% [markdown] name="rbf_text"
# ## Two points
#
# *What should the similarity of a point with itself be?*
#
# **Open `kernels/rbf.py`** and write `rbf`.

# %% name="rbf_example"
print(rbf(torch.tensor([0.0, 0.0]), torch.tensor([0.5, 0.0]), gamma=0.5))

# %% name="check_rbf" tags=["check"]
grader.check("rbf")

# %% [markdown] name="gram_text"
# ## All pairs
#
# *The matrix of all similarities is symmetric. Why?*
#
# **Open `kernels/gram.py`** and write `gram`.

# %% name="gram_example" tags=["nearest"]
points = example_points()  # (6, 2)
print(points)

# %% name="check_gram" tags=["check"]
grader.check("gram")

# %% [markdown] name="nearest_text"
# ## The nearest neighbour
#
# Which point is most similar to `points[0]`?

# %% name="nearest" tags=["nearest"]
# TODO(nearest): set `similarities` to the Gram matrix of `points` for gamma = 0.5, and `nearest` to the number (an int)
# of the point that is most similar to `points[0]`, other than this point itself.
### BEGIN SOLUTION
similarities = gram(points, gamma=0.5)  # (6, 6)
nearest = 1 + int(similarities[0, 1:].argmax())
### END SOLUTION
print(nearest)

# %% name="check_nearest" tags=["check"]
grader.check("nearest")

# %% [markdown] name="explain"
# ## In your own words
#
# Two or three sentences each. A person reads this part (4 points).

# %% [markdown] name="explain_1_question"
# **1.** What happens to the similarities when `gamma` grows?

# %% [markdown] name="explain_1" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="explain_1_answer" tags=["instructor"]
# **Model answer.** All similarities of different points get smaller, those of distant points first. For a very large
# `gamma`, the Gram matrix is the identity: every point is similar to itself alone.

# %% [markdown] name="explain_2_question"
# **2.** You have a million points. Which problem do you expect with the Gram matrix?

# %% [markdown] name="explain_2" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="explain_2_answer" tags=["instructor"]
# **Model answer.** It has a million times a million entries. As 32-bit floats, these are 4 terabytes: more than fits
# into memory.

# %% [markdown] name="hand_in"
# ## Hand in
#
# Save the notebook, and hand in a zip with it and your folder `kernels`.
