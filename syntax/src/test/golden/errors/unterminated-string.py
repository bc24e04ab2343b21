x = "abc
# ---
x = """abc
def
# ---
x = f"abc{x}
# ---
x = f'''{x}
# ---
x = 'don't go'
