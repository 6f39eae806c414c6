"""The protobuf classes of the engine, which ``make proto`` makes from its ``.proto`` files.

They are not part of the repository: the engine's module is their only source.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "_protobuf"

# The generated files import each other by the names of the engine's packages.
sys.path.append(str(FOLDER))
try:
    from tendermint.abci import types_pb2
except ModuleNotFoundError as error:
    if error.name is not None and error.name.startswith("google"):
        raise ImportError("a validator requires the package protobuf; pip install protobuf") from error
    raise ImportError(f"{FOLDER} is not there; run make proto in systems/consensus/reference/python") from error

__all__ = ["types_pb2"]
