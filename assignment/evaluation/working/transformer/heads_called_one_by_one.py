"""Runs the heads in the layer itself instead of calling the attention module

Each head sees the normed stream, the outputs stand side by side in their order, and to_output mixes them, as
the module does.
"""

VERDICT = "right"
SOURCE = "Karpathy, let's build GPT (Head and MultiHeadAttention)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        attention = self.self_attention
        normed = self.norm_1(x)
        n_heads = len(attention.heads)
        parts = []
        for i in range(n_heads):
            head = attention.heads[i]
            parts.append(head.attention_weights(normed).matmul(head.get_value(normed)))
        stream = x + attention.to_output(torch.cat(parts, dim=-1))
        middle = self.norm_2(stream)
        for step in self.mlp.model:
            middle = step(middle)
        stream = stream + middle
        return stream
