"""What pdfium is asked about many of a page's characters or objects in one go: in C where that was compiled, else in Python.

A call through ctypes costs several times what pdfium does in it. MILEPAEL_PURE in the environment chooses Python.
"""

import os

from parsers.pdf import pdfium

__all__ = ["boxes", "clipped", "page_objects", "path_of", "rights", "segments", "set_out", "settings", "text_objects"]

try:
    if os.environ.get("MILEPAEL_PURE"):
        raise ImportError("as asked for")
    from parsers.pdf._questions import boxes, clipped, connect, page_objects, path_of, rights, segments, set_out, settings, text_objects
except ImportError:
    from parsers.pdf.plain_questions import boxes, clipped, page_objects, path_of, rights, segments, settings, text_objects
    from parsers.pdf.plain_runs import set_out
else:
    connect(pdfium.address_of)
