"""Takes len(input_ids) for the length in the check

For a batch this is the number of documents: many short ones are refused, and too long ones end in an
IndexError.
"""

VERDICT = "wrong"
SOURCE = "beginner code: len(input_ids) as the length"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if len(input_ids) > self.max_len:
            raise ValueError(f"got {len(input_ids)} tokens, max_len is {self.max_len}")
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
