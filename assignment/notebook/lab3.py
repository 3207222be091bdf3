# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] name="title"
# # Implementing Self-Attention
#
# You build a language model that sees one character at a time, then a transformer that sees everything before. You take
# both apart, number by number, and look at what attention looks at.
#
# When you are done, you can
#
# - explain the parts of a self-attention layer (NC-SelfAttention),
# - visualise attention matrices (NC-SelfAttentionExample),
# - identify the shapes of the data in a transformer (NC-TransformerDataFlow),
# - extract and interpret logits (MS-LLM-Generation),
# - explain the input and the output of a tokenizer (MS-LLM-Tokenization).
#
# **How it works.** You write the code in the files of the folder `lab3/`; this notebook uses it. Where the story needs a
# piece, it says which file to open. Save the file and run the cell again: there is no need to restart. Each piece ends
# with a check, and a check that fails says what it expected. In parts 3 and 6 you write code right here.

# %% [markdown] name="teaser"
# ## Two storytellers
#
# You will train both of them. Each was given the same stories to learn from and the same first words, "Once upon a time".
#
# > **The first model** wrote: *Once upon a time sthe toun he whe The a oun ain t was sa s asthey tlan lle a " a. s " arnd same
# > fon t te ane bide s san wain he thed boo*
#
# > **The second model** wrote: *Once upon a time, the beach elp me?" "Of course," said the squirrel who lived a young ago, a
# > brave pillage. Amira sat down in the sand. They ate together and it rained a big hug. Then she saw a little.*
#
# The letters of the first are as frequent as in English, and only the shortest words are words. The second has words,
# names and sentences, and lets people talk in quotation marks. **Why the dramatic difference?** *Write down your guess, and come
# back to it when both models are yours.*

# %% [markdown] name="why_transformers"
# ## Why transformers?
#
# To act intelligently is to adapt to the context: "bank" means one thing next to "river" and another next to "money". A
# model of language is as good as its model of context.
#
# The transformer (2017) has changed the field for that reason. Its *self-attention* lets each token look at all tokens
# before it, near or far, so it also connects what is far apart. It has become the architecture under GPT, Llama and
# Gemma, because it keeps getting better as data and parameters grow. Yours has the same parts. It is only smaller.

# %% [markdown] name="set_up_text"
# ## Set-up
#
# The first cell makes sure that everything is there. On your own machine it does nothing; on Colab it installs what is
# missing.

# %% name="install"
import importlib.util
from pathlib import Path

if not Path("lab3/tokenization.py").exists():
    raise FileNotFoundError(
        "The folder lab3/ is not next to this notebook. Keep them together as in the starter code; on Colab, upload the "
        "zip and run `!unzip lab3-student.zip` in this folder first."
    )
missing = [
    name
    for name in ("torch", "datasets", "matplotlib", "otter")
    if not importlib.util.find_spec(name)
]
if missing:
    print("installing what is missing:", ", ".join(missing))
    # %pip install -q -r requirements.txt

# %% name="follow_files"
from checks.reloading import follow_files

follow_files(globals())  # what you save in lab3/ is used from the next cell on

# %% name="imports" tags=["trace_mlp", "trace_transformer"]
import math

import torch
from torch import nn

from checks.lab import lab
from checks.parameters import draw_parameters
from lab3.tokenization import decode, encode_doc

# %% name="grader"
import otter

from checks.in_notebook import explain_checks
from lab3.data import load_stories, stories_as_text
from lab3.explore import Checkpoints, explorer
from lab3.generation import generate
from lab3.models import STEPS, attention_of, make_model
from lab3.plotting import (
    plot_attention,
    plot_embeddings,
    plot_lines,
    plot_losses,
    plot_mask,
    plot_next_characters,
    plot_queries,
    plot_scores,
    plot_temperatures,
    show,
    show_texts,
    visible,
    where_am_i,
)
from lab3.training import best_device, bigram_floor, train

lab.notebook = globals()  # lets the checks see the variables of this notebook
grader = otter.Notebook(tests_dir="tests")
explain_checks(grader)

# %% [markdown] name="part_1"
# ## Part 1. From text to numbers
#
# A model computes with numbers, so text has to become numbers first. Our tokenizer is the simplest there is: one token
# for each character, and its id is the character's code point. The vocabulary has 256 ids; a character whose code point
# is larger is out of the vocabulary, and is dropped. *Objective: MS-LLM-Tokenization.*
#
# *Before you go on: which id does a space have? How many tokens is `"naïve 🙂"`, if the vocabulary ends at 255?*
#
# **Open `lab3/tokenization.py`** and write `encode_doc` and `decode`.

# %% name="here_1"
where_am_i(1)

# %% name="tokens_of_a_text"
token_ids = encode_doc("naïve 🙂")
print(token_ids)
print(repr(decode(token_ids)))

# %% name="check_tokenization" tags=["check"]
grader.check("tokenization")

# %% [markdown] name="part_2"
# ## Part 2. A model that sees one character
#
# A language model guesses the next token. Every position of a text is an exercise of its own: seen *this*, guess *that*.
#
# *What are the inputs and the targets of the text `cat`? Why does the last character never serve as an input?*
#
# **Open `lab3/objective.py`** and write `next_token_pairs` and `language_model_loss`.

# %% name="here_2"
where_am_i(2)

