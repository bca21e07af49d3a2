"""What the processes that read are forked from loads first, for the sake of what comes after it: nobody else imports this."""

from __future__ import annotations

from pipeline.ingest.arrow_alone import keep_pandas_out

keep_pandas_out()
