"""Positions start again after max_len

No error is raised; token max_len gets the position of token 0.
"""

VERDICT = "wrong"
SOURCE = "OpenNMT discussions of position modulo max_len"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device) % self.max_len
        x = self.word_to_embedding(input_ids)
        x = x + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