# %% name="pairs_of_a_text"
from lab3.objective import next_token_pairs

inputs, targets = next_token_pairs(encode_doc("cat"))
for token, target in zip(inputs, targets, strict=True):
    print(f"seen {decode([token])!r}, guess {decode([target])!r}")

# %% name="check_objective" tags=["check"]
grader.check("objective")

# %% [markdown] name="part_2_model"
# The first model looks up a vector for the character it sees (its *embedding*), sends it through a small neural network
# (an MLP), and scores every character of the vocabulary as a candidate for the next place (the language-model *head*).
# The scores are called *logits*. *Objective: MS-LLM-Generation.*
#
# *The same matrix turns characters into vectors at the bottom and vectors into scores at the top: the weights are tied.
# How many numbers does this save, with 256 characters and vectors of 32?*
#
# **Open `lab3/mlp.py`** and write `MLP`, the tied weights, and `FeedForwardLM.forward`.

# %% name="check_mlp" tags=["check"]
grader.check("mlp")

# %% [markdown] name="part_3"
# ## Part 3. Trace the MLP
#
# Take nine characters and follow them through the model by hand. The model is untrained, and its parameters are drawn
# with a fixed seed, so that everybody sees the same numbers. *Objective: NC-TransformerDataFlow.*

# %% name="here_3"
where_am_i(3)

# %% name="mlp_set_up" tags=["trace_mlp"]
from lab3.mlp import FeedForwardLM

trace_text = "Tom had a"
mlp_ids = encode_doc(trace_text)  # (9,)
mlp_model = FeedForwardLM(n_vocab=256, emb_dim=32, n_hidden=128)
draw_parameters(mlp_model, seed=0)

# %% [markdown] name="mlp_predict_text"
# **Predict first.** Write down the shape that the data has at each of the five stations. Guess before you run anything: you
# learn most where a guess turns out to be wrong.
#
# **A wrong guess costs no points.** Only your last entry is graded. When you have traced all stations, correct it in the
# cell below, and run that cell again before the check. You may keep your first guess as a comment.

# %% name="mlp_predict" tags=["trace_mlp"]
# TODO(trace_mlp): set `predicted_shapes` to a dict with the keys "token ids", "embeddings", "hidden", "output" and
# "logits". Each value is a tuple, such as (9,) for the ids of nine characters.
### BEGIN SOLUTION
predicted_shapes = {
    "token ids": (9,),
    "embeddings": (9, 32),
    "hidden": (9, 128),
    "output": (9, 32),
    "logits": (9, 256),
}
### END SOLUTION

# %% [markdown] name="mlp_embeddings_text"
# **Station 1: embeddings.** Each id picks a row of a table, in which every character of the vocabulary has a row.
#
# *What shape does the table have?*

# %% name="mlp_embeddings" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_embeddings` to the embeddings of `mlp_ids`, by `mlp_model.word_to_embedding`.
### BEGIN SOLUTION
mlp_embeddings = mlp_model.word_to_embedding(mlp_ids)  # (9, 32)
### END SOLUTION
print(tuple(mlp_embeddings.shape))

# %% name="mlp_table"
print("the table:", tuple(mlp_model.word_to_embedding.weight.shape))
print("row 84 is the first embedding, that of T:", end=" ")
print(torch.equal(mlp_model.word_to_embedding.weight[84], mlp_embeddings[0]))

# %% [markdown] name="mlp_hidden_text"
# **Station 2: the hidden layer.** `mlp_model.model.model` is the `nn.Sequential` that you built. Its layers are
# `[0]`, `[1]` and `[2]`.
#
# *About what fraction of the numbers will be zero after the ReLU?*

# %% name="mlp_hidden" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_hidden` to what comes out of the first linear layer AND the ReLU.
### BEGIN SOLUTION
mlp_hidden = mlp_model.model.model[1](
    mlp_model.model.model[0](mlp_embeddings)
)  # (9, 128)
### END SOLUTION
print(
    tuple(mlp_hidden.shape),
    f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero",
)

# %% name="mlp_before_relu"
mlp_before_relu = mlp_model.model.model[0](mlp_embeddings)  # (9, 128)
print(
    f"before the ReLU {tuple(mlp_before_relu.shape)},",
    f"{(mlp_before_relu < 0).float().mean():.0%} of the numbers are negative",
)

# %% [markdown] name="mlp_logits_text"
# **Stations 3 and 4: back to 32 numbers, then a score for each character.**

# %% name="mlp_output" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_output` to what the second linear layer makes of it, and `mlp_logits` to the logits.
### BEGIN SOLUTION
mlp_output = mlp_model.model.model[2](mlp_hidden)  # (9, 32)
mlp_logits = mlp_model.lm_head(mlp_output)  # (9, 256)
### END SOLUTION
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))

# %% [markdown] name="mlp_next_text"
# **The guess.** The largest logit of each row is the model's favourite for the next character.

# %% name="mlp_next" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_next_ids` to the id of the likeliest next character at each of the nine places: int64, (9,).
### BEGIN SOLUTION
mlp_next_ids = mlp_logits.argmax(dim=-1)  # (9,)
### END SOLUTION
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))

# %% [markdown] name="mlp_proof_text"
# Your trace and the model have to agree, up to the rounding of floats. A softmax turns each row of the logits into a
# distribution over the next character: one for each of the nine places.

