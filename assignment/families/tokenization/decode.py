"""The text of token ids."""

CHOICES = {
    "character": {
        "utf8": "decoded_as_utf8",
        "utf8_ignored": (
            "ids are decoded as if they were bytes of UTF-8, and what does not fit is dropped",
            "Print `decode([233])` and `chr(233)`. In UTF-8 this character takes two bytes: how many ids does it have "
            "here? Part 1 of the notebook says what an id is.",
        ),
        "utf8_strict": (
            "ids are decoded as if they were bytes of UTF-8, and what does not fit ends with an exception",
            "Call `decode([233])`, and print `chr(233)`. In UTF-8 this character takes two bytes: how many ids does "
            "it have here? Part 1 of the notebook says what an id is.",
        ),
        "bytes": "decodes_bytes_only",
        "ascii": (
            "ids of 128 and more have no character",
            "Print `decode([97, 233])` and `chr(233)`. What does the docstring promise for "
            "`decode(encode_doc(text))`, and what is it for a text with accents?",
        ),
        "dropped": (
            "ids of 256 and more have no character",
            "Print `decode([97, 8364])` and `chr(8364)`. Ids may belong to any vocabulary: which number limits yours?",
        ),
        "question_mark": (
            "ids of 256 and more become a question mark",
            "Print `decode([97, 8364])` and `chr(8364)`. Ids may belong to any vocabulary: which number limits yours?",
        ),
        "printable": (
            "only characters that print something come back",
            'Print `repr(decode(encode_doc("a\\n\\tb")))` and count its characters. Which test of yours do a tab and '
            "a line break fail?",
        ),
        "digits": (
            "the digits of the ids are joined, and not their characters",
            "Print `decode([97])`, and compare `str(97)` with `chr(97)`.",
        ),
    },
    "which": {
        "to_line_break": (
            "the text ends before its first line break",
            'Print `repr(decode(encode_doc("a\\nb")))`. A line break is a character like any other: does any id end a '
            "text?",
        ),
        "to_zero": (
            "the text ends at the first id 0",
            "Print `repr(decode([97, 0, 98]))`. The id 0 is the character `chr(0)`: does any id end a text?",
        ),
        "not_zero": (
            "ids of 0 have no character",
            "Print `repr(decode([97, 0, 98]))` and count its characters. Is there any id that stands for nothing?",
        ),
        "without_first": (
            "the first character is missing",
            "Print `decode([72, 105])`. How many ids went in, and how many characters came out?",
        ),
        "without_last": (
            "the last character is missing",
            "Print `decode([72, 105])`. How many ids went in, and how many characters came out?",
        ),
        "first_alone": (
            "only the first character comes back",
            "Print `decode([72, 105])`. How often does your loop run before the function returns?",
        ),
    },
    "result": {
        "list": "decodes_to_a_list",
        "spaced": "joined_with_spaces",
        "lines": (
            "decoding puts a line break between the characters",
            "Print `repr(decode([72, 105]))` and count its characters. How many ids went in?",
        ),
        "stripped": (
            "blanks at both ends of the text are lost",
            'Print `repr(decode(encode_doc(" a \\n")))`. How many characters went in, and how many came out?',
        ),
        "of_a_list": (
            "decoding gives the picture of a list, with brackets and commas",
            "Print `decode([72, 105])` and count its characters. What does `str` make of a list, and which method of "
            "`str` puts letters together?",
        ),
    },
    "takes": {
        "tensors_alone": "lists_refused",
        "two_ids": "one_id_refused",
        "lists_alone": (
            "decoding works for lists, but not for tensors",
            'Call `decode([72, 105])`, and then `decode(encode_doc("Hi"))`. What is an element of a tensor: an int, '
            "or a tensor of its own? Can a `dict` find it?",
        ),
        "batch": (
            "ids are expected to have a batch dimension",
            "Call `decode([72, 105])` and read the last line of the message. How many dimensions do the ids of the "
            "docstring have?",
        ),
        "some": (
            "decoding needs at least one id",
            "Call `decode` with an empty list and read the last line of the message. The docstring says how many ids "
            "there may be.",
        ),
    },
}


def decode(token_ids):
    characters = [_character(token_id) for token_id in _selected(_taken(token_ids))]
    if chosen("character").startswith("utf8"):
        characters = _from_bytes(_selected(_taken(token_ids)))
    text = "".join(characters)
    match chosen("result"):
        case "list":
            return list(characters)
        case "spaced":
            return " ".join(characters)
        case "lines":
            return "\n".join(characters)
        case "stripped":
            return text.strip()
        case "of_a_list":
            return str(list(characters))
    return text


def _taken(token_ids):
    match chosen("takes"):
        case "tensors_alone":
            return token_ids.tolist()
        case "two_ids":
            return list(torch.as_tensor(token_ids, dtype=torch.int64).squeeze().tolist())
        case "lists_alone" if isinstance(token_ids, Tensor) and len(token_ids):
            raise KeyError(token_ids[0])
        case "batch":
            return [int(token_id) for token_id in token_ids[0]]
        case "some" if len(token_ids) == 0:
            raise ValueError("there are no ids")
    return [int(token_id) for token_id in token_ids]


def _selected(ids):
    match chosen("which"):
        case "to_line_break":
            return ids[: ids.index(10)] if 10 in ids else ids
        case "to_zero":
            return ids[: ids.index(0)] if 0 in ids else ids
        case "not_zero":
            return [token_id for token_id in ids if token_id]
        case "without_first":
            return ids[1:]
        case "without_last":
            return ids[:-1]
        case "first_alone":
            return ids[:1]
    return ids


def _character(token_id):
    character = chr(token_id)
    match chosen("character"):
        case "bytes":
            return bytes([token_id]).decode("latin-1")
        case "ascii" if token_id >= 128:
            return ""
        case "dropped" if token_id >= 256:
            return ""
        case "question_mark" if token_id >= 256:
            return "?"
        case "printable" if not character.isprintable():
            return ""
        case "digits":
            return str(token_id)
    return character


def _from_bytes(ids):
    match chosen("character"):
        case "utf8":
            return bytes(token_id % 256 for token_id in ids).decode("utf-8", errors="replace")
        case "utf8_ignored":
            return bytes(ids).decode("utf-8", errors="ignore")
    return bytes(ids).decode("utf-8")
