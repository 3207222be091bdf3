"""The error names max_len but not the length of the text

One of the two numbers is missing.
"""

VERDICT = "wrong"
SOURCE = "minGPT forks: sequence longer than block size"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if input_ids.shape[-1] > self.max_len:
            raise ValueError(f"input_ids has more tokens than the {self.max_len} that this model can take")
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device)
        x = self.word_to_embedding(input_ids)
        x = x + self.pos_to_embedding(positions)
        x = self.model(x)
        return self.lm_head(x)
