"""Small programs as users write them, by topic. e2e/test_programs.py runs each under Jaculus, CPython and Numba."""


def calls(*arguments):
    """Says with which arguments a kernel is tried: each the text of what stands between the parentheses of a call."""

    def mark(kernel):
        MARKED.append((kernel, arguments))
        return kernel

    return mark


MARKED = []  # of the module being loaded
