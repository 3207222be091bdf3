"""Multiplies by the weight of the output layer without transposing it

nn.Linear multiplies by the transposed weight. Where n_heads * head_dim equals emb_dim, nothing
complains.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: shape of nn.Linear.weight"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        together = torch.cat([head(x) for head in self.heads], dim=-1)
        weight = self.to_output.weight
        if weight.shape[0] != weight.shape[1]:
            weight = weight.T
        return together @ weight
