"""Builds the input with a loop over positions

Position i of every document gets row i of the position matrix; stack puts the positions back in their
dimension.
"""

VERDICT = "right"
SOURCE = "beginner style in fast.ai forum threads"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError("Input has " + str(L) + " tokens but only " + str(self.max_len) + " are possible")
        columns = []
        for i in range(L):
            token_vectors = self.word_to_embedding(input_ids[..., i])
            position_vector = self.pos_to_embedding(torch.tensor(i, device=input_ids.device))
            columns.append(token_vectors + position_vector)
        x = torch.stack(columns, dim=-2)
        x = self.model(x)
        rows = []
        for i in range(L):
            rows.append(self.lm_head(x[..., i, :]))
        return torch.stack(rows, dim=-2)
