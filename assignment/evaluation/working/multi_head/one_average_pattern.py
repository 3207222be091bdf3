"""The weights of all heads are averaged, and each head mixes its values with the mean

Averaged weights are for plots; here no head looks for something of its own.
"""

VERDICT = "wrong"
SOURCE = "https://mlverse.github.io/torch/reference/nnf_multi_head_attention_forward.html (avg_weights)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        pattern = torch.stack([h.attention_weights(x) for h in self.heads]).mean(dim=0)
        return self.to_output(torch.cat([pattern @ h.get_value(x) for h in self.heads], dim=-1))
