#!/usr/bin/env python3
"""Makes the protobuf classes of the engine from the .proto files of its Go module.

usage: protobuf.py FOLDER
"""

import subprocess
import sys
from pathlib import Path

import grpc_tools
from grpc_tools import protoc

NODE = Path(__file__).resolve().parents[2] / "node"
FILES = [
    "gogoproto/gogo.proto",
    "tendermint/abci/types.proto",
    "tendermint/crypto/keys.proto",
    "tendermint/crypto/proof.proto",
    "tendermint/types/params.proto",
    "tendermint/types/types.proto",
    "tendermint/types/validator.proto",
    "tendermint/version/types.proto",
]


def module(name: str) -> Path:
    """Where Go has the module, in the version that the node uses."""
    subprocess.run(["go", "mod", "download", name], cwd=NODE, check=True)
    command = ["go", "list", "-m", "-f", "{{.Dir}}", name]
    return Path(subprocess.check_output(command, cwd=NODE, text=True).strip())


def main(folder: str) -> int:
    roots = [
        module("github.com/cometbft/cometbft") / "proto",
        module("github.com/cosmos/gogoproto"),
        Path(grpc_tools.__file__).parent / "_proto",
    ]
    Path(folder).mkdir(parents=True, exist_ok=True)
    return protoc.main(["protoc", *(f"-I{root}" for root in roots), f"--python_out={folder}", *FILES])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
