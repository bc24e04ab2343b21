"""The control flow of a kernel's code as a graph in the language of Graphviz, from its text."""

import re


class Graph:
    """A text's blocks and where each may go on: those of LLVM's text."""

    def __init__(self, text):
        self.text = text

    @property
    def dot(self):
        """The text for Graphviz."""
        lines = ["digraph cfg {", "  node [shape=box]"]
        for block, successors in self.blocks().items():
            lines.append(f'  "{block}"')
            lines += [f'  "{block}" -> "{one}"' for one in successors]
        return "\n".join([*lines, "}"])

    def blocks(self):
        """For each block, named function:label, those that may follow it."""
        found, function, block = {}, "", ""
        for line in self.text.splitlines():
            if line.startswith("define"):
                function, block = re.search(r"@([\w.$]+|\"[^\"]*\")\(", line).group(1).strip('"'), "entry"
                found[f"{function}:entry"] = []
            elif line.startswith("}"):
                function = ""
            elif function:
                label = re.match(r"([\w.$-]+):", line)
                block = label.group(1) if label else block
                following = found.setdefault(f"{function}:{block}", [])
                following += [f"{function}:{to}" for to in re.findall(r"label %([\w.$-]+)", line)]
        return found

    def __repr__(self):
        return self.dot

    def _repr_svg_(self):
        return self.display().pipe(format="svg").decode()

    def display(self, *args, **kwargs):
        """The graph, drawn by the package graphviz."""
        import graphviz

        return graphviz.Source(self.dot)


class AssemblyGraph(Graph):
    """The same of assembly text: a block ends at a jump, or where a label begins."""

    # Of x86-64 and of AArch64.
    _JUMPS = r"(j|b|cbz|cbnz|tbz|tbnz)[\w.]*\s"
    _ENDS = r"(jmp|retq?|ud2|b|br|brk)(\s|$)"

    def blocks(self):
        """For each block, named function:label, those that may follow it."""
        found, function, block, open_ = {}, "", None, False
        for line in self.text.splitlines():
            kind = re.match(r"\s+\.type\s+(\S+?),\s*[@%]function", line)
            label = re.match(r"(\.LBB\w+|[\w$]+):", line)
            code = re.match(r"\s+([a-z].*)", line)
            if kind:
                function, block, open_ = kind.group(1), None, False
            elif line.lstrip().startswith(".size"):
                function = ""
            elif function and label:
                name = f"{function}:{'entry' if label.group(1) == function else label.group(1)}"
                if open_:
                    found[block].append(name)
                block, open_ = name, True
                found[block] = []
            elif function and block and code and open_:
                if re.match(self._JUMPS, code.group(1)):
                    found[block] += [f"{function}:{to}" for to in re.findall(r"\.LBB\w+", code.group(1))]
                open_ = re.match(self._ENDS, code.group(1)) is None
        return found
