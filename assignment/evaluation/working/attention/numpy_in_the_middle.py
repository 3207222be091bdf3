"""The softmax is done in numpy, which loses the gradient, and comes back as float32

Two mistakes: queries and keys do not learn, and a float64 model gets float32 weights.
"""

VERDICT = "wrong"
SOURCE = "https://www.github.com/Kelym/FAST/blob/master/attn.py (numpy and torch mixed)"

import numpy as np


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x).detach().cpu().numpy()
        k = self.get_key(x).detach().cpu().numpy()
        scores = np.matmul(q, np.swapaxes(k, -1, -2)) / np.sqrt(self.head_dim)
        scores = np.where(np.tri(x.shape[-2]) == 1, scores, -1e9)
        e = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights = e / e.sum(axis=-1, keepdims=True)
        return torch.tensor(weights, dtype=torch.float32, device=x.device)

    def forward(self, x):
        v = self.get_value(x)
        return self.attention_weights(x).to(v.dtype) @ v
