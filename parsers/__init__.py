"""One document in, typed records out. Writes no file, reads no clock, knows no folder."""
