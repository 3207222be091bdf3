"""Joins along dimension 2, as if there were always one batch dimension

Right for (B, L, emb_dim), an error for a single document, and tokens joined for two batch
dimensions.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/ajhalthor/Transformer-Neural-Network/pull/4"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        heads = [head(x) for head in self.heads]
        return self.to_output(torch.cat(heads, dim=2))
