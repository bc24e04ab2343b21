x = "a" b"b"
# ---
x = t"a" "b"
