"""The layer returns a tuple, and the model unpacks it

The layer should return a tensor; who uses it by itself gets a tuple of one.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face blocks that return (hidden_states, ...)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        x = x + self.mlp(self.norm_2(x))
        return (x,)


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} > {self.max_len}")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        return self.lm_head(self.model(x)[0])
