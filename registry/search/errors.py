"""Why a change to search is refused."""

from registry.kit.errors import Bilingual, Refusal


class WordTaken(Refusal):
    title = Bilingual("词典中已有", "The dictionary has it")
    sentence = Bilingual("词典中已有“{word}”。", "The dictionary has '{word}' already.")
