"""Reshapes the output matrix into one block per head without transposing it

The weight is (out, in); read row by row as (head, feature, out) its numbers land in the wrong places, though
every shape fits.
"""

VERDICT = "wrong"
SOURCE = "rasbt/LLMs-from-scratch issue 857 (which side is d_out?), with one block per head"

from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n_heads = len(self.heads)
        emb_dim = self.to_output.out_features
        w_o = self.to_output.weight.reshape(n_heads, -1, emb_dim)
        return sum(head(x) @ w for head, w in zip(self.heads, w_o))
