"""Adds the whole position table, whatever the length

This fits only texts of max_len tokens; a single token even becomes max_len of them by broadcasting.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/jiwidi/Behavior-Sequence-Transformer-Pytorch/issues/4"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if input_ids.shape[-1] > self.max_len:
            raise ValueError(f"{input_ids.shape[-1]} > {self.max_len}")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding.weight
        x = self.model(x)
        return self.lm_head(x)
