"""positions are counted from 1

Print the position ids that you look up. Which row belongs to the first of the nine characters? Reread "What,
and where" in part 6, and the positions in your `TransformerLM`.
"""

CAUGHT_BY = "embeddings and norm have the right values"
CELL = "transformer_embed"

token_embeddings = trace_model.word_to_embedding(trace_ids)
position_embeddings = trace_model.pos_to_embedding(torch.arange(1, 10))
x = token_embeddings + position_embeddings
