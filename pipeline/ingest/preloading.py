"""What the processes that read are forked from loads first, for the sake of what comes after it: nobody else imports this."""

from __future__ import annotations

import gc

from pipeline.ingest.arrow_alone import keep_pandas_out

gc.disable()  # until a worker begins: to look through all that is imported takes a fourteenth of importing it
keep_pandas_out()
