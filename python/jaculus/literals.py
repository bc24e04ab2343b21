"""What a kernel asks for that is compiled for values, and not for types alone."""


class LiteralArguments(Exception):
    """A question and no error: these parameters, or the arguments at these places, must be constants."""

    def __init__(self, parameters):
        super().__init__(parameters)
        self.parameters = [str(one) for one in parameters]
