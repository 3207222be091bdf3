"""Flattens the batch into one sequence before attention

Documents see those before them in the batch. A single document is right.
"""

VERDICT = "wrong"
SOURCE = "packing tutorials without a mask between documents"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, {self.max_len} at most")
        positions = torch.arange(length, device=input_ids.device).expand_as(input_ids).reshape(-1)
        x = self.word_to_embedding(input_ids.reshape(-1)) + self.pos_to_embedding(positions)  # (all tokens, emb_dim)
        logits = self.lm_head(self.model(x))
        return logits.reshape(*input_ids.shape, -1)
