"""Embeddings as products of one-hot vectors with the tables

A one-hot row times a matrix picks a row of it, and the gradient lands in that row.
"""

VERDICT = "right"
SOURCE = "explanations of nn.Embedding as a one-hot vector times a matrix"

from torch.nn.functional import one_hot


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        words, places = self.word_to_embedding.weight, self.pos_to_embedding.weight
        L = input_ids.shape[-1]
        if L > places.shape[0]:
            raise ValueError(f"too long: L = {L}, max_len = {places.shape[0]}")
        token_one_hot = one_hot(input_ids, num_classes=words.shape[0]).to(words.dtype)  # (..., L, V)
        place_one_hot = torch.eye(places.shape[0], dtype=places.dtype, device=input_ids.device)[:L]  # (L, max_len)
        x = token_one_hot @ words + place_one_hot @ places
        return self.model(x) @ words.T
