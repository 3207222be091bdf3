"""Returns log-probabilities

The loss is the same, since log-softmax changes nothing the second time, but the logits are not those asked
for.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer, Generator with log_softmax"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        scores = self.lm_head(self.model(x))
        return torch.log_softmax(scores, dim=-1)
