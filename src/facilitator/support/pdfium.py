"""PDFium reads PDFs for one thread at a time: whoever uses it holds `PDFIUM`, from opening to closing.

Pages and texts are closed by hand inside the lock; what the garbage collector closes, it may close on
any thread.
"""

from __future__ import annotations

import threading

PDFIUM = threading.RLock()
