"""The residual stream is kept as a list and summed when read

The sum of the list is the stream; each reader sees the sum of all that was written before it.
"""

VERDICT = "right"
SOURCE = "A Mathematical Framework for Transformer Circuits (the residual stream is a sum of what everybody wrote)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        written = [x]

        def read():
            return torch.stack(written).sum(dim=0)

        written.append(self.self_attention(self.norm_1(read())))
        written.append(self.mlp(self.norm_2(read())))
        return read()
