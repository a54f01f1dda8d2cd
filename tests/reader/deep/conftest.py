"""One thread for numpy, as `afterview.reader.deep.require` sets it where numpy is not yet imported."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