# %% name="mlp_proof"
torch.testing.assert_close(mlp_logits, mlp_model(mlp_ids))
print("the trace gives what mlp_model(mlp_ids) gives")

# %% name="check_trace_mlp" tags=["check"]
grader.check("trace_mlp")

# %% [markdown] name="mlp_train_text"
# **Train it.** The stories come with the lab: little tales in the manner of TinyStories. With another `source`, all that
# follows uses other stories: `"tinystories"` fetches the real ones, and a path takes a file of yours.

# %% name="stories" tags=["slow"]
source = "embedded"
train_ids, held_out_ids = (
    encode_doc(stories_as_text(load_stories(split, source)))
    for split in ("train", "validation")
)
print(f"{len(train_ids):,} characters to learn from, {len(held_out_ids):,} held out.")
print("One story begins so:", decode(train_ids[:200]))

# %% name="train_mlp" tags=["slow"]
trained_mlp = make_model("mlp")
mlp_history = train(trained_mlp, train_ids, STEPS["mlp"], held_out_ids)

# %% [markdown] name="mlp_after_text"
# What does each of the nine characters make it expect now? Read a column from top to bottom.
#
# *Some columns are equal. Which ones, and why must they be?*

# %% name="mlp_guesses"
show(plot_next_characters(trained_mlp(mlp_ids), trace_text))

# %% [markdown] name="once_text"
# **"Once" and "upon".** Many stories begin with "Once upon a time".
#
# *After `Once ` a `u` is nearly certain. How likely will your MLP find it? And after `Tom had `?*


# %% name="once_mlp"
def chance(model, context, character):
    """The probability with which a model expects a character after a context."""
    probabilities = torch.softmax(model(encode_doc(context))[-1], dim=-1)  # (256,)
    return probabilities[encode_doc(character)[0]].item()


for context in ("Once ", "Tom had "):
    print(f"after {context!r}: u with {chance(trained_mlp, context, 'u'):.1%}")

# %% [markdown] name="once_answer"
# Both end with a space, and the space is all that the model sees. It cannot connect "Once" to "upon", nor anything else
# to what stood before. In effect it has learned a table: how often each character follows each other one. Such a table of
# pairs is called a *bigram model*.

# %% [markdown] name="floor_text"
# **A floor under the loss.** A model that sees only the current character can at best learn how often each character
# follows it. The loss of that best guesser is the *bigram entropy* of the text, and no amount of training gets an MLP below it.

# %% name="floor"
floor = bigram_floor(train_ids, held_out_ids)
print(
    f"bigram floor {floor:.3f} nats, your MLP {mlp_history.held_out_loss[-1]:.3f} nats per character"
)

# %% [markdown] name="floor_question"
# *Your MLP stopped just above the floor. What would you suspect if it went below? What does a model need, to do better
# honestly?*

# %% [markdown] name="part_4"
# ## Part 4. Self-attention
#
# To do better, a token has to learn from the tokens before it. So it looks at each of them, scores how relevant it is,
# turns the scores into weights, and takes over a mixture of what the others have to say. *Objective: NC-SelfAttention.*
#
# In an MLP, the connections from input to output are fixed once it is trained. Attention computes its weights from the
# tokens themselves: **the network rewires itself** for each text. The same `a` is connected to other characters in
# "Tom had a" than in "The cat sat", and so its vector stands for "an `a` in this context".
#
# A token must not look at those after it: at the time of guessing, they are not there yet. In training they are, so we
# have to hide them.
#
# *Draw a 4 × 4 matrix: rows are the tokens that look, columns the tokens looked at. Cross out what must not be seen.*
#
# **Open `lab3/causal_mask.py`** and write `make_causal_mask`.

# %% name="here_4"
where_am_i(4)

# %% name="mask_picture"
from lab3.causal_mask import make_causal_mask

show(plot_mask(make_causal_mask(9), trace_text))

# %% name="check_causal_mask" tags=["check"]
grader.check("causal_mask")

# %% [markdown] name="part_4_head"
# Now one attention head. Every token sends out a *query* (what do I want to know?), shows a *key* (what information is
# there?), and hands over a *value* (what is the answer?). Where a query and a key point the same way, their product is
# large, and much of that value flows. The mask is added to these scores: 0 changes nothing, and after −1e9 the softmax
# leaves nothing.
#
# *The product of two random vectors of length d spreads like √d. What happens to a softmax if its inputs spread widely?
# And what do we divide by, so that they do not?*
#
# **Open `lab3/attention.py`** and write `attention_weights` and `forward` of `BareBonesAttentionHead`.

# %% name="check_attention" tags=["check"]
grader.check("attention")

# %% [markdown] name="part_4_heads"
# One head can look for one thing, such as the character right before. Several heads side by side can look for several
# patterns; what they find is put next to each other and mixed by one more matrix.
#
# **In the same file**, write `BareBonesSelfAttention.forward`.

# %% name="check_multi_head" tags=["check"]
grader.check("multi_head")

# %% [markdown] name="part_5"
# ## Part 5. The transformer
#
# A transformer layer is attention, which moves information between tokens, and an MLP, which works on each by itself.
# Each adds to what is there (a *residual*), and each gets its input *normed*. At both ends is the tied table of part 2.
#
# *Attention does not care in which order the tokens stand: shuffle the past, and the weighted sum stays the same. How,
# then, can the `l` at the end tell `trail` from `trial`?*
#
# **Open `lab3/transformer.py`** and write both `forward`s.

