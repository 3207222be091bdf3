"""The token ids of a document."""

CHOICES = {
    "text": {
        "lower": "lower_cased",
        "stripped": "blanks_stripped",
        "lines_joined": "line_breaks_lost",
        "compatible": "normalised",
        "taken_apart": (
            "a letter with an accent is taken apart into the letter and its mark",
            'Print `encode_doc("ï")` next to `ord("ï")`. Which of your '
            "calls changes the text before its characters become numbers?",
        ),
        "words": (
            "several blanks become one, or none",
            'Print `encode_doc("a \\n  b")` and count the ids. What does `split` keep of the blanks between words? '
            "The docstring of `decode` promises the same text.",
        ),
        "no_blanks": (
            "blanks have no token",
            'Print `encode_doc("a b")` and count the ids. What is `ord(" ")`, and is it below `N_VOCAB`? The '
            "docstring has one reason to drop a character.",
        ),
        "line_breaks_translated": (
            "all kinds of line breaks become the same one",
            'Print `encode_doc("a\\r\\nb")` and `ord("\\r")`. A line break of two characters is two tokens here: the '
            "docstring has one token for each character.",
        ),
        "each_once": (
            "a character that comes again is counted only once",
            'Print `encode_doc("abba")`: how many ids are there, and in which order? What does a `set` or a `dict` '
            "keep of a text? The docstring of `decode` promises the same text.",
        ),
    },
    "number": {
        "from_a": "counted_from_a",
        "own_vocabulary": "vocabulary_of_its_own",
        "own_vocabulary_in_order": (
            "each text gets a vocabulary of its own, in the order in which characters come",
            'Print `encode_doc("cab")` and `encode_doc("cat")`: does "a" have the same id in both? Part 1 of the '
            "notebook says what the id of a character is.",
        ),
        "bytes": "utf8_bytes",
        "one_more": (
            "ids are larger by one than the code points",
            'Print `encode_doc("a")`, and `ord("a")` next to it. No id is kept free here: what does the docstring say '
            "about the id of a character?",
        ),
    },
    "unknown": {
        "question_mark": "unknown_as_question_mark",
        "last": "unknown_as_the_last",
        "remainder": "unknown_by_remainder",
        "zero": (
            "a character outside the vocabulary gets the id 0",
            'Print `encode_doc("a→b")` and count the ids. Reread in the docstring what happens to a code point that '
            "is too large: is there a token for the unknown?",
        ),
        "blank": (
            "a character outside the vocabulary becomes a blank",
            'Print `decode(encode_doc("a→b"))` and count its characters. Reread in the docstring what happens to a '
            "code point that is too large.",
        ),
        "minus_one": (
            "a character outside the vocabulary gets the id -1",
            'Print `encode_doc("a→b")` and count the ids. Which row of an embedding has the number -1? Reread in the '
            "docstring what happens to a code point that is too large.",
        ),
        "one_beyond": (
            "characters outside the vocabulary get an id of their own, behind the last one",
            'Print `encode_doc("a→b")`, and `n_vocab` next to it. Is there an id as large as that? Reread in the '
            "docstring what happens to a code point that is too large.",
        ),
        "kept": (
            "no character is dropped, whatever the vocabulary is",
            'Print `encode_doc("a→b")`. Which of these ids does a vocabulary of 256 have? Reread in the docstring '
            "what happens to a code point that is too large.",
        ),
        "stops": (
            "the text ends at the first character outside the vocabulary",
            'Print `encode_doc("a→b")`: what became of the "b"? Compare what `break` and `continue` do in a loop.',
        ),
        "refused": (
            "a text with a character outside the vocabulary ends with an exception",
            'Call `encode_doc("a→b")` and read the last line of the message. Reread in the docstring what happens to '
            "a code point that is too large.",
        ),
        "all_dropped": (
            "a text with a character outside the vocabulary loses all of its characters",
            'Print `encode_doc("a→b")`: what became of "a" and "b"? What do you test, each character or all of the '
            "text?",
        ),
    },
    "limit": {
        "always_256": "vocabulary_ignored",
        "at_most_256": "never_beyond_256",
        "ascii": "ascii_only",
        "ascii_always": (
            "characters are kept up to 127, whatever `n_vocab` is",
            'Print `encode_doc("é")` and `encode_doc("abcd", 99)`, and `ord` of these characters. Where does your '
            "code use its second argument?",
        ),
        "one_more": "vocabulary_off_by_one",
        "one_less": (
            "the last character of the vocabulary is dropped",
            'Count on your fingers: with `n_vocab=3`, which ids are there? Then print `encode_doc("abc", 100)` and '
            "`ord` of its last character.",
        ),
        "printable": "printable_only",
        "letters_and_blanks": (
            "only letters, digits and blanks have tokens",
            'Print `encode_doc("Hi!")` and count the ids. Which test of yours does the "!" fail? The docstring has '
            "one reason to drop a character.",
        ),
        "not_zero": (
            "the character with the code point 0 has no token",
            'Print `encode_doc("\\x00")`. Which comparison of yours does the number 0 fail? The docstring has one '
            "reason to drop a character.",
        ),
    },
    "marks": {
        "begin": "token_for_the_beginning",
        "end": (
            "the ids end with a token that is no character of the text",
            'Compare `len("abc")` with `len(encode_doc("abc"))`, and print the last id. Some tokenizers mark the end '
            "of a text. Does the one of part 1 of the notebook?",
        ),
        "both": (
            "the ids begin and end with a token that is no character of the text",
            'Compare `len("abc")` with `len(encode_doc("abc"))`, and print the first and the last id. Some tokenizers '
            "mark both ends of a text. Does the one of part 1 of the notebook?",
        ),
        "both_beyond": (
            "the ids begin and end with a token that is no character of the text",
            'Compare `len("abc")` with `len(encode_doc("abc"))`, and print the first and the last id. Some tokenizers '
            "mark both ends of a text. Does the one of part 1 of the notebook?",
        ),
        "begin_beyond": (
            "the ids begin with a token that is no character of the text",
            'Compare `len("abc")` with `len(encode_doc("abc"))`, and print the first id. Some tokenizers mark the '
            "beginning of a text. Does the one of part 1 of the notebook?",
        ),
    },
    "form": {
        "list": "ids_as_a_list",
        "float": "ids_as_float",
        "int32": "ids_as_int32",
        "uint8": "ids_as_uint8",
        "row": "ids_with_a_batch",
        "column": (
            "each id is a row of its own, so that the ids have a dimension too many",
            'Print `encode_doc("abc").shape`. How many numbers should the shape of one document have? The docstring '
            "names it.",
        ),
        "squeezed": (
            "a text of one token has no dimension",
            'Print `encode_doc("a").shape` and `encode_doc("ab").shape`. How many numbers should each have? What does '
            "`squeeze` make of a tensor of a single number?",
        ),
        "empty_as_float": "empty_text_as_float",
        "empty_refused": (
            "a text without tokens ends with an exception",
            'Call `encode_doc("")` and read the last line of the message. Which step of yours needs at least one '
            "number? The docstring says what comes back.",
        ),
        "one_hot": (
            "the ids are rows with a single 1, and not numbers",
            'Print `encode_doc("abc").shape` and compare it with the docstring. An embedding layer looks a row up by '
            "its number: who makes rows with a single 1 here?",
        ),
    },
}

