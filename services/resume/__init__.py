"""Understanding: a question and a résumé in, an Answer out."""