# %% name="here_5"
where_am_i(5)

# %% name="check_transformer" tags=["check"]
grader.check("transformer")

# %% [markdown] name="residuals_text"
# **Why residuals?** Training follows the gradient, and the gradient has to get from the loss back to the first layer. Here
# are twelve of your MLPs, one after the other: once each replaces its input, and once each adds to it.
#
# *How large is the gradient at the first layer, compared with that at the last?*

# %% name="residuals"
from lab3.mlp import MLP


def gradients(is_residual, n_layers=12):
    """The size of the gradient in each of a stack of MLPs, from the first to the last."""
    torch.manual_seed(0)
    stack = [MLP(32, 128) for _ in range(n_layers)]
    stream = torch.randn(9, 32)
    for mlp in stack:
        stream = stream + mlp(stream) if is_residual else mlp(stream)
    stream.square().sum().backward()
    return [next(mlp.parameters()).grad.norm().item() for mlp in stack]


depths = {"with residuals": gradients(True), "without": gradients(False)}
show(plot_lines(depths, "layer", "size of the gradient", is_log=True))

# %% [markdown] name="norms_text"
# With residuals there is a way back on which nothing is multiplied, so the gradient flows. Our model has one layer, and
# would learn without them; the models with a hundred layers would not.
#
# **Why layer norm?** Each layer adds to the stream, so the numbers in it grow. Here are twelve transformer layers, whose
# MLPs have weights twice as large as usual: once with your norms, and once without.
#
# *What happens to a softmax whose scores are a thousand times as large?*

# %% name="norms"
from lab3.transformer import BareBonesTransformerLayer


@torch.no_grad()
def spreads(has_norms, n_layers=12):
    """How widely the numbers of the stream are spread after each layer."""
    torch.manual_seed(0)
    stream, found = torch.randn(9, 32), []
    for _ in range(n_layers):
        block = BareBonesTransformerLayer(32, 8, 4, 128)
        for parameter in block.mlp.parameters():
            parameter *= 2
        if not has_norms:
            block.norm_1 = block.norm_2 = nn.Identity()
        stream = block(stream)
        found.append(stream.std().item())
    return found


streams = {"with layer norm": spreads(True), "without": spreads(False)}
show(plot_lines(streams, "layer", "spread of the stream", is_log=True))

# %% [markdown] name="norms_answer"
# With norms, every layer gets numbers of the same size, and adds about the same amount: training is stable. Without them,
# each layer adds in proportion to what is there, and the stream grows like compound interest.

# %% [markdown] name="part_6"
# ## Part 6. Trace the transformer
#
# The same nine characters, now through an untrained transformer, step by step from the weights of one head.
# *Objectives: NC-TransformerDataFlow and NC-SelfAttentionExample.*
#
# Two questions lead through this part. *How does information flow from earlier tokens to later ones? Where exactly is
# causality enforced?*

# %% name="here_6"
where_am_i(6)

# %% name="transformer_set_up" tags=["trace_transformer"]
from lab3.causal_mask import make_causal_mask
from lab3.transformer import TransformerLM

trace_text = "Tom had a"
trace_ids = encode_doc(trace_text)  # (9,)
trace_model = TransformerLM(
    n_vocab=256, max_len=32, emb_dim=32, n_hidden=128, head_dim=8, n_heads=4
)
draw_parameters(trace_model, seed=1)
layer = trace_model.model
head = layer.self_attention.heads[0]

# %% [markdown] name="transformer_embed_text"
# **What, and where.** The input of the layer is the sum of two embeddings: of the character, and of its position.

# %% name="transformer_embed" tags=["trace_transformer"]
# TODO(trace_transformer): set `token_embeddings` and `position_embeddings`, and `x` to their sum; all (9, 32).
### BEGIN SOLUTION
token_embeddings = trace_model.word_to_embedding(trace_ids)  # (9, 32)
position_embeddings = trace_model.pos_to_embedding(
    torch.arange(len(trace_ids))
)  # (9, 32)
x = token_embeddings + position_embeddings  # (9, 32)
### END SOLUTION
print(tuple(x.shape))

# %% [markdown] name="transformer_norm_text"
# **Layer norm** brings each token's vector to mean 0 and spread 1, and then lets the model stretch and shift it.

# %% name="transformer_norm" tags=["trace_transformer"]
# TODO(trace_transformer): set `normed` to `x` after the layer's first norm, (9, 32).
### BEGIN SOLUTION
normed = layer.norm_1(x)  # (9, 32)
### END SOLUTION
print(tuple(normed.shape))

# %% [markdown] name="transformer_qkv_text"
# **Query, key, value** of the first head.
#
# *Predict their shapes. Which numbers of them depend on the token before?*

# %% name="transformer_qkv" tags=["trace_transformer"]
# TODO(trace_transformer): set `q`, `k` and `v` to the queries, keys and values that `head` makes of `normed`.
### BEGIN SOLUTION
q = head.get_query(normed)  # (9, 8)
k = head.get_key(normed)  # (9, 8)
v = head.get_value(normed)  # (9, 8)
### END SOLUTION
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))

