f'a{x}b{y!r:>{w}.2f}c'
f'{{x}}{x}}}'
f"{x = }" f'{x=!s}' f'{x=:5}'
f"{f"{"nested"}"}"
f'''{
    x  # comment
    :>5}'''
rf'\{x}\N' 'plain' f''
f"{x:{ {}}}"
f"{yield}", f"{*a, b}", f'{a["b"]}{a != b}{(lambda: 1)}{(c := 2)}'
