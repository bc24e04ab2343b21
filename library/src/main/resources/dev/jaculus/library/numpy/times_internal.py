"""Dates and durations as the whole numbers that they are: what the compiler itself calls. None of them is NaT but where it says so."""

NAT = -9223372036854775808


def days_before_month(months):
    """The days from 1970-01-01 to the first day of the month that is so many months after January 1970."""
    year = 1970 + (months - 2) // 12  # a year begins in March, so that the day that may be missing is its last
    month = (months - 2) % 12
    leaps = year // 4 - year // 100 + year // 400
    return 365 * year + leaps + (153 * month + 2) // 5 - 719468


def ticks_over(ticks, number):
    """A duration, also NaT, divided by an integer; cut off towards zero."""
    if ticks == NAT or number == 0:
        return NAT
    quotient = ticks // number
    if quotient < 0 and quotient * number != ticks:
        return quotient + 1
    return quotient


def ticks_ratio(ticks, other):
    """How often a duration is contained in another one."""
    if other == 0:
        return 0
    return ticks // other


def ticks_modulo(ticks, other):
    """What remains of a duration."""
    if other == 0:
        return NAT
    return ticks % other
