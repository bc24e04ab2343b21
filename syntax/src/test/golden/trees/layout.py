# A comment, then a page break
if a:
	b # tab

  # comment at odd place
	c
if (a and
  b): \
  c
else:   d
x = a \
    + b
   

def été(ﬁ, 变量): return ª
"😀", x
