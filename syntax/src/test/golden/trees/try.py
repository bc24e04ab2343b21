try:
    a
except B:
    c
except (D, E) as f:
    g
except:
    h
else:
    i
finally:
    j
try: a
finally: b
try: a
except* B as c: d
except* (E, F): g
