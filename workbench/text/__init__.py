"""From a typed text to language, sentences, word tokens and sentence vectors."""
