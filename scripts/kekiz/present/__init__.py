"""From rows of the Ergebnis to what people see: sentences, tables, figures. Words and shapes only, no judgement."""
