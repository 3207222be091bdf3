"""The MLP runs over chunks of four positions

The MLP and its norm act on each position by itself, so cutting the sequence changes nothing.
"""

VERDICT = "right"
SOURCE = "Hugging Face apply_chunking_to_forward (chunked feed-forward)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        pieces = []
        for chunk in x.split(4, dim=-2):
            pieces.append(chunk + self.mlp(self.norm_2(chunk)))
        return torch.cat(pieces, dim=-2)
