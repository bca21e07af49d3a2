"""The picture of a page to what is printed on it: words, rules and symbols, as from any other print."""

import os

# One thread: a batch has a process for each core. Read by tesseract's and numpy's libraries when they are loaded, which is later.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
