"""Why the compiled core cannot be loaded, and the cure."""

import platform
import sys

GLIBC = "2.34"
"""The oldest glibc that the wheel runs on."""


def refuse_sub_interpreters() -> None:
    """Raises ImportError in a sub-interpreter.

    Later versions of Python refuse the module there by themselves. 3.11 loads it, and objects of
    one interpreter would reach another.
    """
    try:
        import _interpreters as interpreters
    except ImportError:
        try:
            import _xxsubinterpreters as interpreters
        except ImportError:
            return
    if interpreters.get_current() != interpreters.get_main():
        raise ImportError("coinjecture._core does not support loading in subinterpreters")


def cause(error: ImportError) -> str:
    """The cause and the cure in one line; the text of the loader stands in it."""
    text = str(error)
    if "subinterpreter" in text:
        return (
            "this is a sub-interpreter, and compiled modules of PyO3 run in the main interpreter "
            "alone; call it there, use threads or processes (multiprocessing, "
            f"ProcessPoolExecutor), or backend('python'), which works here ({text})"
        )
    if "GLIBC_" in text:
        ours = " ".join(platform.libc_ver()).strip() or "none"
        return (
            f"the wheel requires glibc {GLIBC} or later and this system has {ours}; build it here "
            f"with 'make wheel' in systems/consensus/reference/python, or use backend('python') ({text})"
        )
    if isinstance(error, ModuleNotFoundError) or "_core" in text and "cannot import" in text:
        return (
            "coinjecture._core is not built; run 'make develop' in systems/consensus/reference/python, "
            f"install the wheel, or use backend('python') ({text})"
        )
    return (
        f"{text}; the wheel is for CPython 3.11 or later on Linux x86-64 with glibc {GLIBC} or "
        f"later, this is {platform.python_implementation()} {platform.python_version()} on "
        f"{sys.platform} {platform.machine()}; build it here or use backend('python')"
    )
