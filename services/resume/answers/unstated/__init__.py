"""What visitors ask and résumés seldom say: terms, wishes and private matters."""
