"""Flattens x by view before the projections

view raises for x that is a slice of a larger tensor, since its tokens do not lie evenly in memory.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch/issues/61 (view and contiguity)"


class BareBonesAttentionHead(nn.Module):
    def project(self, layer, x):
        flat = x.view(-1, x.shape[-1])
        return layer(flat).view(*x.shape[:-1], self.head_dim)

    def attention_weights(self, x):
        q = self.project(self.get_query, x)
        k = self.project(self.get_key, x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.project(self.get_value, x)