# %% [markdown] name="transformer_scores_text"
# **Scores.** Every query meets every key. Row: who looks. Column: who is looked at.

# %% name="transformer_scores" tags=["trace_transformer"]
# TODO(trace_transformer): set `raw_scores` to the product of each query with each key, and `scaled_scores` to the same,
# scaled as in your head; both (9, 9).
### BEGIN SOLUTION
raw_scores = q @ k.transpose(-2, -1)  # (9, 9)
scaled_scores = raw_scores / math.sqrt(head.head_dim)  # (9, 9)
### END SOLUTION
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")

# %% name="transformer_scores_picture"
show(plot_scores(raw_scores, trace_text, "raw scores"))

# %% [markdown] name="transformer_weights_text"
# **Mask and softmax.** The mask wipes out the future; the softmax turns each row into weights that sum to 1.
#
# *What will the first row be, whatever the numbers?*

# %% name="transformer_weights" tags=["trace_transformer"]
# TODO(trace_transformer): set `masked_scores` to the scaled scores with the causal mask, and `weights` to the softmax
# of them over the keys; both (9, 9).
### BEGIN SOLUTION
masked_scores = scaled_scores + make_causal_mask(len(trace_ids))  # (9, 9)
weights = torch.softmax(masked_scores, dim=-1)  # (9, 9)
### END SOLUTION
print("the rows sum to", weights.sum(dim=-1).tolist())

# %% name="transformer_weights_picture"
show(plot_scores(masked_scores, trace_text, "masked scores"))
show(plot_attention(weights, trace_text))

# %% [markdown] name="transformer_output_text"
# **The weighted sum**, and what all heads make of it together.

# %% name="transformer_output" tags=["trace_transformer"]
# TODO(trace_transformer): set `head_output` to the values mixed by the weights, (9, 8), and `attention_output` to what
# the whole of `layer.self_attention` makes of `normed`, (9, 32).
### BEGIN SOLUTION
head_output = weights @ v  # (9, 8)
attention_output = layer.self_attention(normed)  # (9, 32)
### END SOLUTION
print(tuple(head_output.shape), tuple(attention_output.shape))

# %% [markdown] name="transformer_logits_text"
# **Residuals and logits.** Attention adds to `x`; the MLP adds to that; the tied matrix scores the characters.

# %% name="transformer_logits" tags=["trace_transformer"]
# TODO(trace_transformer): set `after_attention` and `after_mlp`, both (9, 32), to the stream after each residual, and
# `logits` to the logits, (9, 256). Mind which norm goes where.
### BEGIN SOLUTION
after_attention = x + attention_output  # (9, 32)
after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))  # (9, 32)
logits = trace_model.lm_head(after_mlp)  # (9, 256)
### END SOLUTION
print(tuple(logits.shape))

# %% [markdown] name="transformer_proof_text"
# **The proof.** Step by step and all at once must give the same, up to the rounding of floats:

# %% name="transformer_proof"
torch.testing.assert_close(weights, head.attention_weights(normed))
torch.testing.assert_close(logits, trace_model(trace_ids))
print("the trace gives what trace_model(trace_ids) gives")

# %% [markdown] name="flow_text"
# **How does information flow from earlier tokens to later ones?** Change one character in the middle, from "Tom had a" to
# "Tom mad a", and compare the logits.
#
# *Which of the nine rows will change? Through which of your steps did the change get there?*

# %% name="flow"
changes = (trace_model(encode_doc("Tom mad a")) - trace_model(trace_ids)).abs()
for position, change in enumerate(changes.amax(dim=-1).tolist()):
    print(f"row {position} ({visible(trace_text[position])}): {change:.3f}")

# %% [markdown] name="causality_text"
# **Where exactly is causality enforced?** Embeddings, norms, MLP and logits treat each token by itself. Tokens meet in one
# place only, and there one line of your code keeps them from looking ahead. Here is the same head without that line.
#
# *What will the first row look like now?*

# %% name="causality"
show(plot_attention(torch.softmax(scaled_scores, dim=-1), trace_text))

# %% [markdown] name="positions_question"
# *What if the position embeddings are removed? The extension "No position embeddings" shows it. Make a prediction now.*

# %% name="check_trace_transformer" tags=["check"]
grader.check("trace_transformer")

# %% [markdown] name="compare"
# ## Both models, side by side
#
# The transformer has the same embeddings and the same MLP. What it adds is attention and position embeddings.
#
# *Where will its loss end: above the floor, on it, or below?*

# %% name="train_transformer" tags=["slow"]
trained_transformer = make_model("transformer")
checkpoints = Checkpoints(trained_transformer, STEPS["transformer"])  # to look at later
transformer_history = train(
    trained_transformer, train_ids, STEPS["transformer"], held_out_ids
)

# %% name="compare_losses"
histories = {"MLP": mlp_history, "transformer": transformer_history}
show(plot_losses(histories, floor))
for name, history in histories.items():
    loss = history.held_out_loss[-1]
    print(f"{name:12} {loss:.3f} nats, perplexity {math.exp(loss):.2f} per character")
print(f"{'bigram floor':12} {floor:.3f} nats, perplexity {math.exp(floor):.2f}")

# %% [markdown] name="perplexity_text"
# The *perplexity* is the number of equally likely characters between which the model still hesitates.

