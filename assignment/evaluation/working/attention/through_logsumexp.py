"""Weights are exp(score minus logsumexp of the row)

logsumexp is stable, so this is softmax under another name.
"""

VERDICT = "right"
SOURCE = "https://courses.cs.washington.edu/courses/cse599m/23sp/notes/flashattn.pdf (logsumexp in FlashAttention)"


class BareBonesAttentionHead(nn.Module):
    def scores(self, x):
        q, k = (layer(x) for layer in (self.get_query, self.get_key))
        s = torch.inner(q, k) if x.dim() == 2 else q @ k.transpose(-2, -1)
        return s / math.sqrt(self.head_dim) + make_causal_mask(x.size(-2), x.device)

    def attention_weights(self, x):
        s = self.scores(x)
        return torch.exp(s - torch.logsumexp(s, dim=-1, keepdim=True))
