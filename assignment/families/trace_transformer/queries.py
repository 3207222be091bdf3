"""Queries, keys and values of the first head."""

CELL = "transformer_qkv"
CHOICES = {
    "made_of": {
        "x": "qkv_without_norm",
        "tokens": (
            "queries, keys and values are made of the embeddings of the characters, without positions and norm",
            "Print the variable that goes into `head.get_query`. What does the layer of part 5 give to its attention?",
        ),
    },
    "layers": {
        "query_key_swapped": (
            "queries and keys have changed places",
            "For each of `q`, `k` and `v`, print which layer of the head made it: compute one of its numbers by "
            "hand from the layer's weight.",
        ),
        "key_value_swapped": (
            "keys and values have changed places",
            "For each of `q`, `k` and `v`, print which layer of the head made it: compute one of its numbers by "
            "hand from the layer's weight.",
        ),
        "all_queries": (
            "queries, keys and values are made by one and the same layer",
            "Print `(q == k).all()` and `(k == v).all()`. How many layers does a head have?",
        ),
        "key_by_query": (
            "the keys are made by the layer of the queries",
            "Print `(q == k).all()`. Which layer of the head makes keys?",
        ),
        "value_by_key": (
            "the values are made by the layer of the keys",
            "Print `(k == v).all()`. Which layer of the head makes values?",
        ),
        "last_head": (
            "queries, keys and values are those of the last head, and not of the first",
            "Print `head is layer.self_attention.heads[0]`. Which head do your three layers belong to?",
        ),
        "all_heads": (
            "queries, keys and values are those of all heads together, where those of the first are asked for",
            "Print the shape of `q`: how many numbers does a query of one head have?",
        ),
    },
}

of_query, of_key, of_value = head.get_query, head.get_key, head.get_value
match chosen("layers"):
    case "query_key_swapped":
        of_query, of_key = of_key, of_query
    case "key_value_swapped":
        of_key, of_value = of_value, of_key
    case "all_queries":
        of_key = of_value = of_query
    case "key_by_query":
        of_key = of_query
    case "value_by_key":
        of_value = of_key
    case "last_head":
        other = layer.self_attention.heads[-1]
        of_query, of_key, of_value = other.get_query, other.get_key, other.get_value
source = {"x": x, "tokens": token_embeddings}.get(chosen("made_of"), normed)
q, k, v = of_query(source), of_key(source), of_value(source)
if chosen("layers") == "all_heads":
    heads = layer.self_attention.heads
    q = torch.cat([one.get_query(source) for one in heads], dim=-1)
    k = torch.cat([one.get_key(source) for one in heads], dim=-1)
    v = torch.cat([one.get_value(source) for one in heads], dim=-1)