# %% name="check_training" tags=["check"]
grader.check("training")

# %% [markdown] name="generation_text"
# **Let them write.** A model that gives probabilities can be asked for a character, and for another, and another. The
# logits of the last row are all that is needed each time. *Objective: MS-LLM-Generation.*
#
# *Why do we draw from the probabilities, instead of always taking the likeliest character?*
#
# **Open `lab3/generation.py`** and write `next_token_probabilities` and `generate`.

# %% name="here_writing"
where_am_i("writing")

# %% name="check_generation" tags=["check"]
grader.check("generation")

# %% name="texts"
prompt = "Once upon a time"  # your own words go here
show_texts(
    {
        name: generate(model, prompt, 200, 0.8, torch.Generator().manual_seed(0))
        for name, model in {
            "MLP": trained_mlp,
            "transformer": trained_transformer,
        }.items()
    }
)

# %% [markdown] name="train_longer_text"
# **Train longer.** In 200 steps, the transformer has seen about a sixth of the stories. Now a model twice as wide gets 1,000
# steps, which take about half a minute on two cores; where there is a GPU, it is used. We keep its weights at three
# moments.
#
# *What does such a model learn first: letters, words, or sentences?*

# %% name="train_longer" tags=["slow"]
torch.manual_seed(0)
storyteller = TransformerLM(
    256, max_len=32, emb_dim=64, n_hidden=256, head_dim=16, n_heads=4
).to(best_device())
long_history = train(
    storyteller, train_ids, 1000, held_out_ids,
    max_lr=1e-2, eval_every=100, snapshots_at=(50, 300, 1000),
)  # fmt: skip
storyteller.cpu()
print(f"{long_history.held_out_loss[-1]:.2f} nats per character on held-out stories")

# %% name="texts_on_the_way"
on_the_way = {}
for step, state in long_history.snapshots.items():
    storyteller.load_state_dict(state)
    on_the_way[f"after {step} steps"] = generate(
        storyteller, prompt, 250, 0.5, torch.Generator().manual_seed(0)
    )
show_texts(on_the_way)

# %% [markdown] name="train_longer_answer"
# After 50 steps it knows which letters are common. After 300 it has short words and
# names, and puts full stops. After 1,000 most words are words, and people talk, in quotation marks. A plot there is not:
# the model sees 32 characters, and whatever was before that is forgotten.
#
# So, **why the dramatic difference** between the two texts at the beginning? *Compare your guess.* And "upon", after
# "Once"?

# %% name="once_transformer"
for context in ("Once ", "Tom had "):
    by_mlp, by_transformer = (
        f"{chance(model, context, 'u'):.1%}" for model in (trained_mlp, storyteller)
    )
    print(f"after {context!r}: u with {by_mlp} (MLP), {by_transformer} (transformer)")

# %% [markdown] name="attention_text"
# **What does a trained transformer look at?** All four heads, on a sentence of your choice (at most 32 characters).
# *Objective: NC-SelfAttentionExample.*
#
# *Look for a head that watches the character right before, and for one that finds the beginning of the word.*

# %% name="trained_attention"
sentence = "The cat sat. The dog"
show(plot_attention(attention_of(storyteller, sentence), sentence))

# %% [markdown] name="explore_text"
# What the last character looks at, in each head:

# %% name="explore"
show(plot_queries(attention_of(storyteller, sentence), sentence))

# %% [markdown] name="explorer_text"
# **Your models in one page.** The next cell writes `explorer.html`, with both models that you trained: the MLP, and the
# transformer of 200 steps. Type any text and follow it from the characters to the logits. See what each character looks
# at, leave out the mask or the positions, let the model write, and watch attention form during the training. *Tasks* leads
# to evidence for the questions below.
#
# The page needs neither Python nor a network, so you can mail it. `python -m lab3 explore` writes it without the notebook.

# %% name="explorer" tags=["slow"]
explorer(
    trained_mlp, trained_transformer, train_ids, held_out_ids, sentence, checkpoints
)

# %% [markdown] name="reflection"
# ## Check your understanding
#
# Answer in your own words, two to five sentences each. A person reads this part (10 points).

# %% [markdown] name="reflection_1_question"
# **1.** What can the MLP not do, and how does the transformer overcome it?

# %% [markdown] name="reflection_1" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_1_answer" tags=["instructor"]
# **Model answer.** The MLP sees one character; whatever stood before it makes no difference, so its loss cannot go below
# the bigram entropy. In the transformer each token looks at all tokens before it and takes over a mixture of their
# values, so the guess depends on the whole context: the loss goes below the floor.

# %% [markdown] name="reflection_2_question"
# **2.** What is the causal mask for? What would happen to the training loss, and to the texts, without it?

# %% [markdown] name="reflection_2" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_2_answer" tags=["instructor"]
# **Model answer.** In training, all positions are guessed at once, and the target of each is its right neighbour in the
# input. Without the mask a token can copy its target: the training loss falls towards zero, and so does the held-out loss,
# which is measured in the same way. When writing, there is nothing to copy from, and the texts are rubbish.

# %% [markdown] name="reflection_3_question"
# **3.** Why does a transformer need position embeddings, when the MLP needs none?

