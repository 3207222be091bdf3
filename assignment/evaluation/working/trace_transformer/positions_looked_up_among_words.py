"""Position numbers go to the word table

The two tables are mixed up: characters 0 to 8 are looked up.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch/pull/665"
CELL = "transformer_embed"

embed = trace_model.word_to_embedding
token_embeddings = embed(trace_ids)
position_embeddings = embed(torch.arange(len(trace_ids)))
x = token_embeddings + position_embeddings
print(tuple(x.shape))
