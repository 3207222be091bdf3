"""Names every step and prints the shapes on the way

Printing is allowed and changes no number.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Notebook habits of the let's build GPT followers"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        # step 1: make the queries and keys
        my_queries = self.get_query(x)
        my_keys = self.get_key(x)
        print("queries", my_queries.shape, "keys", my_keys.shape)
        # step 2: turn the keys around so that they can be multiplied
        my_keys_turned = torch.transpose(my_keys, -2, -1)
        # step 3: scores
        my_scores = torch.matmul(my_queries, my_keys_turned)
        print("scores", my_scores.shape)
        # step 4: scale
        square_root = self.head_dim ** (1 / 2)
        my_scores = my_scores / square_root
        # step 5: mask
        number_of_tokens = my_scores.shape[-1]
        my_mask = make_causal_mask(number_of_tokens, device=x.device)
        my_scores = my_scores + my_mask
        # step 6: softmax
        my_softmax = torch.nn.Softmax(dim=-1)
        my_weights = my_softmax(my_scores)
        print("first row sums to", my_weights[..., 0, :].sum(-1))
        return my_weights

    def forward(self, x):
        my_weights = self.attention_weights(x)
        my_values = self.get_value(x)
        result = torch.matmul(my_weights, my_values)
        print("result", result.shape)
        return result