import unicodedata


def encode_doc(doc, n_vocab=N_VOCAB):
    return _as_ids(_marked(_ids(_read(doc), n_vocab), n_vocab), n_vocab)


def _marked(token_ids, n_vocab):
    match chosen("marks"):
        case "begin":
            return [0, *token_ids]
        case "end":
            return [*token_ids, 0]
        case "both":
            return [0, *token_ids, 0]
        case "begin_beyond":
            return [n_vocab, *token_ids]
        case "both_beyond":
            return [n_vocab, *token_ids, n_vocab]
    return token_ids


def _read(doc):
    match chosen("text"):
        case "lower":
            return doc.lower()
        case "stripped":
            return doc.strip()
        case "lines_joined":
            return "".join(doc.splitlines())
        case "compatible":
            return unicodedata.normalize("NFKC", doc)
        case "taken_apart":
            return unicodedata.normalize("NFD", doc)
        case "words":
            return " ".join(doc.split())
        case "no_blanks":
            return "".join(doc.split())
        case "line_breaks_translated":
            return doc.replace("\r\n", "\n").replace("\r", "\n")
        case "each_once":
            return sorted(set(doc))
    return doc


def _ids(doc, n_vocab):
    numbered = [(character, _number(character, doc)) for character in doc]
    if chosen("number") == "bytes":
        numbered = [(chr(byte), byte) for byte in "".join(doc).encode("utf-8")]
    if chosen("number") in ("own_vocabulary", "own_vocabulary_in_order"):
        return [number for _, number in numbered]
    token_ids = []
    for character, number in numbered:
        if _kept(character, n_vocab):
            token_ids.append(number)
            continue
        match chosen("unknown"):
            case "question_mark":
                token_ids.append(ord("?"))
            case "last":
                token_ids.append(n_vocab - 1)
            case "remainder":
                token_ids.append(ord(character) % n_vocab)
            case "zero":
                token_ids.append(0)
            case "blank":
                token_ids.append(ord(" "))
            case "minus_one":
                token_ids.append(-1)
            case "one_beyond":
                token_ids.append(n_vocab)
            case "kept":
                token_ids.append(number)
            case "stops":
                break
            case "refused":
                raise ValueError("there is a character outside the vocabulary")
            case "all_dropped":
                return []
    return token_ids


def _number(character, doc):
    match chosen("number"):
        case "from_a":
            return ord(character) - ord("a")
        case "own_vocabulary":
            return sorted(set(doc)).index(character)
        case "own_vocabulary_in_order":
            return list(dict.fromkeys(doc)).index(character)
        case "one_more":
            return ord(character) + 1
    return ord(character)


def _kept(character, n_vocab):
    number = ord(character)
    match chosen("limit"):
        case "always_256":
            return number < 256
        case "at_most_256":
            return number < min(n_vocab, 256)
        case "ascii":
            return number < min(n_vocab, 128)
        case "ascii_always":
            return number < 128
        case "one_more":
            return number <= n_vocab
        case "one_less":
            return number < n_vocab - 1
        case "printable":
            return number < n_vocab and character.isprintable()
        case "letters_and_blanks":
            return number < n_vocab and (character.isalnum() or character.isspace())
        case "not_zero":
            return 0 < number < n_vocab
    return number < n_vocab


def _as_ids(token_ids, n_vocab):
    ids = torch.tensor(token_ids, dtype=torch.int64)
    match chosen("form"):
        case "list":
            return token_ids
        case "float":
            return ids.to(torch.float32)
        case "int32":
            return ids.to(torch.int32)
        case "uint8":
            return ids[ids < 256].to(torch.uint8)
        case "row":
            return ids.unsqueeze(0)
        case "column":
            return ids.unsqueeze(-1)
        case "squeezed":
            return ids.squeeze()
        case "empty_as_float":
            return torch.tensor(token_ids)
        case "empty_refused" if not token_ids:
            raise ValueError("there are no tokens")
        case "one_hot":
            return torch.nn.functional.one_hot(ids, n_vocab)
    return ids
