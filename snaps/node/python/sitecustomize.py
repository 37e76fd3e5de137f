# Python has loaded its own libraries by now; other programs must not be given them.
import os

os.environ.pop("LD_LIBRARY_PATH", None)
