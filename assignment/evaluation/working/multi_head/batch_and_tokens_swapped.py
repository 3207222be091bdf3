"""Takes the first dimension for the tokens, as nn.MultiheadAttention does by default, and squeezes

Two mistakes: a batch is attended across its documents, and dimensions of size 1 vanish.
"""

VERDICT = "wrong"
SOURCE = "https://mlverse.github.io/torch/reference/nnf_multi_head_attention_forward.html (length before batch)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        tokens = x.transpose(0, 1) if x.dim() > 2 else x
        out = self.to_output(torch.cat([head(tokens) for head in self.heads], dim=-1))
        if x.dim() > 2:
            out = out.transpose(0, 1)
        return out.squeeze()
