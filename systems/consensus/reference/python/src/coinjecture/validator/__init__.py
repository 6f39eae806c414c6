"""A validator in Python: the chain as an application of the engine.

The engine, ``coinjectured node``, runs in a process of its own and asks this one over a socket.
Blocks are built, hashed and refused here, with the pure reference or the Rust core.
"""
