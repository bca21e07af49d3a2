"""The book in, charts out: one idea a file, each with a title that says the finding and with the figures it is drawn from."""