# %% [markdown] name="reflection_3" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_3_answer" tags=["instructor"]
# **Model answer.** A weighted sum does not depend on the order of what is summed, and weights come from the contents of
# tokens alone: to the `l` at the end, `trail` and `trial` would look the same. The position embedding becomes part of
# the content. The MLP sees a single character, so there is no order to lose.

# %% [markdown] name="reflection_4_question"
# **4.** A sequence has length 10 and embeddings of size 32. Which shapes do q, k and v have in a head with `head_dim` 8?
# What shape do the scores have, and what shape does the output of all 4 heads have before and after `to_output`?

# %% [markdown] name="reflection_4" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_4_answer" tags=["instructor"]
# **Model answer.** q, k and v are (10, 8) each, whatever the embedding's size; the scores are (10, 10), one for each pair
# of query and key; four heads side by side give (10, 32), here by chance the size of the embedding, and `to_output`
# gives (10, 32).

# %% [markdown] name="reflection_5_question"
# **5.** Explain self-attention to a colleague who knows matrices but no neural networks.

# %% [markdown] name="reflection_5" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_5_answer" tags=["instructor"]
# **Model answer.** Every token has three vectors, each made from its embedding by a matrix that is learned: a query, a
# key and a value. The product of its query with the key of another token says how much that one matters. A softmax turns
# these products into weights that sum to 1, after later tokens have been ruled out, and the token gets the sum of the
# values with these weights.

# %% [markdown] name="extensions"
# ## Extensions
#
# Each of these begins with something that runs in seconds. Then it is your turn: each leaves a piece of code to write, and
# a question to answer in a sentence or two. None of this is graded.

# %% [markdown] name="extension_heads_text"
# **More heads.** The same 32 numbers, as one head of 32 or cut into four heads of 8. *Which do you bet on?*
#
# **Your turn**: add other numbers of heads, with the same number of parameters. Where does it stop helping?

# %% name="extension_heads" tags=["slow"]
head_counts = (1, 4)  # Your turn: add more. 32 has to be a multiple of each.

