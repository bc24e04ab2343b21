x = "\x1"
# ---
x = "C:\users"
# ---
x = "\N{no such name}"
# ---
x = "\U00110000"
# ---
x = b"é"
# ---
x = """
   \u12"""
# ---
x = "\N{digit nine }"
