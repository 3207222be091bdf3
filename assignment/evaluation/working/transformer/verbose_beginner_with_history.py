"""Keeps detached intermediates in a dict and names every step

The dict is only written, never read, and holds detached tensors; the result is the usual one.
"""

VERDICT = "right"
SOURCE = "beginner notebooks that keep every intermediate for plots"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        self.last = {}
        self.last["input"] = x.detach()
        x_after_norm_1 = self.norm_1(x)
        attention_result = self.self_attention(x_after_norm_1)
        x_after_attention = torch.add(x, attention_result)
        self.last["after attention"] = x_after_attention.detach()
        x_after_norm_2 = self.norm_2(x_after_attention)
        mlp_result = self.mlp(x_after_norm_2)
        x_after_mlp = torch.add(x_after_attention, mlp_result)
        self.last["after mlp"] = x_after_mlp.detach()
        return x_after_mlp


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        how_many = input_ids.shape[-1]
        if how_many > self.max_len:
            raise ValueError(f"I was given {how_many} tokens. I can only handle {self.max_len} tokens. Sorry!")
        which_positions = []
        for i in range(how_many):
            which_positions.append(i)
        which_positions = torch.tensor(which_positions, dtype=torch.int64, device=input_ids.device)
        word_vectors = self.word_to_embedding(input_ids)
        position_vectors = self.pos_to_embedding(which_positions)
        both = word_vectors + position_vectors
        out = self.model(both)
        scores = self.lm_head(out)
        return scores
