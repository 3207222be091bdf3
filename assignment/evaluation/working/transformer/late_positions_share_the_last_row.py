"""Warns and clamps positions beyond the table

A long text should be an error; here all late tokens get the last position.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face forum: clamp position ids to the maximum"

import warnings


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            warnings.warn(f"{n} tokens, but max_len is {self.max_len}", stacklevel=2)
        positions = torch.arange(n, device=input_ids.device).clamp(max=self.max_len - 1)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
