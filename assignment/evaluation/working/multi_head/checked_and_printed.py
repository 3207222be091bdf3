"""The usual lines with checks of every shape, and a print

The checks hold for any valid input.
"""

VERDICT = "right"
SOURCE = "https://sid.sh/learn/build-your-first-llm/part-4-attention/multi-head (tests of shapes)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        emb_dim = self.to_output.out_features
        if x.shape[-1] != emb_dim:
            raise ValueError(f"expected embeddings of size {emb_dim}, got {x.shape[-1]}")
        head_outputs = []
        for number, head in enumerate(self.heads):
            y = head(x)
            assert y.shape[:-1] == x.shape[:-1], (number, y.shape, x.shape)
            head_outputs.append(y)
        together = torch.cat(head_outputs, -1)
        assert together.shape[-1] == self.to_output.in_features
        out = self.to_output(together)
        print(f"{len(head_outputs)} heads: {tuple(x.shape)} -> {tuple(together.shape)} -> {tuple(out.shape)}")
        return out
