"""Recursion over the leading dimensions, one document at a time

Each document goes through the same code by itself; stacking gives the leading dimensions back.
"""

VERDICT = "right"
SOURCE = "beginner style on the Hugging Face forum: loop over the batch"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if input_ids.ndim > 1:
            return torch.stack([self.forward(part) for part in input_ids], dim=0)
        n = len(input_ids)
        if n > self.max_len:
            raise ValueError(f"document of length {n}, but the model was built for max_len = {self.max_len}")
        where = torch.arange(n, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(where)
        x = self.model(x)
        return self.lm_head(x)
