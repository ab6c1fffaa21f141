"""Data that the program ships: the gazetteer, the fields of use, source ratings and the sample."""
