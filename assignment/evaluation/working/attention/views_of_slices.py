"""Uses view on x, which a slice of a larger tensor may not allow

All tokens are laid under each other for the linear layers, by view, which needs neighbouring memory: x[:, 1:]
of a batch raises a RuntimeError. With reshape it would be right.
"""

VERDICT = "wrong"
SOURCE = "https://discuss.pytorch.org: view size is not compatible with input tensor's size and stride (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        length, emb_dim = x.shape[-2:]
        tokens = x.view(-1, emb_dim)  # (n_tokens, emb_dim)
        queries = self.get_query(tokens).view(-1, length, self.head_dim)
        keys = self.get_key(tokens).view(-1, length, self.head_dim)
        scores = torch.bmm(queries, keys.transpose(1, 2)) / self.head_dim**0.5
        weights = torch.softmax(scores + make_causal_mask(length, device=x.device), dim=2)
        return weights.view(*x.shape[:-1], length)
