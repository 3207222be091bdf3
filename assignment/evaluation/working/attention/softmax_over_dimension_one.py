"""The softmax runs over dimension 1, which is the keys only for a single document

In a batch, dimension 1 is the queries; with two batch dimensions it is a batch.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/PetrochukM/PyTorch-NLP/issues/2"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores, dim=1)
