x = f"a } b"
# ---
x = f"{a"
# ---
x = f"{a!x}"
# ---
x = f"{a:{b}"
# ---
x = f"{a ! r}"