by_heads = {}
for n_heads in head_counts:
    torch.manual_seed(0)
    model = TransformerLM(256, 32, 32, 128, head_dim=32 // n_heads, n_heads=n_heads)
    by_heads[f"{n_heads} of {32 // n_heads}"] = train(
        model, train_ids, STEPS["transformer"], held_out_ids
    )
show(plot_losses(by_heads, floor))

# %% [markdown] name="extension_heads_notes"
# *What I found about heads:*

# %% [markdown] name="extension_embeddings_text"
# **Similar characters.** Where have the characters moved in training? *Expect the vowels to sit together. Do they?*
#
# **Your turn**: a map has two dimensions, the embeddings have 64. Write `nearest`, and see who is really close to whom.

# %% name="extension_embeddings"
characters = "abcdefghijklmnopqrstuvwxyzTSHO .,!?"
show(plot_embeddings(storyteller.word_to_embedding.weight, characters))


def nearest(character, n=3):
    """The n characters whose embeddings have the largest cosine with this one's."""
    # Your turn: torch.cosine_similarity compares a vector with each row of a matrix.
    return []


for character in "aT.":
    print(character, "is closest to", nearest(character) or "(not written yet)")

# %% [markdown] name="extension_embeddings_notes"
# *What I found about similar characters:*

# %% [markdown] name="extension_positions_text"
# **No position embeddings.** Set them to zero and keep them there. *How much does it cost? Look at what the heads do
# now.*
#
# **Your turn**: put the same characters in another order, with the last one in its place, and compare the last logits.

# %% name="extension_positions" tags=["slow"]
blind = make_model("transformer")
nn.init.zeros_(blind.pos_to_embedding.weight)
blind.pos_to_embedding.weight.requires_grad_(False)
blind_history = train(blind, train_ids, STEPS["transformer"], held_out_ids)
show(
    plot_losses(
        {"with positions": transformer_history, "without": blind_history}, floor
    )
)
show(plot_attention(attention_of(blind, sentence), sentence))

shuffled = (
    sentence  # Your turn: other words for the same letters, such as "The dog ..."
)
for name, model in {"with positions": trained_transformer, "without": blind}.items():
    last, last_shuffled = (model(encode_doc(it))[-1] for it in (sentence, shuffled))
    print(f"{name}: the logits differ by {(last - last_shuffled).abs().max():.4f}")

# %% [markdown] name="extension_positions_notes"
# *What I found about positions:*

# %% [markdown] name="extension_sampling_text"
# **Prompting and sampling.** The temperature makes the model safer or wilder. *Which text would you rather read?*
#
# **Your turn**: write *top-k*, which draws from the k likeliest characters only, and try prompts that a story would not
# have. What does the model do with a prompt in capitals?

# %% name="extension_sampling"
start = "Tom had a red b"  # Your turn: other prompts
last_logits = storyteller(encode_doc(start))[-1].detach()  # (256,)
show(plot_temperatures(last_logits, (0.3, 0.8, 1.5)))


def top_k(scores, k):
    """Rules out all but the k largest scores of each row: (..., 256) -> (..., 256)"""
    # Your turn: put -1e9 in the place of the others. See scores.topk(k).
    return scores


class TopK(nn.Module):
    """A model that rules out all but the k likeliest tokens."""

    def __init__(self, model, k):
        super().__init__()
        self.model, self.max_len, self.k = model, model.max_len, k

    def forward(self, input_ids):
        return top_k(self.model(input_ids), self.k)


show_texts(
    {
        name: generate(model, start, 120, temperature, torch.Generator().manual_seed(0))
        for name, model, temperature in (
            ("temperature 0.3", storyteller, 0.3),
            ("temperature 1.5", storyteller, 1.5),
            ("temperature 1, your top 3", TopK(storyteller, 3), 1.0),
        )
    }
)

# %% [markdown] name="extension_sampling_notes"
# *What I found about prompts and sampling:*

# %% [markdown] name="extension_corpus_text"
# **Another corpus.** Python's own `argparse`, say. *What will the model learn first?*
#
# **Your turn**: take a text of your own, and say beforehand whether its floor is higher or lower than that of the stories.

# %% name="extension_corpus" tags=["slow"]
import argparse

text_file = Path(argparse.__file__)  # Your turn: the path of a text of your own
lines = text_file.read_text(encoding="utf-8").splitlines()
own_ids = encode_doc("\n".join(line.strip() for line in lines))  # without indentation
split_at = len(own_ids) * 9 // 10
own_train_ids, own_held_out_ids = own_ids[:split_at], own_ids[split_at:]
own_model = make_model("transformer")
own_history = train(own_model, own_train_ids, 500, own_held_out_ids)
own_floor = bigram_floor(own_train_ids, own_held_out_ids)
show(plot_losses({f"transformer on {text_file.name}": own_history}, own_floor))
print(generate(own_model, "def ", 300, 0.6, torch.Generator().manual_seed(0)))

# %% [markdown] name="extension_corpus_notes"
# *What I found about another corpus:*

# %% [markdown] name="extension_answers" tags=["instructor"]
# **What to expect of the extensions.** *Heads*: one head of 32 cannot watch several things, many heads of 2 have too few
# numbers to compare; the differences after 200 steps are small. *Embeddings*: `nearest` is
# `torch.cosine_similarity(table[ord(character)], table).topk(n + 1).indices[1:]`, as characters; characters that never
# occur in the stories have not moved, so keep to those that do. *Positions*: without them the last logits are the same for
# any order of the same characters before the last, up to rounding; with them they differ. *Sampling*: `top_k` is
# `scores.masked_fill(scores < scores.topk(k).values[..., -1:], -1e9)`. *Corpus*: without its indentation, `argparse.py`
# has a higher floor than the stories (2.47 nats, and 2.23); the transformer ends at 1.54.

# %% [markdown] name="whole_picture_text"
# ## The whole picture
#
# You have traced all of it. Here is the picture once more, with every shape.

# %% name="whole_picture"
where_am_i()

# %% [markdown] name="outcomes"
# ## What you can do now
#
# | you can | you did it in |
# | --- | --- |
# | explain the input and the output of a tokenizer (MS-LLM-Tokenization) | part 1 |
# | extract and interpret logits (MS-LLM-Generation) | parts 2 and 3, "Let them write" |
# | explain the parts of a self-attention layer (NC-SelfAttention) | part 4, and the last question above |
# | identify the shapes of the data in a transformer (NC-TransformerDataFlow) | parts 3 and 6 |
# | visualise attention matrices (NC-SelfAttentionExample) | part 6, "What does a trained transformer look at?" |
#
# **Why this matters.** What you wrote is, piece by piece, what runs in the assistants that people talk to: they have a
# hundred such layers, a larger vocabulary and far more text. Who knows where the numbers come from can say what such a
# model can see, why it forgets what has left its context, and why it writes with confidence what is not true.

# %% [markdown] name="resources"
# ## To learn more
#
# - [The Illustrated Transformer](https://jalammar.github.io/illustrated-transformer/) (Jay Alammar) explains the same steps
#   in pictures: good for a second look at queries, keys and values.
# - [Transformer Explainer](https://poloclub.github.io/transformer-explainer/) runs GPT-2 in your browser: good for seeing
#   your nine characters' way with words and twelve layers.
# - [LLM Visualization](https://bbycroft.net/llm) (Brendan Bycroft) shows every number of a small GPT in three dimensions:
#   good for shapes.
# - [Attention in transformers](https://www.3blue1brown.com/lessons/attention) (3Blue1Brown) is a film: good for an
#   intuition of what directions in the embedding space mean.
# - [Let's build GPT](https://www.youtube.com/watch?v=kCc8FmEb1nY) (Andrej Karpathy) writes this lab's model and a larger one
#   from an empty file, in two hours: good for going on with code.
# - [The Annotated Transformer](https://nlp.seas.harvard.edu/annotated-transformer/) sets the original paper line by line
#   next to code: good before you read the paper.
# - [Attention Is All You Need](https://arxiv.org/abs/1706.03762) (Vaswani and others, 2017) is that paper: good for the
#   reasons behind √d, several heads and position encodings.
# - [TinyStories](https://arxiv.org/abs/2305.07759) (Eldan and Li, 2023) asks how small a model can be and still tell a
#   story: good for ideas for a project.
# - [A Mathematical Framework for Transformer Circuits](https://transformer-circuits.pub/2021/framework/index.html) (Elhage
#   and others, 2021) takes models of one and two layers apart: good for what heads can and cannot do.

# %% [markdown] name="hand_in"
# ## Hand in
#
# Save the notebook, and hand in a zip with it and your folder `lab3`.
